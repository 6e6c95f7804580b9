using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Exchange;

/// <summary>
/// What leaves a study as data: its closed rounds with their frozen results, and the sheets that were handed in in them, each under a pseudonym that is
/// the same in all rounds. Sheets stream by: there may be hundreds of thousands.
/// </summary>
/// <param name="Key">What the study is called in addresses.</param>
/// <param name="Rounds">In their order, at least one.</param>
/// <param name="HiddenGroups">Groups that are too small somewhere; their experts have no group, unless the export is complete.</param>
/// <param name="IsComplete">With all groups, for the project team alone.</param>
/// <param name="Sheets">In an order that tells nothing, those of one expert together.</param>
public sealed record StudyExport(
    string Key,
    LocalizedText Title,
    IReadOnlyList<ExportRound> Rounds,
    IReadOnlySet<string> HiddenGroups,
    bool IsComplete,
    IAsyncEnumerable<ExportSheet> Sheets
)
{
    /// <summary>Answers that are made up must not be taken for others, wherever the file ends up.</summary>
    public bool IsSimulated { get; init; }

    public int QuantileType => Rounds[0].Questionnaire.Settings.QuantileType;

    /// <summary>All that was asked in any round, in the order in which it was first asked and in its latest wording.</summary>
    public IReadOnlyList<AskedPart> Parts =>
        field ??= [
            .. Rounds
                .SelectMany(round => round.Parts)
                .GroupBy(asked => asked.Part.Key, StringComparer.Ordinal)
                .Select(versions => versions.Last()),
        ];
}

/// <summary>A closed round.</summary>
public sealed record ExportRound(int Number, Questionnaire Questionnaire, RoundResult Result, DateTime? ClosedAt)
{
    /// <summary>What takes one value each, in the order of the questionnaire.</summary>
    public IReadOnlyList<AskedPart> Parts =>
        field ??= [
            .. from section in Questionnaire.Sections
            from item in section.Items
            from part in item.Parts
            select new AskedPart(section, item, part),
        ];
}

/// <summary>A place that takes one value, and where it was asked.</summary>
public sealed record AskedPart(Section Section, Item Item, Part Part);

/// <summary>One sheet that was handed in.</summary>
/// <param name="Panelist">The pseudonym.</param>
/// <param name="Group">Key of the group; empty where it may not be told.</param>
public sealed record ExportSheet(int Round, string Panelist, string Group, Answers Answers)
{
    /// <summary>Keys of the items that the expert was not asked; what was answered there before does not count, and does not leave.</summary>
    public IReadOnlySet<string> NotAsked { get; init; } = new HashSet<string>();

    /// <summary>
    /// A line for everything that the round asked, answered or not: so the file tells who took part and what was asked, and the evaluation of the file
    /// counts as the platform does.
    /// </summary>
    public IEnumerable<AnswerRow> Rows(ExportRound round) =>
        round.Parts.Select(asked => new AnswerRow(Round, Panelist, Group, asked.Part.Key, ValueOf(asked) ?? "", CommentOn(asked))
        {
            IsText = asked.Part is TextPart,
        });

    /// <summary>
    /// The value as it was given, "" for "keine Angabe", null where nothing was. Of boxes and points that belong together, what was left out of an answer
    /// was not chosen, and got none.
    /// </summary>
    public string? ValueOf(AskedPart asked)
    {
        if (NotAsked.Contains(asked.Item.Key))
            return null;
        var given = Answers[asked.Part.Key];
        return
            string.IsNullOrEmpty(given)
            && (asked.Part is MarkPart || asked.Item is PointsItem)
            && asked.Item.Parts.Any(part => Answers[part.Key] is { Length: > 0 })
            ? MarkPart.NotChosen
            : given;
    }

    /// <summary>The expert's reasons for the answer, beside the first part of an item: "for: …", "against: …", or as they are where there is no side.</summary>
    private string CommentOn(AskedPart asked)
    {
        if (asked.Part.Key != asked.Item.Parts[0].Key || NotAsked.Contains(asked.Item.Key))
            return "";
        string? Given(ReasonSide side) => Answers[new ReasonPart(asked.Item.Key, side).Key] is { Length: > 0 } text ? text : null;
        string?[] reasons =
        [
            Given(ReasonSide.For) is { } speaks ? "for: " + speaks : null,
            Given(ReasonSide.Against) is { } against ? "against: " + against : null,
            Given(ReasonSide.Neutral),
        ];
        return string.Join(" | ", reasons.OfType<string>());
    }
}

/// <summary>One line of the long table.</summary>
public sealed record AnswerRow(int Round, string Panelist, string Group, string Item, string Value, string Comment)
{
    /// <summary>Whether the value is in an expert's own words.</summary>
    public bool IsText { get; init; }
}
