using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Exchange;

/// <summary>
/// What leaves a study as data: its closed rounds with their frozen results, and the sheets that were handed in in them, each under a pseudonym.
/// Sheets stream by: there may be hundreds of thousands.
/// </summary>
/// <param name="Key">What the study is called in addresses.</param>
/// <param name="Rounds">Those whose sheets leave, in their order; at least one.</param>
/// <param name="HiddenGroups">Groups that are too small somewhere; their experts have no group, unless the export is complete.</param>
/// <param name="IsComplete">With all groups, all rounds of each expert under one name, and all reasons as they were written; for the project team alone.</param>
/// <param name="Sheets">In an order that tells nothing, those under one name together.</param>
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

    /// <summary>Of all closed rounds, those included that too few handed in: of them, their number alone.</summary>
    public required IReadOnlyList<RoundResult> Results { get; init; }

    /// <summary>The same, as far as others than the team may read it.</summary>
    public required IReadOnlyList<RoundResult> Published { get; init; }

    /// <summary>Numbers of the closed rounds that are left out, because too few handed in.</summary>
    public IReadOnlyList<int> LeftOut { get; init; } = [];

    /// <summary>Keys of the items that are not on the sheets of experts without a group: that they were asked would tell the group.</summary>
    public IReadOnlySet<string> Telling { get; init; } = new HashSet<string>();

    /// <summary>What experts gave as reasons and the team released, as others read it; in an order that tells nothing.</summary>
    public IReadOnlyList<ExportReason> Reasons { get; init; } = [];

    /// <summary>What became of all that was given, whatever was decided; in an order that tells nothing. One file alone tells it, so it is read for that.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<ModeratedReason>>> ModerationAsync { get; init; } =
        _ => Task.FromResult<IReadOnlyList<ModeratedReason>>([]);

    public int SmallestCell => Rounds[0].Questionnaire.Settings.SmallestCell;

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
    /// <summary>
    /// Whether it is told how well each expert says that they know the sections. Beside the answers of a sheet it would name whoever is known to be the one who knows a field, so it is for the
    /// project team alone; all others read how many said what.
    /// </summary>
    public bool TellsExpertise { get; init; }

    /// <summary>What takes one value each, in the order of the questionnaire.</summary>
    public IReadOnlyList<AskedPart> Parts =>
        field ??= [
            .. from section in Questionnaire.Sections
            from item in TellsExpertise ? section.Asked : section.Items
            from part in item.Parts
            select new AskedPart(section, item, part),
        ];
}

/// <summary>A reason that was released, as others read it; of whom is not told.</summary>
/// <param name="Round">Number of the round it was given in.</param>
public sealed record ExportReason(int Round, string ItemKey, ReasonSide Side, string Text)
{
    /// <summary>Random, as the reason has it; tells nothing.</summary>
    public Guid Id { get; init; }

    /// <summary>The reason that it replies to; null where it stands for itself.</summary>
    public Guid? AnswersTo { get; init; }

    /// <summary>What the team says to it; null for nothing.</summary>
    public string? TeamReply { get; init; }
}

/// <summary>A decision of the team on what an expert gave as a reason; of whom it is, and who decided, is not told.</summary>
/// <param name="Round">Number of the round it was given in.</param>
/// <param name="Length">In letters as people count them, as it was written.</param>
/// <param name="Shown">What others read; null for nothing.</param>
/// <param name="Because">Why it is withheld; null where it is not.</param>
public sealed record ModeratedReason(
    int Round,
    string ItemKey,
    ReasonSide Side,
    ReasonState State,
    int Length,
    string? Shown,
    string? Because
)
{
    /// <summary>Whether others read less than was written.</summary>
    public bool IsShortened { get; init; }

    /// <summary>Whether it replies to the reason of somebody else.</summary>
    public bool IsReply { get; init; }
}

/// <summary>A place that takes one value, and where it was asked.</summary>
public sealed record AskedPart(Section Section, Item Item, Part Part);

/// <summary>One sheet that was handed in.</summary>
/// <param name="Panelist">The pseudonym.</param>
/// <param name="Group">Key of the group; empty where it may not be told.</param>
public sealed record ExportSheet(int Round, string Panelist, string Group, Answers Answers)
{
    /// <summary>Keys of the items that the expert was not asked, or may not be known to have been; what was answered there does not leave.</summary>
    public IReadOnlySet<string> NotAsked { get; init; } = new HashSet<string>();

    /// <summary>
    /// Whether reasons stand beside the answers, all of them and as they were written. Otherwise others would read on the sheet what was withheld or shortened, and
    /// whoever knows a published sentence again would have all answers of its author.
    /// </summary>
    public bool HasReasons { get; init; }

    /// <summary>
    /// Which answers were kept from the round before; told beside the answers where reasons are. Elsewhere it would tell whoever has no name that goes on apart: that they were
    /// there before, and what they had answered.
    /// </summary>
    public KeptAnswers Kept { get; init; } = KeptAnswers.None;

    /// <summary>
    /// A line for everything that the expert was asked, answered or not: so the file tells who took part and what was asked of whom, and whatever counts its lines
    /// counts as the platform does.
    /// </summary>
    public IEnumerable<AnswerRow> Rows(ExportRound round) =>
        round
            .Parts.Where(asked => !NotAsked.Contains(asked.Item.Key))
            .Select(asked => new AnswerRow(Round, Panelist, Group, asked.Part.Key, ValueOf(asked) ?? "", CommentOn(asked))
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
        // What was taken back was not said.
        if (asked.Item is ExpertiseItem && given is "")
            return null;
        return
            string.IsNullOrEmpty(given)
            && (asked.Part is MarkPart || asked.Item is PointsItem)
            && asked.Item.Parts.Any(part => Answers[part.Key] is { Length: > 0 })
            ? MarkPart.NotChosen
            : given;
    }

    /// <summary>
    /// Beside the first part of an item: whether its answer was kept, "kept: singly" or "kept: in bulk", and the expert's reasons for it, "for: …", "against: …", or as they are
    /// where there is no side.
    /// </summary>
    private string CommentOn(AskedPart asked)
    {
        if (!HasReasons || asked.Part.Key != asked.Item.Parts[0].Key || NotAsked.Contains(asked.Item.Key))
            return "";
        string? Given(ReasonSide side) => Answers[new ReasonPart(asked.Item.Key, side).Key] is { Length: > 0 } text ? text : null;
        string?[] reasons =
        [
            Kept.Of(asked.Item.Key) switch
            {
                AnswerWay.Singly => "kept: singly",
                AnswerWay.InBulk => "kept: in bulk",
                _ => null,
            },
            Given(ReasonSide.For) is { } speaks ? "for: " + speaks : null,
            Given(ReasonSide.Against) is { } against ? "against: " + against : null,
            Given(ReasonSide.Neutral),
            .. Answers
                .Values.Where(one => one.Value.Length > 0 && ReplyPart.Of(one.Key)?.ItemKey == asked.Item.Key)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => "reply: " + one.Value),
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
