using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Parts;

/// <summary>A heading of the report.</summary>
/// <param name="Id">Of the heading in the page.</param>
/// <param name="Below">Those beneath it; of a chapter with questions, the questions.</param>
public sealed record OutlineEntry(string Id, string Text, IReadOnlyList<OutlineEntry> Below);

/// <summary>Chapters that follow each other without a new page: short ones would leave most of theirs empty.</summary>
/// <param name="Head">What stands at the head of their pages.</param>
public sealed record OutlinePart(string Head, IReadOnlyList<OutlineEntry> Chapters);

/// <summary>The chapters of the report with their questions: for the contents, and for the heads of the pages.</summary>
public static class ReportOutline
{
    /// <summary>A section of so few pictures shares its pages with the one before or behind it, as long as these do not become too many.</summary>
    private const double ShortSection = 3,
        MostTogether = 11;

    /// <summary>An overview of so many ratings and its groups fill a page, and have no room on one that has more than a picture already.</summary>
    private const int LargeOverview = 6;

    private const double LittleOfPage = 0.5;

    /// <summary>What a head has room for, where it names two sections.</summary>
    private const int HalfOfHead = 42;

    /// <param name="onScreen">Whether it is read there, where the report has a glossary, too; on paper only the data volume has one.</param>
    public static IReadOnlyList<OutlineEntry> Of(StudyReport report, IStringLocalizer<Texts> t, ReportVersion volume, bool onScreen) =>
        [.. Parts(report, t, volume, onScreen).SelectMany(part => part.Chapters)];

    public static IReadOnlyList<OutlinePart> Parts(
        StudyReport report,
        IStringLocalizer<Texts> t,
        ReportVersion volume,
        bool onScreen = false
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(t);
        return volume == ReportVersion.Data
            ?
            [
                .. Behind(new("reading", t["Was hier steht"], []), [.. Sections(report, volume)]),
                .. Judged(report, t).ToArray() is { Length: > 0 } judged
                    ? (OutlinePart[])[Together(t["Ergebnisse im Ganzen"], judged)]
                    : [],
                Alone("measures", t["Kennzahlen"]),
                Alone("questionnaires", t["Anhang: Fragebogen"]),
                .. report.IsDelphi ? (OutlinePart[])[Alone("checklist", t["Anhang: Was ein Delphi-Bericht sagen soll"])] : [],
                Together(
                    t["Methode in Kürze, Begriffe, Literatur und Impressum"],
                    new("inbrief", t["Methode in Kürze"], []),
                    new("glossary", t["Begriffe"], []),
                    new("references", t["Literatur"], []),
                    new("imprint", t["Impressum"], [])
                ),
            ]
            :
            [
                Alone("summary", t["Zusammenfassung"]),
                Together(t["Anlass, Methode und Beteiligung"], [.. About(report, t)]),
                .. Sections(report, volume),
                Together(t["Ergebnisse im Ganzen und ihre Grenzen"], [.. Whole(report, t, onScreen)]),
            ];
    }

    /// <summary>A few lines before the first part, on its page: they would leave most of one of their own empty.</summary>
    private static IEnumerable<OutlinePart> Behind(OutlineEntry lines, IReadOnlyList<OutlinePart> parts) =>
        parts.Count == 0 ? [new(lines.Text, [lines])] : [parts[0] with { Chapters = [lines, .. parts[0].Chapters] }, .. parts.Skip(1)];

    /// <summary>The questions of a section that the report itself tells one by one, in the order that the team wants.</summary>
    public static IReadOnlyList<ItemReport> Told(StudyReport report, SectionReport section)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(section);
        return
        [
            .. report.Texts.Ordered(
                section.Items.Where(item => !IsInPicture(report, section, item) && !report.Texts.LeftOut.Contains(item.Item.Key))
            ),
        ];
    }

    /// <summary>Whether the report has anything of a section, after what the team leaves out.</summary>
    public static bool Tells(StudyReport report, SectionReport section)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(section);
        return report.Texts.LeftOut.Count == 0
            || SectionPictures.AreShown(report, section)
            || report.Texts.Of(ReportTexts.CommentOn(section)) is not null
            || Told(report, section).Count > 0;
    }

    /// <summary>Whether all that the report itself tells of a question is in the picture of its section.</summary>
    public static bool IsInPicture(StudyReport report, SectionReport section, ItemReport item)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(item);
        return item.Item is RatingItem or MultiRatingItem
            && report.Highlights.All(highlight => highlight.Rated.Number != item.Number)
            && item.Parts.Any(part => part.Newest is not null)
            && item.Parts.Where(part => part.Newest is not null)
                .All(part => section.Series.Any(series => series.Sorted.Count > 1 && series.Parts.Contains(part)));
    }

    private static IEnumerable<OutlineEntry> About(StudyReport report, IStringLocalizer<Texts> t)
    {
        if (report.Introduction is not null || report.Tells(ReportHeadings.ContextTopics))
            yield return new("context", t["Anlass und Ziel"], []);
        yield return new("method", t["Methode und Panel"], []);
        yield return new("response", t["Beteiligung"], []);
    }

    private static IEnumerable<OutlineEntry> Whole(StudyReport report, IStringLocalizer<Texts> t, bool onScreen)
    {
        if (report.Changes.Count > 0)
        {
            yield return At(t, ReportPlace.Changes);
            yield return At(t, ReportPlace.Questions);
        }
        if (report.Tells(ReportHeadings.DiscussionTopics))
            yield return new("discussion", t["Einordnung"], []);
        yield return new("limits", t["Grenzen"], []);
        if (report.Tells(ReportHeadings.ConclusionTopics))
            yield return new("conclusions", t["Schlussfolgerungen und Empfehlungen"], []);
        if (onScreen)
            yield return new("glossary", t["Begriffe"], []);
        yield return new("references", t["Literatur"], []);
        yield return new("imprint", t["Impressum"], []);
    }

    private static IEnumerable<OutlineEntry> Judged(StudyReport report, IStringLocalizer<Texts> t)
    {
        if (report.Judged)
        {
            yield return At(t, ReportPlace.Consensus);
            yield return At(t, ReportPlace.Dissent);
        }
        if (report.Firmness is not null)
            yield return At(t, ReportPlace.Firmness);
        if (report.Groups.Count > 1)
            yield return At(t, ReportPlace.Groups);
        if (report.Changes.Count > 0)
        {
            yield return At(t, ReportPlace.Changes);
            yield return At(t, ReportPlace.Questions);
        }
    }

    private static OutlineEntry At(IStringLocalizer<Texts> t, ReportPlace place) =>
        new(ReportHeadings.Id(place), t.Plainly(ReportHeadings.Name(place)), []);

    private static IEnumerable<OutlinePart> Sections(StudyReport report, ReportVersion volume)
    {
        var together = new List<OutlineEntry>();
        double filled = 0;
        foreach (var section in report.Sections.Where(section => volume == ReportVersion.Data || Tells(report, section)))
        {
            var items = volume == ReportVersion.Data ? section.Items : Told(report, section);
            var entry = Of(section, items);
            var needed =
                items.Sum(Needed) + (volume == ReportVersion.Data ? 0 : section.Series.Count * SectionPicturesBySeries(report, section));
            if (
                together.Count > 0
                && (
                    filled + needed > MostTogether
                    || Math.Min(filled, needed) > ShortSection
                    || (volume != ReportVersion.Data && filled > LittleOfPage && BeginsWithPage(report, section))
                )
            )
            {
                yield return Together(null, [.. together]);
                together.Clear();
                filled = 0;
            }
            together.Add(entry);
            filled += needed;
        }
        if (together.Count > 0)
            yield return Together(null, [.. together]);
    }

    private static int SectionPicturesBySeries(StudyReport report, SectionReport section) =>
        new[] { SectionPictures.Overview(section), SectionPictures.Groups(section) }.Count(key => SectionPictures.IsShown(report, key));

    /// <summary>Whether a section would begin a new page anyway: then it has a head of its own, which names what is on its pages.</summary>
    private static bool BeginsWithPage(StudyReport report, SectionReport section) =>
        SectionPictures.IsShown(report, SectionPictures.Overview(section))
        && SectionPictures.Pictured(section).FirstOrDefault()?.Sorted.Count >= LargeOverview;

    private static OutlineEntry Of(SectionReport section, IEnumerable<ItemReport> items) =>
        Numbered(
            "s",
            section.Number.ToString(CultureInfo.InvariantCulture),
            section.Title.ToString(),
            [.. items.Select(item => Numbered("i", item.Number, item.Item.Text.ToString(), []))]
        );

    /// <summary>In pictures, which are about half a page.</summary>
    private static double Needed(ItemReport item) =>
        item switch
        {
            { Unanswered: true } => 0.1,
            { Item.IsOpen: true } => 0.4,
            { Item: MultiRatingItem } => item.Parts.Count,
            _ => 1,
        };

    private static OutlinePart Alone(string id, string text) => new(text, [new(id, text, [])]);

    /// <param name="name">What they have in common; null for their own names.</param>
    private static OutlinePart Together(string? name, params OutlineEntry[] chapters) =>
        new(
            chapters.Length == 1
                ? chapters[0].Text
                : name
                    ?? $"{Wording.Shortened(chapters[0].Text, HalfOfHead)}{(chapters.Length > 2 ? " – " : " · ")}{Wording.Shortened(chapters[^1].Text, HalfOfHead)}",
            chapters
        );

    private static OutlineEntry Numbered(string kind, string number, string text, IReadOnlyList<OutlineEntry> below) =>
        new(kind + number, $"{number} {Wording.Shortened(Markdown.Plain(text), 100)}", below);
}
