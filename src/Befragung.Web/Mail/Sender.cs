using Befragung.Delphi.Questionnaires;
using MimeKit;
using MimeKit.Text;

namespace Befragung.Web.Mail;

/// <summary>Who the letters come from; writes them as mail programs read them.</summary>
public sealed class Sender(MailSettings settings, TimeProvider clock)
{
    /// <summary>A letter that is tried again is the same letter: its Message-ID stays.</summary>
    public MimeMessage Write(Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (!Mailbox.TryRead(letter.ToAddress, out var to, out _))
            throw new MailException(new(MailFault.Address, ""));
        var message = new MimeMessage
        {
            MessageId = $"{letter.Mark}@{settings.From.Split('@')[1]}",
            Date = clock.GetUtcNow(),
            Subject = letter.Subject,
            Body = new MimeKit.TextPart(TextFormat.Plain) { Text = letter.Body, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        message.From.Add(new MailboxAddress(InOneLine(settings.FromName), settings.From));
        message.To.Add(new MailboxAddress(InOneLine(letter.ToName), to.Ascii));
        if (letter.ReplyTo is { } contact && ReplyTo(contact) is { } reply)
            message.ReplyTo.Add(reply);
        return message;
    }

    /// <summary>Studies of before may name a contact that nobody can write to: their letters go without it.</summary>
    private static MailboxAddress? ReplyTo(Contact contact) =>
        Mailbox.TryRead(contact.Email, out var mailbox, out _) ? new MailboxAddress(InOneLine(contact.Name), mailbox.Ascii) : null;

    private static string InOneLine(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
