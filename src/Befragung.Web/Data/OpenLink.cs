using System.Security.Cryptography;
using Befragung.Delphi;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>
/// A public address by which people come into a study by themselves: for a group, or for all, who then say to which they belong. It is never removed, only switched off, since people
/// came by it.
/// </summary>
public sealed class OpenLink
{
    /// <summary>Without what is taken for something else when it is read from a poster: 0 and o, 1 and l and i.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public const int CodeLength = 8,
        ShortestAccessCode = 6,
        LongestAccessCode = 100,
        Highest = 1_000_000;

    private OpenLink() { }

    /// <param name="studyId">The study.</param>
    /// <param name="groupKey">Into which group; null where people say so themselves.</param>
    /// <param name="at">Now.</param>
    /// <param name="by">Who makes it.</param>
    public OpenLink(int studyId, string? groupKey, DateTime at, string by)
    {
        StudyId = studyId;
        GroupKey = groupKey;
        Code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        CreatedAt = at;
        CreatedBy = by;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public string? GroupKey { get; private set; }

    /// <summary>Stands in the address; no secret.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Of the code that whoever comes has to know besides; null where there is none.</summary>
    public string? AccessHash { get; private set; }

    /// <summary>How many may take part at most; null for any number.</summary>
    public int? Most { get; private set; }

    /// <summary>How many have come. Counted by the database alone, see <see cref="OpenLinks"/>.</summary>
    public int Participants { get; private set; }

    /// <summary>When it begins to be on; null for at once.</summary>
    public DateTime? FromAt { get; private set; }

    /// <summary>When it ends; null for with the round.</summary>
    public DateTime? UntilAt { get; private set; }

    /// <summary>Since then nobody comes by it; null while it is on.</summary>
    public DateTime? OffAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    /// <summary>As it is printed: two halves are typed more easily.</summary>
    public string Printed => $"{Code[..4]}-{Code[4..]}";

    /// <summary>A code as it was typed: with capitals, blanks or hyphens; null where it can be none.</summary>
    public static string? Read(string? typed)
    {
        if (typed is not { Length: > 0 and <= 40 })
            return null;
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return code.Length == CodeLength && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>Says who may come, how many, and when.</summary>
    /// <exception cref="RuleBrokenException">No more come than are there, or it ends before it begins.</exception>
    public void Limit(int? most, DateTime? from, DateTime? until)
    {
        if (most is < 1 or > Highest)
            throw new RuleBrokenException("Nennen Sie eine ganze Zahl von {0} bis {1}.", 1, Highest);
        if (from >= until)
            throw new RuleBrokenException("Der letzte Tag liegt vor dem ersten.");
        Most = most;
        FromAt = from;
        UntilAt = until;
    }

    /// <param name="hash">Null for none.</param>
    public void AskFor(string? hash) => AccessHash = hash;

    public void SwitchOff(DateTime at) => OffAt ??= at;

    public void SwitchOn() => OffAt = null;
}

/// <summary>Whether somebody can come by an open link, and why not.</summary>
public enum OpenLinkState
{
    On,

    /// <summary>The team switched it off.</summary>
    Off,

    /// <summary>No round has opened yet, or its first day has not come.</summary>
    NotYet,

    /// <summary>As many came as may.</summary>
    Full,

    /// <summary>Its last day is over, or no round is open any more.</summary>
    Over,
}
