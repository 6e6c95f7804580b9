using System.Text.RegularExpressions;
using MimeKit;

namespace Befragung.Web.Mail;

/// <summary>What a mail is that somebody handed in as one that came back.</summary>
public enum ReturnKind
{
    /// <summary>A letter was not delivered, and will not be.</summary>
    Failed,

    /// <summary>It is still tried.</summary>
    Delayed,

    /// <summary>It was delivered, or handed on.</summary>
    Delivered,

    /// <summary>Somebody's program answers, for instance because they are away: the letter has arrived.</summary>
    AutoReply,

    /// <summary>Some other mail.</summary>
    Foreign,

    /// <summary>No mail at all.</summary>
    Unreadable,
}

/// <summary>What a mail says that came back, or an address that somebody typed.</summary>
/// <param name="Source">The name of the file, or what was typed.</param>
/// <param name="Mark">The mark of our letter, where the report has it with it.</param>
/// <param name="Address">Whom it did not reach.</param>
/// <param name="Words">What the mail server said, without anybody's address.</param>
public sealed partial record ReturnedMail(ReturnKind Kind, string Source, string? Mark = null, string? Address = null, string? Words = null)
{
    /// <summary>An address that nobody had to read out of a mail.</summary>
    public static ReturnedMail Typed(string address) => new(ReturnKind.Failed, address, Address: address);

    /// <summary>Reads a mail: a report of delivery (RFC 3464) tells of one or more addresses, everything else is told as what it is.</summary>
    public static async Task<IReadOnlyList<ReturnedMail>> ReadAsync(Stream mail, string source, CancellationToken cancel)
    {
        try
        {
            using var message = await MimeMessage.LoadAsync(mail, cancel);
            return message.From.Count == 0 && message.Headers.Count < 2 ? [new(ReturnKind.Unreadable, source)] : Of(message, source);
        }
        catch (FormatException)
        {
            return [new(ReturnKind.Unreadable, source)];
        }
    }

    private static IReadOnlyList<ReturnedMail> Of(MimeMessage message, string source)
    {
        var parts = Parts(message.Body).ToList();
        if (parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } report)
        {
            var mark = parts.OfType<MessagePart>().Select(part => MarkOf(part.Message?.MessageId)).FirstOrDefault(one => one is not null);
            // The first group is about the mail, each of the others about a recipient.
            var recipients = GroupsOf(report).Select(group => Of(group, source, mark)).OfType<ReturnedMail>().ToList();
            return recipients.Count > 0 ? recipients : [new(ReturnKind.Foreign, source)];
        }
        return [new(IsAutomatic(message) ? ReturnKind.AutoReply : ReturnKind.Foreign, source)];
    }

    private static ReturnedMail? Of(HeaderList group, string source, string? mark)
    {
        if (group["Action"]?.Trim().ToLowerInvariant() is not { Length: > 0 } action)
            return null;
        var address = AddressOf(group["Original-Recipient"]) ?? AddressOf(group["Final-Recipient"]);
        var said = group["Diagnostic-Code"] is { Length: > 0 } code ? Behind(code) : group["Status"];
        return new(
            action switch
            {
                "failed" => ReturnKind.Failed,
                "delayed" => ReturnKind.Delayed,
                _ => ReturnKind.Delivered,
            },
            source,
            mark,
            address,
            said is { Length: > 0 } ? MailTrouble.WordsOf(said, address ?? "") : null
        );
    }

    /// <summary>A damaged report has no groups.</summary>
    private static HeaderListCollection GroupsOf(MessageDeliveryStatus report)
    {
        try
        {
            return report.StatusGroups;
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>RFC 3834, and what programs said before it.</summary>
    private static bool IsAutomatic(MimeMessage message) =>
        (
            message.Headers[HeaderId.AutoSubmitted] is { Length: > 0 } auto
            && !auto.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        )
        || message.Headers.Contains("X-Autoreply")
        || message.Headers.Contains("X-Autorespond")
        || message.Headers.Contains("X-Auto-Response-Suppress")
        || string.Equals(message.Headers[HeaderId.Precedence]?.Trim(), "auto_reply", StringComparison.OrdinalIgnoreCase);

    /// <summary>"rfc822;person@example.org", of which only what is behind the kind is the address.</summary>
    private static string? AddressOf(string? recipient) =>
        recipient is { Length: > 0 } && Behind(recipient) is var address && address.Contains('@', StringComparison.Ordinal)
            ? address.Trim('<', '>', ' ')
            : null;

    private static string Behind(string typed) => typed[(typed.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();

    private static string? MarkOf(string? messageId) => messageId?.Split('@')[0] is { } mark && OurMark().IsMatch(mark) ? mark : null;

    /// <summary>All parts of a mail, but none of a mail within it.</summary>
    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity) =>
        entity is Multipart many ? many.SelectMany(Parts)
        : entity is null ? []
        : [entity];

    [GeneratedRegex("^[0-9]{1,9}-[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex OurMark();
}
