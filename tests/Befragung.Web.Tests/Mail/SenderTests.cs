using Befragung.Web.Mail;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Befragung.Web.Tests.Mail;

/// <summary>The head of a letter, whatever stands in it.</summary>
public sealed class SenderTests
{
    [Theory]
    [InlineData("Anna \"Anni\" Muster")]
    [InlineData("\"X\" <fremd@example.net>, \"Y")]
    [InlineData("Anna Muster\\")]
    [InlineData("Muster, Anna \\\" <fremd@example.net>")]
    [InlineData("Anna\r\nBcc: fremd@example.net")]
    public void A_name_never_becomes_an_address(string name)
    {
        using var read = Reread(
            Written(
                new Letter("1-a", name, "anna@example.org", "Einladung", "Text", new(name, "buero@example.org")),
                ("Mail:FromName", name)
            )
        );
        Assert.Equal("anna@example.org", ((MailboxAddress)Assert.Single(read.To)).Address);
        Assert.Equal("befragung@localhost", ((MailboxAddress)Assert.Single(read.From)).Address);
        Assert.Equal("buero@example.org", ((MailboxAddress)Assert.Single(read.ReplyTo)).Address);
        Assert.Empty(read.Bcc);
    }

    [Fact]
    public void A_letter_has_what_spam_filters_look_for_and_is_the_same_at_every_try()
    {
        var letter = new Letter("7-abc", "Jörg Weiß", "joerg@müller.example", "Größe", "Zeile\nnoch eine\n" + new string('ä', 3000), null);
        var bytes = Written(letter, ("Mail:From", "team@example.org"));
        var text = System.Text.Encoding.ASCII.GetString(bytes);
        Assert.Contains("Message-Id: <7-abc@example.org>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("joerg@xn--mller-kva.example", text, StringComparison.Ordinal);
        Assert.Contains("\r\nDate: ", text, StringComparison.Ordinal);
        Assert.All(bytes, one => Assert.InRange(one, 0, 127));
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78 && !line.Contains('\n', StringComparison.Ordinal)));
        using var read = Reread(bytes);
        Assert.Equal(letter.Body, read.TextBody!.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("team..nord@example.org")]
    [InlineData("jörg@example.org")]
    public void A_contact_that_nobody_can_write_to_stops_no_letter(string contact)
    {
        using var read = Reread(Written(new Letter("1-a", "Anna", "anna@example.org", "Einladung", "Text", new("Team", contact))));
        Assert.Empty(read.ReplyTo);
        Assert.Equal("anna@example.org", ((MailboxAddress)Assert.Single(read.To)).Address);
    }

    [Theory]
    [InlineData("Mail:From", "team")]
    [InlineData("Mail:Security", "Ssl")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Mail:Port", "25;587")]
    [InlineData("Mail:TimeoutSeconds", "0")]
    [InlineData("Mail:Connections", "viele")]
    [InlineData("Mail:Host", "mail.example.org:25")]
    [InlineData("Mail:Host", "")]
    [InlineData("Mail:Carrier", "Taube")]
    public void A_setting_that_cannot_work_is_refused_by_its_name(string setting, string value)
    {
        var refused = Assert.Throws<Web.Data.ConfigurationException>(() =>
            Settings(("Mail:Carrier", "Smtp"), ("Mail:Host", "mail.example.org"), (setting, value))
        );
        Assert.Contains(setting.Replace(":", "__", StringComparison.Ordinal), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_usual_port_follows_the_encryption()
    {
        Assert.Equal(587, Settings().Port);
        Assert.Equal(465, Settings(("Mail:Security", "tls")).Port);
        Assert.Equal("team@xn--mller-kva.example", Settings(("Mail:From", "Team <team@müller.example>")).From);
    }

    private static byte[] Written(Letter letter, params (string Name, string Value)[] settings)
    {
        using var message = new Sender(Settings(settings), TimeProvider.System).Write(letter);
        using var stream = new MemoryStream();
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(options, stream);
        return stream.ToArray();
    }

    private static MimeMessage Reread(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));

    private static MailSettings Settings(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (name, value) in settings)
            values[name] = value;
        return MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
