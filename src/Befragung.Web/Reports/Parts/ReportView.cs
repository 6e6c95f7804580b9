using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Parts;

/// <summary>What the report's page is made of.</summary>
/// <param name="Language">"de" or "en".</param>
/// <param name="Style">The whole style sheet with its fonts, for paper; null on screen, where it is linked.</param>
/// <param name="Links">Where one can go from the page; null on paper.</param>
public sealed record ReportView(StudyReport Report, string Language, string? Style, ReportLinks? Links)
{
    public bool Printed => Style is not null;

    /// <summary>Which volume it is.</summary>
    public ReportVersion Volume { get; init; }

    /// <summary>The round that is open meanwhile; null where there is none, or nothing is told of it, and on paper.</summary>
    public RunningRound? Running { get; init; }

    /// <summary>What the page tells programs; null for nothing, where not everybody may read it.</summary>
    public PageMeta? Meta { get; init; }

    /// <summary>Where the picture of the logo is, or itself; null where there is none.</summary>
    public string? LogoAddress { get; init; } =
        Links?.Logo is { } logo && Report.Look.Logo is { Id: var id } ? $"{logo}?bild={id:N}" : null;
}

/// <summary>The presentation, to be printed.</summary>
/// <param name="Language">"de" or "en".</param>
/// <param name="Style">With its fonts inside.</param>
public sealed record SlidesView(StudyReport Report, string Language, string Style);

/// <summary>The table of ratings as a document.</summary>
/// <param name="Language">"de" or "en".</param>
public sealed record RatingsView(StudyReport Report, string Language);

/// <summary>What a volume has above its body.</summary>
/// <param name="Kind">Behind the title of the study.</param>
/// <param name="Parts">What its pages say at their heads; none for the short version.</param>
public sealed record HeadView(ReportView View, string Kind, IReadOnlyList<OutlinePart> Parts);

/// <summary>Addresses around the report on screen: the same as a file, in the other language, and the other volumes.</summary>
public sealed record ReportLinks(ReportVersion Version, string Pdf, string OtherLanguage)
{
    /// <summary>As a Word document.</summary>
    public string? Word { get; init; }

    /// <summary>Those of a version, in the language of the page.</summary>
    public static ReportLinks Of(ReportAddresses addresses, ReportVersion version)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return new(version, Link(addresses.Pdf(version)), addresses.InOther(Languages.Other, version))
        {
            Word = Link(addresses.Word(version)),
            Logo = addresses.Logo,
            Others =
            [
                .. Enum.GetValues<ReportVersion>().Where(other => other != version).Select(other => (other, Link(addresses.Page(other)))),
            ],
            Pictures = addresses.Pictures,
            Presentation = version == ReportVersion.Whole && addresses.Presentation is { } presentation ? Link(presentation) : null,
            SlidesPdf = Link(addresses.SlidesPdf),
            Texts = version == ReportVersion.Whole ? addresses.Texts : null,
            Beside = version == ReportVersion.Whole && addresses.IsPublic ? addresses : null,
            Ratings =
                version == ReportVersion.Data
                    ? [.. ((string[])["csv", "xlsx", "docx"]).Select(kind => (kind.ToUpperInvariant(), Link(addresses.StatementsAs(kind))))]
                    : [],
            IsPublic = addresses.IsPublic,
        };

        string Link(string address) => addresses.Link(Languages.Current, address);
    }

    /// <summary>The other volumes, and where they are.</summary>
    public IReadOnlyList<(ReportVersion Version, string Address)> Others { get; init; } = [];

    /// <summary>Where each picture is as a file, with a slash at the end; null where that is nowhere.</summary>
    public string? Pictures { get; init; }

    /// <summary>The same for showing in a room.</summary>
    public string? Presentation { get; init; }

    /// <summary>And on paper.</summary>
    public string? SlidesPdf { get; init; }

    /// <summary>The beginning of the full addresses under which others may show the pictures in their pages; null where they may not.</summary>
    public string? Embedded { get; init; }

    /// <summary>The pages beside the report; null for the team, who has others.</summary>
    public ReportAddresses? Beside { get; init; }

    /// <summary>The table of ratings as files; none where another volume has them.</summary>
    public IReadOnlyList<(string Kind, string Address)> Ratings { get; init; } = [];

    /// <summary>Whether they are those of what is released, so that the team says what is offered there.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Where the logo is.</summary>
    public string? Logo { get; init; }

    /// <summary>Where the team writes its texts; null for everybody else.</summary>
    public string? Texts { get; init; }
}

/// <summary>What the team wrote on a topic, under a heading of this level; in a draft, that it has still to be written.</summary>
public sealed record TeamText(StudyReport Report, string Key, int Level = 3);

/// <summary>Ratings in a table, in the order given.</summary>
public sealed record RatedTable(string Caption, IReadOnlyList<RatedReport> Rated);

/// <summary>A series of ratings as a picture.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Most">How many ratings there is room for in the short version; null for all, as large as usual.</param>
public sealed record OverviewView(SectionReport Section, SeriesReport Series, int? Most = null)
{
    /// <summary>Whether it says its section, because no heading does; then the way to read it was told before.</summary>
    public bool Named { get; init; }

    /// <summary>Smaller, so that all fit on a page of paper.</summary>
    public bool Dense { get; init; }

    /// <summary>What it is called as a file; null where it has none.</summary>
    public string? Figure { get; init; }
}

/// <summary>A question whose ratings, or some of them, are told in the report itself.</summary>
public sealed record HighlightView(StudyReport Report, ItemReport Item, IReadOnlyList<Highlight> Highlights)
{
    /// <summary>How many reasons of each side the report tells beside a question; the data volume has more.</summary>
    public const int MostReasons = 2;

    /// <summary>The parts to be told, and why; where nothing speaks for one, because it stands in no picture, all of them.</summary>
    public IReadOnlyList<(PartReport Part, IReadOnlyList<HighlightReason> Why)> Parts =>
        Highlights.Count > 0
            ? [.. Highlights.Select(highlight => (highlight.Rated.Part, highlight.Why))]
            : [.. Item.Parts.Where(part => part.Newest is not null).Select(part => (part, (IReadOnlyList<HighlightReason>)[]))];
}

/// <summary>What was said on a question, by side.</summary>
/// <param name="Most">How many of each side are told.</param>
public sealed record ReasonLists(IReadOnlyList<ReportReason> Reasons, int Most)
{
    public IReadOnlyList<IGrouping<ReasonSide, ReportReason>> Sides =>
        [.. Reasons.GroupBy(reason => reason.Side).OrderBy(side => side.Key)];
}

/// <summary>Where a picture of the report is found as a file.</summary>
/// <param name="Title">What it shows, so that its links can be told from those of others.</param>
/// <param name="Table">Its numbers, where no table beside it has them.</param>
public sealed record FigureLinks(string Key, string Title, FigureTable? Table = null);

/// <summary>One item in the report.</summary>
public sealed record ItemView(StudyReport Report, ItemReport Item)
{
    /// <summary>Whether its picture is enough: the data volume has its tables.</summary>
    public bool InBrief { get; init; }

    /// <summary>The numbers of its picture, where no table stands beside it.</summary>
    public FigureTable? Table(IStringLocalizer<Texts> t) =>
        InBrief && Item.Parts.Select(part => part.Newest).FirstOrDefault(newest => newest is not null) is { Round: var round }
            ? new ReportFigures(t, Report).Of(Item, round).FirstOrDefault()?.Table
            : null;

    /// <summary>Who was asked it in the last round that did.</summary>
    public Asked? Asked =>
        Report.Rounds.LastOrDefault(round => round.Questionnaire.ItemOf(Item.Item.Key) is not null) is not { } round
            ? null
            : new(Item.Item.When, Item.Item.Required, Report, round) { OfSection = round.Questionnaire.SectionOf(Item.Item.Key)!.When };

    /// <summary>The groups that were asked, where these are several: one alone is all that there is.</summary>
    public IReadOnlyList<GroupItemResult> Groups(PartResult answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        List<GroupItemResult> asked = [.. answer.Result.Groups.Where(group => Asked?.Of(group.Key) != false)];
        return asked.Count > 1 ? asked : [];
    }

    public PartView Of(PartReport part) => new(this, part);
}

/// <summary>Who was asked a question, and whether it had to be answered.</summary>
/// <param name="Round">The round that asked it.</param>
public sealed record Asked(Condition? When, bool Required, StudyReport Report, RoundReport Round)
{
    /// <summary>The condition of its section, where it is told at the question.</summary>
    public Condition? OfSection { get; init; }

    /// <summary>Whether a group was asked, as far as its name decides.</summary>
    public bool Of(string group) => OfSection?.Groups?.Contains(group) != false && When?.Groups?.Contains(group) != false;

    /// <summary>The conditions in words. What they look at may have been asked in an earlier round.</summary>
    public IEnumerable<Sentence> InWords() =>
        from condition in (Condition?[])[OfSection, When]
        where condition is not null
        let asking = Report.Rounds.LastOrDefault(round =>
            round.Number <= Round.Number && condition.Item is not null && round.Questionnaire.ItemOf(condition.Item) is not null
        ) ?? Round
        from said in condition.InWords(asking.Questionnaire)
        select said;
}

/// <summary>One part of an item in the report.</summary>
public sealed record PartView(ItemView Of, PartReport Part)
{
    public StudyReport Report => Of.Report;

    public Scale Scale => ((RatedPart)Part.Part).Scale;
}

/// <summary>A section as it was asked in a round.</summary>
public sealed record AskedSection(StudyReport Report, RoundReport Round, Section Section)
{
    private const int Several = 3;

    /// <summary>The round before, where it asked all of this in the same way.</summary>
    public RoundReport? Before =>
        Report.Rounds.LastOrDefault(round => round.Number < Round.Number) is { } before
        && before.Questionnaire.Sections.FirstOrDefault(section => section.Key == Section.Key) is { } earlier
        && QuestionChange.AskedAlike(earlier, Section)
            ? before
            : null;

    /// <summary>One of several ratings that all have the same answers: these are told once. Null where they differ.</summary>
    public Item? Alike =>
        Section.Items.Where(item => item is RatingItem or MultiRatingItem).ToList() is { Count: >= Several } rated
        && rated.DistinctBy(Answers).Count() == 1
            ? rated[0]
            : null;

    /// <summary>Where the report has the results: "1.1–1.13, 1.15".</summary>
    /// <param name="numbers">By the key of an item.</param>
    public string Numbers(IReadOnlyDictionary<string, string> numbers)
    {
        var runs = new List<(string First, string Last)>();
        foreach (var number in Section.Items.Select(item => numbers.GetValueOrDefault(item.Key)).OfType<string>())
            if (runs.Count > 0 && Place(number) == Place(runs[^1].Last) + 1)
                runs[^1] = (runs[^1].First, number);
            else
                runs.Add((number, number));
        return string.Join(", ", runs.Select(run => run.First == run.Last ? run.First : $"{run.First}–{run.Last}"));
    }

    private static int Place(string number) => int.Parse(number.Split('.')[^1], CultureInfo.InvariantCulture);

    private static string Answers(Item item) =>
        item switch
        {
            RatingItem rating => rating.Scale.Signature,
            MultiRatingItem multi => string.Join('\n', multi.Criteria.Select(criterion => $"{criterion.Name} {criterion.Scale.Signature}")),
            _ => item.Key,
        };
}

/// <summary>An item as it was asked in a round, with the number under which the report has its results; texts to read have none.</summary>
/// <param name="AnswersTold">Whether the answers to choose from stand above it already.</param>
public sealed record QuestionView(StudyReport Report, RoundReport Round, string? Number, Item Item, bool AnswersTold = false);
