using System.Text;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;

namespace Befragung.Web.Tests.Mail;

/// <summary>What is read out of mails that came back, and what is told as something else.</summary>
public sealed class ReturnedMailTests
{
    private const string Mark = "17-0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_report_names_the_letter_the_address_and_what_the_server_said_without_it()
    {
        var one = Assert.Single(await ReadAsync(Returned.Report("person-3@example.org", Mark)));
        Assert.Equal(new ReturnedMail(ReturnKind.Failed, "a.eml", Mark, "person-3@example.org", "550 5.1.1 …: User unknown"), one);
        // Some servers send no letter along, or one of somebody else.
        Assert.Null(Assert.Single(await ReadAsync(Returned.Report("person-3@example.org"))).Mark);
        Assert.Null(Assert.Single(await ReadAsync(Returned.Report("person-3@example.org", "CAF_x-17"))).Mark);
        // One that was tried for days fails with 4 at the beginning, and is given up all the same.
        Assert.Equal(
            ReturnKind.Failed,
            Assert.Single(await ReadAsync(Returned.Report("person-3@example.org", Mark, status: "4.4.7"))).Kind
        );
    }

    [Fact]
    public async Task A_report_of_two_recipients_tells_of_both()
    {
        var report = Returned
            .Report("person-3@example.org", Mark)
            .Replace(
                "Diagnostic-Code: smtp;",
                "Diagnostic-Code: smtp; 550 no\r\n\r\nFinal-Recipient: rfc822; person-4@example.org\r\nAction: failed\r\nStatus: 5.0.0\r\nX-More: smtp;",
                StringComparison.Ordinal
            );
        Assert.Equal(["person-3@example.org", "person-4@example.org"], (await ReadAsync(report)).Select(one => one.Address));
    }

    [Fact]
    public async Task What_is_no_bounce_is_told_as_what_it_is()
    {
        Assert.Equal(ReturnKind.Delayed, await KindAsync(Returned.Report("a@example.org", Mark, "delayed", "4.4.1")));
        Assert.Equal(ReturnKind.Delivered, await KindAsync(Returned.Report("a@example.org", Mark, "delivered", "2.0.0")));
        Assert.Equal(ReturnKind.AutoReply, await KindAsync(Returned.Away));
        Assert.Equal(
            ReturnKind.AutoReply,
            await KindAsync(Returned.Away.Replace("Auto-Submitted: auto-replied (vacation)", "X-Autoreply: yes", StringComparison.Ordinal))
        );
        Assert.Equal(ReturnKind.Foreign, await KindAsync(Returned.Question));
        Assert.Equal(
            ReturnKind.Foreign,
            await KindAsync(Returned.Question.Replace("Subject:", "Auto-Submitted: no\nSubject:", StringComparison.Ordinal))
        );
    }

    /// <summary>Whatever is handed in, something is said about it: nothing but a wrong file can be meant.</summary>
    [Fact]
    public async Task Whatever_bytes_come_nothing_breaks()
    {
        Assert.Equal(ReturnKind.Unreadable, await KindAsync(""));
        Assert.Equal(ReturnKind.Unreadable, await KindAsync("PK\u0003\u0004 no mail at all"));
        var report = Encoding.UTF8.GetBytes(Returned.Report("person-3@example.org", Mark));
        var random = new Random(15);
        for (var i = 0; i < 300; i++)
        {
            var damaged = report[..random.Next(report.Length)];
            for (var j = 0; j < 5 && damaged.Length > 0; j++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            using var stream = new MemoryStream(damaged);
            Assert.NotEmpty(await ReturnedMail.ReadAsync(stream, "a.eml", CancellationToken.None));
        }
    }

    [Fact]
    public void Addresses_are_found_among_whatever_stands_around_them()
    {
        Assert.Equal(
            ["a@example.org", "b@example.org", "c@example.org", "d@example.org"],
            AddressList.In(
                "Name;E-Mail\nAnna <a@example.org>, b@example.org; \"c@example.org\"\n\nan: d@example.org.\nA@example.org\nniemand"
            )
        );
        Assert.Equal(["person-0@example.org", "person-1@example.org"], AddressList.In(Sample.Panel(2)));
        Assert.Empty(AddressList.In("kein Ort"));
    }

    private static async Task<ReturnKind> KindAsync(string mail) => Assert.Single(await ReadAsync(mail)).Kind;

    private static async Task<IReadOnlyList<ReturnedMail>> ReadAsync(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return await ReturnedMail.ReadAsync(stream, "a.eml", CancellationToken.None);
    }
}
