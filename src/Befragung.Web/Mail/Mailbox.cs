using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using MimeKit;

namespace Befragung.Web.Mail;

/// <summary>
/// Where somebody can be written to: one notion for the panel, contacts, the sender and accounts. Two are the same when their <see cref="Key"/> is,
/// whichever way the name behind the @ is written. What no letter would reach is refused where it is entered, with a sentence that says why.
/// </summary>
public sealed class Mailbox : IEquatable<Mailbox>
{
    // RFC 5321, 4.5.3.1.
    private const int Longest = 254,
        LongestLocal = 64,
        LongestQuoted = 80;

    private static readonly string[] ExampleHosts = ["example.org", "example.com", "example.net", "example", "invalid", "test"];

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    private Mailbox(string address)
    {
        Address = address;
        Key = KeyOf(address);
    }

    /// <summary>As it was written, without what stood around it.</summary>
    public string Address { get; }

    /// <summary>As mail servers are told it: the name behind the @ without umlauts.</summary>
    public string Ascii => Address[..(Address.LastIndexOf('@') + 1)] + AsciiOf(Address[(Address.LastIndexOf('@') + 1)..]);

    /// <summary>What is compared and may be there only once: lower case, the name behind the @ as mail servers know it.</summary>
    public string Key { get; }

    /// <summary>Whether it is one of those that are set aside for examples and trials (RFC 2606): whatever is written there reaches nobody.</summary>
    public bool IsExample
    {
        get
        {
            var host = Key[(Key.LastIndexOf('@') + 1)..];
            return Array.Exists(ExampleHosts, example => host == example || host.EndsWith("." + example, StringComparison.Ordinal));
        }
    }

    /// <summary>Why nobody who answers a letter would reach the team; null where they would, and where all is made up and nobody is written to.</summary>
    public static Sentence? ProblemOf(Study study, Contact? contact)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.IsSimulated ? null : ProblemOf(contact);
    }

    private static Sentence? ProblemOf(Contact? contact) =>
        contact is null
            ? new("Der Fragebogen nennt keine Ansprechperson. Wer auf das Anschreiben antwortet, soll das Projektteam erreichen.")
        : !TryRead(contact.Email, out var mailbox, out var problem) ? problem
        : mailbox.IsExample
            ? new(
                "Als Ansprechperson steht im Fragebogen „{0}“. Das ist die Adresse eines Beispiels: Wer auf das Anschreiben antwortet, erreicht niemanden.",
                contact.Email
            )
        : null;

    /// <summary>Reads an address as people write it: also <c>&lt;x@y&gt;</c>, <c>mailto:x@y</c> and <c>Name &lt;x@y&gt;</c>.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Mailbox? mailbox, [NotNullWhen(false)] out Sentence? problem)
    {
        var address = Bare(text ?? "");
        problem = ProblemOf(address);
        mailbox = problem is null ? new Mailbox(address) : null;
        return problem is null;
    }

    /// <summary>The mailbox that somebody typed where there has to be one.</summary>
    public static Mailbox Required(string? text) =>
        TryRead(text, out var mailbox, out var problem) ? mailbox : throw new RuleBrokenException(problem.German, problem.Values);

    /// <summary>What is wrong with an address; null where it can be written to.</summary>
    public static Sentence? Problem(string? text) => TryRead(text, out _, out var problem) ? null : problem;

    /// <summary>The key of an address that is stored already, or typed to find one; it need not be one that is taken today.</summary>
    public static string KeyOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var bare = Bare(address);
        var at = bare.LastIndexOf('@');
        var host = bare[(at + 1)..].TrimEnd('.');
        return (bare[..(at + 1)] + (AsciiOf(host) ?? host)).ToLowerInvariant();
    }

    public bool Equals(Mailbox? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as Mailbox);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Address;

    private static string Bare(string text)
    {
        var bare = Trimmed(text.Normalize(NormalizationForm.FormC));
        if (bare.EndsWith('>') && bare.LastIndexOf('<') is >= 0 and var open)
            bare = Trimmed(bare[(open + 1)..^1]);
        const string scheme = "mailto:";
        if (!bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return bare;
        return Trimmed(Uri.UnescapeDataString(bare[scheme.Length..].Split('?')[0]));
    }

    /// <summary>Without blanks at the ends, also those that cannot be seen.</summary>
    private static string Trimmed(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character)
        || char.IsControl(character)
        || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static Sentence? ProblemOf(string address)
    {
        if (address.Length == 0)
            return new("Die E-Mail-Adresse fehlt.");
        var quoted = address.Length > LongestQuoted ? address[..LongestQuoted] + "…" : address;
        if (address.FirstOrDefault(IsBlank) is not '\0' and var blank)
            return new("In „{0}“ steht ein Leerzeichen oder ein unsichtbares Zeichen ({1}).", quoted, CodeOf(blank));
        var parts = address.Split('@');
        if (parts.Length == 1)
            return new("In „{0}“ fehlt das @.", quoted);
        if (parts.Length > 2)
            return new("In „{0}“ steht mehr als ein @. Hier hat nur eine Adresse Platz.", quoted);
        if (address.Length > Longest || parts[0].Length > LongestLocal)
            return new("„{0}“ ist zu lang für eine E-Mail-Adresse.", quoted);
        if ((LocalProblemOf(parts[0], address) ?? HostProblemOf(parts[1], address)) is { } problem)
            return problem;
        // What is left is what the library that writes the letters makes of it; it shows umlauts behind the @ in its own way.
        return MailboxAddress.TryParse(Strict, address, out var parsed) && KeyOf(parsed.Address) == KeyOf(address)
            ? null
            : new("„{0}“ ist keine gültige E-Mail-Adresse.", address);
    }

    private static Sentence? LocalProblemOf(string local, string address)
    {
        if (local.Length == 0)
            return new("In „{0}“ fehlt, was vor dem @ steht.", address);
        if (local.FirstOrDefault(character => !char.IsAscii(character)) is not '\0' and var strange)
            return new(
                "Vor dem @ von „{0}“ steht „{1}“. Umlaute und fremde Schriftzeichen nehmen Mailserver dort nicht an.",
                address,
                strange
            );
        if (local[0] == '.' || local[^1] == '.')
            return new("In „{0}“ steht ein Punkt am Anfang oder unmittelbar vor dem @.", address);
        return local.Contains("..", StringComparison.Ordinal) ? new("In „{0}“ stehen zwei Punkte hintereinander.", address) : null;
    }

    private static Sentence? HostProblemOf(string host, string address)
    {
        if (host.Length == 0)
            return new("In „{0}“ fehlt, was nach dem @ steht.", address);
        if (host[^1] == '.')
            return new("Am Ende von „{0}“ steht ein Punkt zu viel.", address);
        if (host.Contains("..", StringComparison.Ordinal))
            return new("In „{0}“ stehen zwei Punkte hintereinander.", address);
        var labels = host.Split('.');
        if (Array.Exists(labels, label => label.StartsWith('-') || label.EndsWith('-')))
            return new(
                "In „{0}“ steht nach dem @ ein Bindestrich am Rand. Ein Name beginnt und endet mit einem Buchstaben oder einer Ziffer.",
                address
            );
        if (labels.Length == 1)
            return new("In „{0}“ steht nach dem @ kein Punkt. Fehlt hier die Endung?", address);
        return AsciiOf(host) is null ? new("In „{0}“ ist, was nach dem @ steht, kein Name eines Mailservers.", address) : null;
    }

    private static string? AsciiOf(string host)
    {
        try
        {
            return host.Length == 0 ? null : Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string CodeOf(char character) => "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);
}
