using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Statistics;
using Befragung.Web.Charts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Figures;

/// <summary>All pictures of a report, of every round that it tells. What too few answered, and so has no picture there, has none here.</summary>
public sealed class ReportFigures(IStringLocalizer<Texts> t, StudyReport report)
{
    /// <summary>Few words beside each other can be large; rows that have to hold more need more room.</summary>
    private const int Large = 560;

    private string Round => t["Runde"];

    public IEnumerable<Figure> All =>
        [
            .. report.Rounds.Where(_ => report.ParticipationKnown).Select(round => Flow(round.Number)),
            .. report.Rounds.Where(_ => report.ParticipationKnown && report.Groups.Count > 0).Select(Groups),
            .. report.Questions.Select(change => Questions(change.To)),
            .. report
                .Sections.SelectMany(section =>
                    section.Series.SelectMany(series => report.Rounds.Select(round => Overview(section, series, round.Number)))
                )
                .OfType<Figure>(),
            .. report.Sections.SelectMany(section => report.Rounds.Select(round => Plane(section, round.Number))).OfType<Figure>(),
            .. report.Changes.Select(Moved).OfType<Figure>(),
            .. report
                .Sections.SelectMany(section => section.Items)
                .SelectMany(item => report.Rounds.SelectMany(round => Of(item, round.Number))),
        ];

    /// <summary>Null where there is no such picture.</summary>
    public Figure? Find(string key) => All.FirstOrDefault(figure => figure.Key == key);

    /// <summary>The pictures of an item in a round: one for each rated part, and otherwise one for all parts.</summary>
    public IEnumerable<Figure> Of(ItemReport item, int round)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Item.IsOpen && item.Themes.FirstOrDefault(one => one.Round == round) is { Themes.Count: > 0 } themes)
            return [Themes(item, themes)];
        var parts = item
            .Parts.Select(part => (Part: part, Result: part.Rounds.FirstOrDefault(one => one.Round == round)!))
            .Where(part => part.Result is { Result.TooFew: false })
            .ToList();
        if (parts.Count == 0 || item.Item.IsOpen)
            return [];
        return item.Item is RatingItem or MultiRatingItem
            ? parts.Select(part => Rating(item, part.Part, part.Result))
            : [Together(item, round, parts)];
    }

    private Figure Themes(ItemReport item, ItemThemes themes) =>
        new(
            FigureKeys.Themes(themes),
            Name(item, null),
            null,
            ThemesNote(t, themes),
            Pictures.Themes(t, themes),
            Large,
            new(
                [Round, "n", t["Thema"], t["Personen"], t["Nennungen"]],
                [
                    .. themes.Themes.Select(theme =>
                        (string[])[Number(themes.Round), Number(themes.People), theme.Name, Number(theme.People), Number(theme.Mentions)]
                    ),
                ]
            )
        );

    /// <summary>How to read the picture of themes, and what is not in it.</summary>
    public static string ThemesNote(IStringLocalizer<Texts> t, ItemThemes themes)
    {
        ArgumentNullException.ThrowIfNull(themes);
        string?[] said =
        [
            t[
                "Wie viele von {0:Person|Personen}, die in Runde {1} {0:=schrieb|schrieben}, das Thema nannten; mehrere waren möglich.",
                themes.People,
                themes.Round
            ],
            !themes.HasOthers ? null
            : themes.OtherPeople is { } others
                ? t["Weitere Themen, die weniger als {0} nannten: zusammen {1:Person|Personen}.", themes.SmallestCell, others].Value
            : t["Themen, die weniger als {0} nannten, stehen nicht hier.", themes.SmallestCell].Value,
            themes.IsUnfinished ? t["Ein Teil ist noch nicht geordnet."].Value : null,
        ];
        return string.Join(' ', said.OfType<string>());
    }

    /// <summary>Ratings side by side, as they stood after a round; null where there are none to compare.</summary>
    public Figure? Overview(SectionReport section, SeriesReport series, int round)
    {
        ArgumentNullException.ThrowIfNull(series);
        var then = new SeriesReport(
            series.Name,
            series.Scale,
            [.. series.Parts.Select(part => part with { Rounds = [.. part.Rounds.Where(one => one.Round <= round)] })]
        );
        if (then.Sorted.Count < 2 || then.Sorted.All(part => part.Newest!.Round < round))
            return null;
        return Overview(FigureKeys.Overview(section, series, round), section, then);
    }

    /// <summary>The same as one picture of a name of its own, such as for a part of the rows.</summary>
    public Figure Overview(string key, SectionReport section, SeriesReport series)
    {
        var name =
            Markdown.Plain(section.Title.ToString()) + (series.Name is { } criterion ? ": " + Markdown.Plain(criterion.ToString()) : "");
        return new(
            key,
            name,
            t.Plainly(ReportFindings.OfSeries(series)!),
            OverviewTable.Note(t, series),
            Pictures.Overview(t, series.Scale, OverviewTable.Rows(section, series)),
            Picture.Wide,
            OverviewTable.Of(t, series)
        );
    }

    /// <summary>The items of a section by two criteria, as they stood after a round; null where it has no such.</summary>
    public Figure? Plane(SectionReport section, int round)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section.Until(round).Plane is not { } plane
            ? null
            : new(
                FigureKeys.Plane(section, round),
                Markdown.Plain(section.Title.ToString()),
                t.Plainly(plane.Finding),
                t[
                    "Jeder Punkt ist eine Frage: je weiter rechts und je weiter oben, desto mehr antworten am oberen Ende der Skala. Die Linien stehen bei der Hälfte."
                ],
                Pictures.Plane(t, plane),
                Picture.Wide,
                new(
                    [
                        t["Frage"],
                        .. new[] { plane.Across, plane.Up }.Select(series => t["{0}: oben in Prozent", Plain(series.Name!)].Value),
                    ],
                    [
                        .. plane.Points.Select(point =>
                            (string[])[$"{point.Number} {Plain(point.Item)}", Number(point.Across), Number(point.Up)]
                        ),
                    ]
                )
            );
    }

    /// <summary>The ratings that moved most from one round to the next; null where none can be compared.</summary>
    public Figure? Moved(RoundChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        List<(string Label, Scale Scale, PartResult Before, PartResult After)> rows =
        [
            .. from part in change.Largest
            let rated = report.Rated.First(one => ReferenceEquals(one.Part, part.Part))
            select ($"{rated.Number} {Wording.Row(part.Part.Name)}", rated.Scale, part.Before, part.After),
        ];
        return rows.Count == 0
            ? null
            : new(
                FigureKeys.Moved(change.To),
                t["Von Runde {0} zu Runde {1}", change.From, change.To],
                null,
                t[
                    "Anteil der Antworten am oberen Ende der Skala, vorher (hohler Punkt) und nachher (voller Punkt); {0:=die größte Änderung|die # größten Änderungen}.",
                    rows.Count
                ],
                Pictures.Changes(t, change.From, change.To, rows),
                Picture.Wide,
                new(
                    [t["Frage"], t["oben in Runde {0}", change.From], t["oben in Runde {0}", change.To]],
                    [
                        .. rows.Select(row =>
                            (string[])
                                [
                                    row.Label,
                                    Number(row.Before.PercentIn(row.Scale, Band.Top)!.Value.Value),
                                    Number(row.After.PercentIn(row.Scale, Band.Top)!.Value.Value),
                                ]
                        ),
                    ]
                )
            );
    }

    private Figure Flow(int number)
    {
        var rounds = report.Rounds.Where(round => round.Number <= number).ToList();
        return new(
            FigureKeys.Flow(number),
            t["Von der Einladung zum Bogen"],
            t.Plainly(ReportFindings.Response(rounds[^1])),
            t["Zahl der Personen; an den Pfeilen, wie viele nicht weitergingen."],
            Pictures.Flow(t, [.. rounds.Select(round => round.Result)], report.Newest.Numbered),
            Picture.Wide,
            new(
                [Round, t["eingeladen"], t["begonnen"], t["abgegeben"], t["davon seit Runde 1 dabei"]],
                [
                    .. rounds.Select(round =>
                        (string[])
                            [
                                Number(round.Number),
                                Number(round.Result.Response.Invited),
                                Number(round.Result.Response.Started),
                                Number(round.Result.Response.HandedIn),
                                Number(round.Result.Attrition?.Stayed),
                            ]
                    ),
                ]
            )
        );
    }

    private Figure Questions(int number)
    {
        var flow = report.QuestionFlow!.Until(number);
        return new(
            FigureKeys.Questions(number),
            t["Der Weg der Fragen durch die Runden"],
            null,
            QuestionsNote(t),
            Pictures.Questions(t, flow),
            Picture.Wide,
            new(
                [
                    Round,
                    .. QuestionStep.Ways.Select(way => t[Words.Of(way)].Value),
                    t["Texte"],
                    t["Nennungen"],
                    t["kodiert"],
                    t["Codes"],
                    t["Thesen"],
                ],
                [
                    .. flow.Steps.Select(step =>
                        (string[])[Number(step.To), .. QuestionStep.Ways.Select(way => Number(step.Of(way))), .. Chain(step.Origins)]
                    ),
                ]
            )
        );
    }

    /// <summary>From texts to statements; empty where nothing was made of them.</summary>
    private static IEnumerable<string> Chain(RoundOrigins? origins) =>
        [Number(origins?.Texts), Number(origins?.Mentions), Number(origins?.Coded), Number(origins?.Codes), Number(origins?.Statements)];

    /// <summary>How to read that picture.</summary>
    public static string QuestionsNote(IStringLocalizer<Texts> t) =>
        t["Zahl der Fragen; jedes Band ist so breit, wie Fragen diesen Weg gingen."];

    private Figure Groups(RoundReport round) =>
        new(
            FigureKeys.Groups(round.Number),
            t["Beteiligung je {0}", report.GroupLabel.One],
            t.Plainly(ReportFindings.ResponseOfGroups(round)),
            t["Abgegebene Bögen je {0}, in Prozent der Eingeladenen", report.GroupLabel.One],
            Pictures.Response(t, report.Groups, round.Result),
            Picture.Wide,
            new(
                [Round, report.GroupLabel.OneFirst.ToString(), t["eingeladen"], t["abgegeben"], t["Prozent"]],
                [
                    .. round.Result.Groups.Select(group =>
                        (string[])
                            [
                                Number(round.Number),
                                Markdown.Plain(report.NameOf(group.Key).ToString()!),
                                Number(group.Invited),
                                Number(group.HandedIn),
                                Number(group.HandedIn is { } handedIn ? Frequencies.Percent(handedIn, group.Invited) : null),
                            ]
                    ),
                ]
            )
        );

    private Figure Rating(ItemReport item, PartReport part, PartResult answer)
    {
        var scale = ((RatedPart)part.Part).Scale;
        var result = answer.Result;
        return new(
            FigureKeys.Rating(part, answer.Round),
            Name(item, part),
            Said(ReportFindings.OfRating(answer, scale)),
            t.Rounds(
                report.Newest.Numbered,
                "[Runde {0}, ]n = {1}, ohne gültige Antwort {2}. Hinterlegt: die mittlere Hälfte.",
                answer.Round,
                result.N,
                result.Missing
            ),
            Pictures.Histogram(t, scale, result),
            Large,
            new(
                [Round, "n", t["Punkt der Skala"], t["Antwort"], t["Anzahl"], t["Prozent"], t["mittlere Hälfte"]],
                [
                    .. Enumerable
                        .Range(1, scale.Points)
                        .Reverse()
                        .Select(point =>
                            (string[])
                                [
                                    .. Lead(answer),
                                    Number(point),
                                    scale.LabelOf(point) is { } label ? Markdown.Plain(label.ToString()) : "",
                                    .. Counted(result, point - 1),
                                    point >= result.Quartile1 && point <= result.Quartile3 ? "1" : "0",
                                ]
                        ),
                ]
            )
        );
    }

    private Figure Together(ItemReport item, int round, List<(PartReport Part, PartResult Result)> parts)
    {
        var answer = parts[0].Result;
        var named = parts.ConvertAll(part => (part.Part.Part.Name!, part.Result.Result));
        var note = t.Rounds(
            report.Newest.Numbered,
            "[Runde {0}, ]n = {1}, ohne gültige Antwort {2}.",
            round,
            answer.Result.N,
            answer.Result.Missing
        );
        var then = item with { Parts = [.. parts.Select(part => part.Part with { Rounds = [part.Result] })] };
        var (picture, more, table) = item.Item switch
        {
            SingleChoiceItem choice => (Pictures.Choices(t, choice.Options, answer.Result), "", FigureTables.Choices(t, choice, answer)),
            MultipleChoiceItem => (Pictures.Marks(t, named), t["Mehrere Antworten waren möglich."].Value, FigureTables.Marks(t, parts)),
            RankingItem ranking when then.RankedWhole => (
                Pictures.MeanRanks(t, ranking.Top, [.. named.OrderBy(one => one.Result.MeanRank)]),
                t["Mittlerer Rang von 1 bis {0}: je kürzer, desto weiter vorn.", ranking.Top].Value,
                FigureTables.Ranking(t, parts)
            ),
            RankingItem ranking => (
                Pictures.Ranking(t, ranking, key => parts.Find(part => part.Part.Part.Key == key).Result?.Result),
                t["Wie viele die Antwort auf einen der Ränge 1 bis {0} setzten; dunkel: auf Rang 1.", ranking.Top].Value,
                FigureTables.Ranking(t, parts)
            ),
            PointsItem points => (
                Pictures.Points(t, points.Total, named),
                t["Mittelwerte in Punkten."].Value,
                FigureTables.Points(t, parts)
            ),
            _ => (
                Pictures.Numbers(t, [.. parts.Select(part => (part.Part.Part.Name, part.Result.Result))]),
                t["Linie: alle Werte; Fläche: mittlere Hälfte; Punkt: Median."].Value,
                FigureTables.Numbers(t, parts)
            ),
        };
        return new(
            FigureKeys.Of(item.Item, round),
            Name(item, null),
            Said(ReportFindings.OfItem(then)),
            more.Length > 0 ? $"{more} {note}" : note,
            picture,
            Large,
            table
        );
    }

    private static string Name(ItemReport item, PartReport? part) =>
        Markdown.Plain(item.Item.Text.ToString()) + (part?.Part.Name is { } name ? ": " + Markdown.Plain(name.ToString()) : "");

    private string? Said(Sentence? finding) => finding is null ? null : t.Plainly(finding);

    private static string[] Lead(PartResult answer) => [Number(answer.Round), Number(answer.Result.N)];

    private static string[] Counted(ItemResult result, int index) => [Number(result.Counts?[index]), Number(result.PercentAt(index))];

    internal static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Plain(LocalizedText text) => Markdown.Plain(text.ToString());
}
