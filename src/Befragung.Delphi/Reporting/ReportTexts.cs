using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// What only the team can say in the report, as Markdown in the languages of the study: by the keys of <see cref="ReportTopics"/>, and of the key findings
/// that it rewrote. Immutable; one JSON document.
/// </summary>
public sealed record ReportTexts(IReadOnlyDictionary<string, ReportText> Texts)
{
    /// <summary>How long a text may be in one language.</summary>
    public const int MaxLength = 10_000;

    public static ReportTexts None { get; } = new(new Dictionary<string, ReportText>());

    /// <summary>Version of the stored form, so that later versions of the platform can read what earlier ones wrote.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The keys of the ratings that the team wants told in full.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>What the results page offers beside the report.</summary>
    public ResultsOffer Offer { get; init; } = ResultsOffer.None;

    /// <summary>The keys of the questions whose pictures the report leaves out; the data volume has them all the same.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The keys of questions in the order in which their section tells them; those that are not named keep their places behind them.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>The screens of the presentation that are left out, by <c>Slide.Key</c>.</summary>
    public IReadOnlyList<string> SlidesLeftOut { get; init; } = [];

    /// <summary>Whether two small pictures of a section share a screen of the presentation.</summary>
    public bool SlidesInPairs { get; init; }

    /// <summary>What is written and not in the report yet.</summary>
    public IReadOnlyList<TextDraft> Drafts { get; init; } = [];

    /// <summary>What the texts were, the newest first; see <see cref="TextVersion"/>.</summary>
    public IReadOnlyList<TextVersion> Versions { get; init; } = [];

    /// <summary>The key of what the team says below the picture of a question.</summary>
    public static string CommentOn(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return "figure." + item.Key;
    }

    /// <summary>The same of the pictures of a section.</summary>
    public static string CommentOn(SectionReport section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return "section." + section.Key;
    }

    /// <summary>Questions of a section in the order that the team wants.</summary>
    public IEnumerable<ItemReport> Ordered(IEnumerable<ItemReport> items) =>
        items.OrderBy(item => PlaceOf(item.Item.Key) is >= 0 and var place ? place : int.MaxValue);

    private int PlaceOf(string key)
    {
        for (var place = 0; place < Order.Count; place++)
            if (Order[place] == key)
                return place;
        return -1;
    }

    /// <summary>Null where nothing is written.</summary>
    public ReportText? Of(string key) => Texts.GetValueOrDefault(key);

    /// <summary>What is written in one language alone; "" for nothing.</summary>
    public string In(string key, string language) => Of(key)?.Text.Texts.GetValueOrDefault(language) ?? "";

    /// <summary>What is written and not in the report yet; null where nothing is.</summary>
    public TextDraft? Draft(string key, string language) => Drafts.FirstOrDefault(draft => draft.Key == key && draft.Language == language);

    /// <summary>
    /// Takes over what was changed on a page. Where somebody else changed the same text meanwhile, nothing is taken over: those changes come back, to be
    /// decided by who made them.
    /// </summary>
    /// <exception cref="RuleBrokenException">A text is too long.</exception>
    public (ReportTexts Texts, IReadOnlyList<TextChange> Refused) With(IEnumerable<TextChange> changes, DateTime at, string by)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var result = this;
        var refused = new List<TextChange>();
        foreach (var change in changes)
        {
            var now = In(change.Key, change.Language);
            if (change.Text == change.Seen || change.Text == now)
            {
                // Nothing is new, so the draft of it is none.
                if (change.Text == now)
                    result = result.WithoutDraft(change);
                continue;
            }
            if (change.Problem is { } problem)
                throw new RuleBrokenException(problem.German, problem.Values);
            if (change.Seen == now)
                result = result.With(change, at, by);
            else
                refused.Add(change);
        }
        return (result, refused);
    }

    /// <summary>
    /// Keeps what is written and shall not be in the report yet; what says the same as the report, or "", is none. Where somebody else wrote on meanwhile, those come back.
    /// </summary>
    /// <exception cref="RuleBrokenException">A text is too long.</exception>
    public (ReportTexts Texts, IReadOnlyList<TextChange> Refused) WithDrafts(IEnumerable<TextChange> drafts, DateTime at, string by)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var result = this;
        var refused = new List<TextChange>();
        foreach (var draft in drafts)
        {
            if (draft.Problem is { } problem)
                throw new RuleBrokenException(problem.German, problem.Values);
            var now = Draft(draft.Key, draft.Language)?.Text ?? "";
            if (draft.Text == now)
                continue;
            if (draft.Seen != now)
            {
                refused.Add(draft);
                continue;
            }
            var others = result.Drafts.Where(one => !one.IsOf(draft));
            var same = draft.Text.Length == 0 || draft.Text == In(draft.Key, draft.Language);
            result = result with { Drafts = same ? [.. others] : [.. others, new(draft.Key, draft.Language, draft.Text, at, by)] };
        }
        return (result, refused);
    }

    /// <summary>Says of a text that its numbers are right as they are now.</summary>
    /// <param name="bases">What it is written against now, by language.</param>
    public ReportTexts Confirmed(string key, IReadOnlyDictionary<string, TextBasis> bases) =>
        Of(key) is not { } text
            ? this
            : this with
            {
                Texts = new Dictionary<string, ReportText>(Texts, StringComparer.Ordinal) { [key] = text with { Bases = bases } },
            };

    private ReportTexts With(TextChange change, DateTime at, string by)
    {
        var texts = new Dictionary<string, ReportText>(Texts, StringComparer.Ordinal);
        var before = Of(change.Key);
        var languages = before?.Text.Texts.ToDictionary() ?? [];
        var bases = before?.Bases.ToDictionary() ?? [];
        bases.Remove(change.Language);
        if (change.Text.Length > 0)
        {
            languages[change.Language] = change.Text;
            if (change.Basis is { } basis)
                bases[change.Language] = basis;
        }
        else
            languages.Remove(change.Language);
        if (languages.Count > 0)
            texts[change.Key] = new(new LocalizedText(languages), at, by) { Bases = bases };
        else
            texts.Remove(change.Key);
        return (
            this with
            {
                Texts = texts,
                Versions = TextVersion.Kept([new(change.Key, change.Language, change.Text, at, by), .. WithOldest(change)]),
            }
        ).WithoutDraft(change);
    }

    /// <summary>Texts from before versions were kept are the first of theirs.</summary>
    private IEnumerable<TextVersion> WithOldest(TextChange change) =>
        Of(change.Key) is { } text
        && In(change.Key, change.Language) is { Length: > 0 } now
        && !Versions.Any(version => version.Key == change.Key && version.Language == change.Language)
            ? [new(change.Key, change.Language, now, text.At, text.By), .. Versions]
            : Versions;

    /// <summary>The draft goes that was taken over; one that somebody wrote meanwhile stays.</summary>
    private ReportTexts WithoutDraft(TextChange change) =>
        Draft(change.Key, change.Language) is { } draft && (draft.Text == change.Text || draft.Text == change.SeenDraft)
            ? this with
            {
                Drafts = [.. Drafts.Where(one => !one.IsOf(change))],
            }
            : this;
}

/// <summary>One text, and who changed it last.</summary>
public sealed record ReportText(LocalizedText Text, DateTime At, string By)
{
    /// <summary>What it was written against, by language; without those that nobody noted.</summary>
    public IReadOnlyDictionary<string, TextBasis> Bases { get; init; } = new Dictionary<string, TextBasis>();
}

/// <summary>A text as somebody leaves it.</summary>
/// <param name="Seen">What stood there when the page was made; "" for nothing.</param>
/// <param name="Text">What is to stand there; "" for nothing.</param>
public sealed record TextChange(string Key, string Language, string Seen, string Text)
{
    /// <summary>The draft that stood there when the page was made; "" for none.</summary>
    public string SeenDraft { get; init; } = "";

    /// <summary>What it is written against; null where nobody says.</summary>
    public TextBasis? Basis { get; init; }

    /// <summary>Why the text cannot be taken over, whatever stands there now; null where it can.</summary>
    public Sentence? Problem =>
        Text.Length <= ReportTexts.MaxLength
            ? null
            : new("Der Text hat {0} Zeichen, möglich sind {1}.", Text.Length, ReportTexts.MaxLength);
}

/// <summary>What is written and not in the report yet.</summary>
public sealed record TextDraft(string Key, string Language, string Text, DateTime At, string By)
{
    internal bool IsOf(TextChange change) => Key == change.Key && Language == change.Language;
}

/// <summary>What a text was from a time on; "" where it was emptied.</summary>
public sealed record TextVersion(string Key, string Language, string Text, DateTime At, string By)
{
    /// <summary>How many are kept of a text in one language.</summary>
    public const int MostOfOne = 20;

    /// <summary>How many characters all of a study may have, because they are read with it; the oldest go first.</summary>
    public const int MostCharacters = 100_000;

    internal static IReadOnlyList<TextVersion> Kept(IReadOnlyList<TextVersion> newestFirst)
    {
        var kept = new List<TextVersion>();
        var characters = 0;
        foreach (var version in newestFirst)
        {
            characters += version.Text.Length;
            if (characters > MostCharacters && kept.Count > 0)
                break;
            if (kept.Count(one => one.Key == version.Key && one.Language == version.Language) < MostOfOne)
                kept.Add(version);
        }
        return kept;
    }
}
