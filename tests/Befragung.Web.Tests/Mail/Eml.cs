using System.Text.RegularExpressions;
using MimeKit;

namespace Befragung.Web.Tests.Mail;

/// <summary>A letter as it lies in the folder, read the way a mail program reads it.</summary>
internal sealed partial record Eml(string To, string Subject, string Body, string MessageId)
{
    public string Link => LinkPattern().Match(Body).Value;

    public static Eml Read(string path)
    {
        using var message = MimeMessage.Load(path);
        return Of(message);
    }

    public static Eml Of(MimeMessage message)
    {
        var to = (MailboxAddress)Assert.Single(message.To);
        return new($"{to.Name} <{to.Address}>", message.Subject!, message.TextBody!.ReplaceLineEndings("\n"), message.MessageId!);
    }

    [GeneratedRegex(@"http://\S+/(einladung|team)/\S+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LinkPattern();
}
