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
            Body = BodyOf(letter),
        };
        message.From.Add(new MailboxAddress(InOneLine(settings.FromName), settings.From));
        message.To.Add(new MailboxAddress(InOneLine(letter.ToName), to.Ascii));
        if (letter.DeclineLink is { } decline)
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{decline}>");
        if (letter.ReplyTo is { } contact && ReplyTo(contact) is { } reply)
            message.ReplyTo.Add(reply);
        return message;
    }

    private static MimeEntity BodyOf(Letter letter)
    {
        var words = WordsOf(letter);
        if (letter.Calendar is not { } calendar)
            return words;
        var file = new MimeKit.TextPart("calendar")
        {
            Text = calendar,
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new(ContentDisposition.Attachment) { FileName = LetterCalendar.FileName },
        };
        file.ContentType.Parameters.Add("method", LetterCalendar.Method);
        return new Multipart("mixed") { words, file };
    }

    /// <summary>The plain text first: of several, mail programs show the last that they can.</summary>
    private static MimeEntity WordsOf(Letter letter)
    {
        var plain = Part(TextFormat.Plain, letter.Body);
        return letter.Html is { } html ? new MultipartAlternative(plain, Part(TextFormat.Html, html)) : plain;
    }

    private static MimeKit.TextPart Part(TextFormat format, string text) =>
        new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    /// <summary>Studies of before may name a contact that nobody can write to: their letters go without it.</summary>
    private static MailboxAddress? ReplyTo(Contact contact) =>
        Mailbox.TryRead(contact.Email, out var mailbox, out _) ? new MailboxAddress(InOneLine(contact.Name), mailbox.Ascii) : null;

    private static string InOneLine(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
