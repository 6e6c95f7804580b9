using Befragung.Web.Mail;

namespace Befragung.Web.Tests.Mail;

/// <summary>Names in the head of a letter, whatever stands in them.</summary>
public sealed class SenderTests
{
    [Theory]
    [InlineData("Anna \"Anni\" Muster")]
    [InlineData("\"X\" <fremd@example.net>, \"Y")]
    [InlineData("Anna Muster\\")]
    [InlineData("Muster, Anna \\\" <fremd@example.net>")]
    public async Task A_name_never_becomes_an_address(string name)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-letters-");
        using var client = new System.Net.Mail.SmtpClient
        {
            DeliveryMethod = System.Net.Mail.SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = folder.FullName,
        };
        using var envelope = new Sender("team@example.org", name).Envelope(
            new Letter(name, "anna@example.org", "Einladung", "Text", new(name, "buero@example.org"))
        );
        await client.SendMailAsync(envelope);
        var head = (await File.ReadAllTextAsync(folder.GetFiles().Single().FullName)).Split("\r\n\r\n")[0].Split("\r\n");
        folder.Delete(recursive: true);
        foreach (
            var (field, address) in ((string, string)[])
                [("To", "anna@example.org"), ("From", "team@example.org"), ("Reply-To", "buero@example.org")]
        )
        {
            var line = head.Single(one => one.StartsWith(field + ": ", StringComparison.Ordinal))[(field.Length + 2)..];
            // One quoted string without a quote or a backslash inside, then the one address.
            Assert.Matches($"^\"[^\"\\\\]*\" <{address}>$", line);
        }
    }
}
