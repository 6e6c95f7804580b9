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

    /// <summary>Null where nothing is written.</summary>
    public ReportText? Of(string key) => Texts.GetValueOrDefault(key);

    /// <summary>What is written in one language alone; "" for nothing.</summary>
    public string In(string key, string language) => Of(key)?.Text.Texts.GetValueOrDefault(language) ?? "";

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
                continue;
            if (change.Problem is { } problem)
                throw new RuleBrokenException(problem.German, problem.Values);
            if (change.Seen == now)
                result = result.With(change, at, by);
            else
                refused.Add(change);
        }
        return (result, refused);
    }

    private ReportTexts With(TextChange change, DateTime at, string by)
    {
        var texts = new Dictionary<string, ReportText>(Texts, StringComparer.Ordinal);
        var languages = Of(change.Key)?.Text.Texts.ToDictionary() ?? [];
        if (change.Text.Length > 0)
            languages[change.Language] = change.Text;
        else
            languages.Remove(change.Language);
        if (languages.Count > 0)
            texts[change.Key] = new(new LocalizedText(languages), at, by);
        else
            texts.Remove(change.Key);
        return this with { Texts = texts };
    }
}

/// <summary>One text, and who changed it last.</summary>
public sealed record ReportText(LocalizedText Text, DateTime At, string By);

/// <summary>A text as somebody leaves it.</summary>
/// <param name="Seen">What stood there when the page was made; "" for nothing.</param>
/// <param name="Text">What is to stand there; "" for nothing.</param>
public sealed record TextChange(string Key, string Language, string Seen, string Text)
{
    /// <summary>Why the text cannot be taken over, whatever stands there now; null where it can.</summary>
    public Sentence? Problem =>
        Text.Length <= ReportTexts.MaxLength
            ? null
            : new("Der Text hat {0} Zeichen, möglich sind {1}.", Text.Length, ReportTexts.MaxLength);
}
