using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>
/// What a colleague fills in before a round opens, to find out what is not clear. In a table of its own: what counts the answers of a panel never comes across it. It goes when the
/// round opens.
/// </summary>
public sealed class TrialSheet
{
    public const int LongestLabel = 100;

    private TrialSheet() { }

    /// <param name="round">A planned one.</param>
    /// <param name="label">For the team, to tell them apart.</param>
    /// <param name="groupKey">As which group it is filled in.</param>
    /// <param name="language">In which language.</param>
    /// <param name="tokenHash">Of the secret in the link.</param>
    /// <param name="at">Now.</param>
    public TrialSheet(Round round, string label, string groupKey, string language, string tokenHash, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(round);
        RoundId = round.Id;
        Label = label;
        GroupKey = groupKey;
        Language = language;
        TokenHash = tokenHash;
        MadeAt = at;
    }

    public int Id { get; private set; }

    public int RoundId { get; private set; }

    public Round Round { get; private set; } = null!;

    public string Label { get; private set; } = "";

    public string GroupKey { get; private set; } = "";

    public string Language { get; private set; } = "";

    public string TokenHash { get; private set; } = "";

    public DateTime MadeAt { get; private set; }

    public DateTime? StartedAt { get; private set; }
    public DateTime? SavedAt { get; private set; }
    public DateTime? HandedInAt { get; private set; }

    public Answers Answers { get; private set; } = Answers.None;

    /// <summary>See <see cref="AnswerSheet.Mistakes"/>.</summary>
    public string? Mistakes { get; private set; }

    /// <summary>See <see cref="AnswerSheet.Kept"/>.</summary>
    public string? Kept { get; private set; }

    public TrialNotes Notes { get; private set; } = TrialNotes.None;

    /// <summary>Concurrency token: of two saves at once, the second has to see the first.</summary>
    public int Version { get; private set; }

    public SheetState State =>
        HandedInAt is not null ? SheetState.HandedIn
        : StartedAt is not null ? SheetState.Started
        : SheetState.Invited;

    /// <summary>The same as a sheet for the pages of one; stored nowhere as such.</summary>
    public AnswerSheet Sheet(Panelist nobody)
    {
        ArgumentNullException.ThrowIfNull(nobody);
        return new(0, 0, nobody.Id, GroupKey, MadeAt, StartedAt, SavedAt, HandedInAt, null, Answers, null, Version, Mistakes, Kept);
    }

    /// <summary>Takes over what the pages made of it.</summary>
    public void Take(AnswerSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        StartedAt = sheet.StartedAt;
        SavedAt = sheet.SavedAt;
        HandedInAt = sheet.HandedInAt;
        Answers = sheet.Answers;
        Mistakes = sheet.Mistakes;
        Kept = sheet.Kept;
        Version++;
    }

    public void Note(TrialNotes notes)
    {
        Notes = notes;
        Version++;
    }
}

/// <summary>What is known of a trial beside the answers.</summary>
/// <param name="Remarks">What was said of items, by their keys.</param>
/// <param name="Views">How long sections were looked at: by section, for each time it was shown the seconds until it was last saved.</param>
public sealed record TrialNotes(
    IReadOnlyDictionary<string, TrialRemark> Remarks,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Views
)
{
    /// <summary>A longer look is a pause, and counts as this.</summary>
    public static readonly TimeSpan LongestView = TimeSpan.FromMinutes(30);

    private const int MostViews = 30;

    public static TrialNotes None { get; } =
        new(new Dictionary<string, TrialRemark>(), new Dictionary<string, IReadOnlyDictionary<string, int>>());

    /// <summary>The time for a section; null where it was never saved.</summary>
    public TimeSpan? TimeFor(string section) => Views.TryGetValue(section, out var views) ? TimeSpan.FromSeconds(views.Values.Sum()) : null;

    /// <summary>With what was said of an item; nothing takes it away.</summary>
    public TrialNotes With(string item, TrialRemark remark)
    {
        ArgumentNullException.ThrowIfNull(remark);
        var remarks = Remarks.ToDictionary(StringComparer.Ordinal);
        if (remark is { Unclear: false, Text: "" })
            remarks.Remove(item);
        else
            remarks[item] = remark;
        return this with { Remarks = remarks };
    }

    /// <summary>With a look at a section, which may be told several times while it lasts.</summary>
    public TrialNotes Seen(string section, DateTime shown, DateTime saved)
    {
        var length = saved - shown;
        if (length < TimeSpan.Zero)
            return this;
        var views = Views.GetValueOrDefault(section)?.ToDictionary(StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
        var key = new DateTimeOffset(shown, TimeSpan.Zero).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (views.Count >= MostViews && !views.ContainsKey(key))
            return this;
        views[key] = (int)(length < LongestView ? length : LongestView).TotalSeconds;
        return this with
        {
            Views = new Dictionary<string, IReadOnlyDictionary<string, int>>(Views, StringComparer.Ordinal) { [section] = views },
        };
    }
}

/// <summary>What a colleague says of an item.</summary>
public sealed record TrialRemark(bool Unclear, string Text)
{
    public const int Longest = 2000;
}
