using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Charts;

/// <summary>A row of an overview: an item, and how it was answered.</summary>
public sealed record OverviewRow(string Label, ItemResult Now)
{
    /// <summary>Stands in the last column; null where there is none yet.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The verdict is the team's, not the computed one; marked by a star.</summary>
    public bool Overruled { get; init; }

    /// <summary>What shares are held against, in per cent.</summary>
    public double[] Limits { get; init; } = [];
}

/// <summary>The kinds of pictures, each made from one frozen result; in the language of the page.</summary>
public static class Pictures
{
    /// <summary>How often each point of the scale was chosen, the highest on top; the middle half is the ground of its rows.</summary>
    public static Picture Histogram(IStringLocalizer<Texts> t, Scale scale, ItemResult result)
    {
        var points = Enumerable.Range(1, scale.Points).Reverse().ToList();
        bool InMiddle(int point) => point >= result.Quartile1 && point <= result.Quartile3;
        var bars = points
            .Select(point => new Bar(Label(scale.LabelOf(point)), result.PercentAt(point - 1), CountAndPercent(t, result, point - 1))
            {
                Lead = Number(point),
                Ground = InMiddle(point),
                Strong = InMiddle(point),
            })
            .ToList();
        var rows = string.Join("; ", points.Zip(bars, (_, bar) => $"{bar.Lead} {bar.Label}".TrimEnd() + ": " + bar.Numbers));
        string sentence = result is { Quartile1: { } q1, Median: { } median, Quartile3: { } q3 }
            ? t[
                "Antworten auf der Skala von 1 bis {0} (n = {1}): {2}. Median {3}, mittlere Hälfte {4} bis {5}.",
                scale.Points,
                result.N,
                rows,
                Number(median),
                Number(q1),
                Number(q3)
            ]
            : t["Hierzu liegt keine gültige Antwort vor."];
        return new(sentence, width => Bars.Draw(width, bars));
    }

    /// <summary>Items on one scale, in the order given: how many answered at its bottom, in its middle and at its top, and the verdict.</summary>
    public static Picture Overview(IStringLocalizer<Texts> t, Scale scale, IReadOnlyList<OverviewRow> rows)
    {
        ArgumentNullException.ThrowIfNull(scale);
        string Said(OverviewRow row, Band band) => t["{0} %", Percent.Of(BandShares.CountOf(row.Now, scale, band), row.Now.N, row.Limits)];
        var divergences = rows.Select(row =>
                row.Now is not { N: > 0, Counts: { } counts }
                    ? new Divergence(row.Label, null, row.Now.N)
                    : new Divergence(row.Label, counts, row.Now.N)
                    {
                        Bottom = Said(row, Band.Bottom),
                        Middle = scale.Middle > 0 ? Said(row, Band.Middle) : null,
                        Top = Said(row, Band.Top),
                        Verdict = row.Verdict is { } verdict ? t[Words.Of(verdict, row.Now.Side)] + (row.Overruled ? "*" : "") : null,
                        VerdictInk = row.Verdict is { } coloured ? Ink.Of(coloured) : null,
                    }
            )
            .ToList();
        var (bottom, middle, top) = (
            NameOf(t, scale, Band.Bottom),
            scale.Middle > 0 ? NameOf(t, scale, Band.Middle) : "",
            NameOf(t, scale, Band.Top)
        );
        var parts = divergences.Select(row =>
            row.Counts is null
                ? row.Label + ": –"
                : $"{row.Label}: {row.Top} {top}, {(row.Middle is null ? "" : $"{row.Middle} {middle}, ")}{row.Bottom} {bottom}, n = {row.N}"
                    + (row.Verdict is null ? "" : ", " + t["Urteil {0}", row.Verdict].Value)
        );
        return new(string.Join("; ", parts) + ".", width => Diverging.Draw(width, scale, divergences, (bottom, middle, top), t["Urteil"]));
    }

    /// <summary>How many answered at the top of the scale in one round and in the next, in per cent.</summary>
    /// <param name="rows">In the order given; both rounds with answers.</param>
    /// <param name="t">The texts.</param>
    /// <param name="from">The one round.</param>
    /// <param name="to">The next.</param>
    public static Picture Changes(
        IStringLocalizer<Texts> t,
        int from,
        int to,
        IReadOnlyList<(string Label, Scale Scale, PartResult Before, PartResult After)> rows
    )
    {
        var drawn = rows.Select(row =>
            {
                var before = row.Before.PercentIn(row.Scale, Band.Top)!.Value;
                var after = row.After.PercentIn(row.Scale, Band.Top)!.Value;
                return new Dumbbell(row.Label, before.Value, after.Value, t["{0} % → {1} %", before, after]);
            })
            .ToList();
        return new(
            t[
                "Anteil oben auf der Skala in Runde {0} und in Runde {1}: {2}.",
                from,
                to,
                string.Join("; ", drawn.Select(row => $"{row.Label}: {row.Numbers}"))
            ],
            width => Dumbbells.Draw(width, drawn, t["Runde {0} → {1}", from, to])
        );
    }

    /// <summary>Items by two criteria: how many answered at the top of each scale.</summary>
    public static Picture Plane(IStringLocalizer<Texts> t, CriteriaPlane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        string Axis(SeriesReport series) => t["{0}: Anteil „{1}“", Label(series.Name), NameOf(t, series.Scale, Band.Top)];
        var (across, up) = (Axis(plane.Across), Axis(plane.Up));
        return new(
            $"{t["waagerecht {0}, senkrecht {1}", across, up].Value}: "
                + string.Join(
                    "; ",
                    plane.Points.Select(point =>
                        t["{0} {1}: {2:0} %, {3:0} %", point.Number, Label(point.Item), point.Across, point.Up].Value
                    )
                )
                + ".",
            width =>
                Charts.Plane.Draw(
                    width,
                    across,
                    up,
                    [.. plane.Points.Select(point => new PlaneMark(point.Number, point.Across, point.Up))],
                    [.. plane.Points.Select(point => (point.Number, Label(point.Item)))]
                )
        );
    }

    /// <summary>One strip as an ornament of a table cell that says the same in numbers.</summary>
    public static IHtmlContent StripAlone(Scale scale, double? quartile1, double? median, double? quartile3) =>
        new HtmlString(Strips.Alone(scale, new(quartile1, median, quartile3)).ToDecoration("strip"));

    /// <summary>How many of each group that may be shown handed in, in per cent of the invited.</summary>
    public static Picture Response(IStringLocalizer<Texts> t, IReadOnlyList<Group> groups, RoundResult result) =>
        OfBars(
            t,
            result.Response.Invited,
            [
                .. result.Groups.Select(group =>
                    group.Suppressed
                        ? new Bar(NameOf(group.Key, groups), null, t["nicht gezeigt"])
                        : new Bar(
                            NameOf(group.Key, groups),
                            Frequencies.Percent(group.HandedIn!.Value, group.Invited),
                            CountAndPercent(t, group.HandedIn, group.Invited)
                        )
                        {
                            Strong = true,
                        }
                ),
            ]
        );

    /// <summary>How many were invited, began and handed in, round by round, and how many stayed since round 1.</summary>
    /// <param name="numbered">Whether a round is called by its number: not where there is but one.</param>
    public static Picture Flow(IStringLocalizer<Texts> t, IReadOnlyList<RoundResult> rounds, bool numbered)
    {
        var rows = rounds
            .Select(round => new FlowRow(
                t.RoundName(numbered, round.Round),
                round.Response.Invited,
                round.Response.Started,
                round.Response.HandedIn,
                round.Attrition?.Stayed
            ))
            .ToList();
        var sentence = string.Join(
            " ",
            rounds.Select(round =>
                t.Rounds(
                    numbered,
                    "[Runde {0}: ]{1} eingeladen, {2} begonnen, {3} abgegeben.",
                    round.Round,
                    round.Response.Invited,
                    CountAndPercent(t, round.Response.Started, round.Response.Invited),
                    CountAndPercent(t, round.Response.HandedIn, round.Response.Invited)
                )
                + (
                    round.Attrition is { } attrition
                        ? " " + t["Seit Runde 1 dabei: {0} von {1}.", attrition.Stayed, attrition.Stayed + attrition.Left].Value
                        : ""
                )
            )
        );
        return new(
            sentence,
            width => Charts.Flow.Draw(width, rows, [t["eingeladen"], t["begonnen"], t["abgegeben"], t["davon seit Runde 1 dabei"]])
        );
    }

    /// <summary>What became of the questions from round to round, and what the new ones were made of.</summary>
    public static Picture Questions(IStringLocalizer<Texts> t, QuestionFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var rounds = flow.Asked.Select(asked => new QuestionsOfRound(
            t["Fragen der Runde {1}: {0}", asked.Questions, asked.Round],
            asked.Questions
        ));
        var between = flow
            .Steps.Select(step => new QuestionsBetween(
                [
                    .. from way in QuestionStep.Ways
                    let before = step.Before.GetValueOrDefault(way)
                    let after = step.After.GetValueOrDefault(way)
                    where before + after > 0
                    select new QuestionWay(before, after, Way(t, way, before, after), FillOf(way), StrokeOf(way))
                    {
                        IsOfAnswers = way == QuestionFate.OfAnswers,
                    },
                ],
                step.Origins is { } origins
                    ?
                    [
                        t["Texte: {0}", origins.Texts],
                        t["Nennungen: {0}", origins.Mentions],
                        t["Codes: {0}", origins.Codes],
                        t["Thesen: {0}", origins.Statements],
                    ]
                    : []
            ))
            .ToList();
        var told = flow.Steps.Zip(
            between,
            (step, drawn) =>
                t["Zu Runde {0}: {1}.", step.To, string.Join("; ", drawn.Ways.Select(way => way.Words))].Value
                + (
                    step.Origins is { } origins
                        ? " "
                            + (
                                origins.Items.Count > 0
                                    ? t["Woraus die neuen Thesen entstanden: {0}.", string.Join(" → ", drawn.Chain)]
                                    : t["Was aus den Texten der Runde {0} wurde: {1}.", origins.From, string.Join(" → ", drawn.Chain)]
                            ).Value
                        : ""
                )
        );
        return new(
            string.Join(". ", rounds.Select(round => round.Title)) + ". " + string.Join(" ", told),
            width => QuestionsPicture.Draw(width, [.. rounds], between)
        );
    }

    /// <summary>A way with its number, as the picture and its table tell it.</summary>
    private static string Way(IStringLocalizer<Texts> t, QuestionFate way, int before, int after) =>
        way switch
        {
            QuestionFate.Same => t["unverändert: {0}", after],
            QuestionFate.Reworded => t["umformuliert: {0}", after],
            QuestionFate.Merged => t["zusammengeführt: {1} aus {0}", before, after],
            QuestionFate.Split => t["geteilt: {1} aus {0}", before, after],
            QuestionFate.Returned => t["wieder aufgenommen: {0}", after],
            QuestionFate.OfAnswers => t["neu, aus Antworten: {0}", after],
            QuestionFate.New => t["neu: {0}", after],
            _ => t["entfallen: {0}", before],
        };

    /// <summary>Beside each other they differ in grey too; what is new is hollow.</summary>
    private static string FillOf(QuestionFate way) =>
        way switch
        {
            QuestionFate.Same => Ink.Dark,
            QuestionFate.Reworded => Ink.Blue,
            QuestionFate.Merged => Ink.Accent,
            QuestionFate.Split => Ink.Pale,
            QuestionFate.Returned => Ink.Grid,
            QuestionFate.OfAnswers => Ink.Ground,
            QuestionFate.New => Ink.Paper,
            _ => Ink.Quiet,
        };

    private static string? StrokeOf(QuestionFate way) =>
        way is QuestionFate.Returned or QuestionFate.OfAnswers or QuestionFate.New ? Ink.Accent : null;

    /// <summary>How often each option was chosen, most first.</summary>
    public static Picture Choices(IStringLocalizer<Texts> t, IReadOnlyList<Option> options, ItemResult result) =>
        OfBars(
            t,
            result.N,
            [
                .. options
                    .Select(
                        (option, index) =>
                            new Bar(Label(option.Name), result.PercentAt(index), CountAndPercent(t, result, index)) { Strong = true }
                    )
                    .OrderByDescending(bar => bar.Percent),
            ]
        );

    /// <summary>How many named each theme of those who wrote, most first.</summary>
    public static Picture Themes(IStringLocalizer<Texts> t, ItemThemes themes)
    {
        ArgumentNullException.ThrowIfNull(themes);
        return OfBars(
            t,
            themes.People,
            [
                .. themes.Themes.Select(theme => new Bar(
                    theme.Name,
                    Frequencies.Percent(theme.People, themes.People),
                    CountAndPercent(t, theme.People, themes.People)
                )
                {
                    Strong = true,
                }),
            ]
        );
    }

    /// <summary>How many ratings have consensus by each rule of consensus; the study's own comes first, and darker.</summary>
    public static Picture Rules(IStringLocalizer<Texts> t, IReadOnlyList<(RuleName Rule, int Consensus, int Judged)> rules)
    {
        List<Bar> bars =
        [
            .. rules.Select(
                (rule, index) =>
                    new Bar(
                        // Its limit may be another than the usual one that the short name tells.
                        index == 0
                            ? t["Regel der Studie"]
                            : Label(ConsensusRule.ShortName(rule.Rule)),
                        100.0 * rule.Consensus / rule.Judged,
                        t["{0} von {1}", rule.Consensus, rule.Judged]
                    )
                    {
                        Strong = index == 0,
                    }
            ),
        ];
        return new(
            t["Bewertungen mit Konsens: {0}.", string.Join("; ", bars.Select(bar => $"{bar.Label}: {bar.Numbers}"))],
            width => Bars.Draw(width, bars)
        );
    }

    /// <summary>How many chose each option, where they could choose several; most first.</summary>
    public static Picture Marks(IStringLocalizer<Texts> t, IReadOnlyList<(LocalizedText Name, ItemResult Result)> options) =>
        OfBars(
            t,
            options[0].Result.N,
            [
                .. options
                    .OrderByDescending(option => option.Result.PercentChosen)
                    .Select(option => new Bar(Label(option.Name), option.Result.PercentChosen, CountAndPercent(t, option.Result, 1))
                    {
                        Strong = true,
                    }),
            ]
        );

    /// <summary>The mean of the points that each option was given, most first.</summary>
    public static Picture Points(IStringLocalizer<Texts> t, int total, IReadOnlyList<(LocalizedText Name, ItemResult Result)> options) =>
        OfBars(
            t,
            options[0].Result.N,
            [
                .. options
                    .OrderByDescending(option => option.Result.Mean)
                    .Select(option => new Bar(
                        Label(option.Name),
                        100 * option.Result.Mean / total,
                        option.Result.Mean?.ToString("0.0", CultureInfo.CurrentCulture) ?? "–"
                    )
                    {
                        Strong = true,
                    }),
            ]
        );

    /// <summary>All values, the middle half and the median of numbers.</summary>
    public static Picture Numbers(IStringLocalizer<Texts> t, IReadOnlyList<(LocalizedText? Name, ItemResult Result)> parts)
    {
        var rows = (
            from part in parts
            let one = part.Result
            where one.Median is not null
            select new NumberRange(
                Label(part.Name),
                one.Minimum!.Value,
                one.Quartile1!.Value,
                one.Median!.Value,
                one.Quartile3!.Value,
                one.Maximum!.Value
            )
        ).ToList();
        if (rows.Count == 0)
            return OfWords(t["Hierzu liegt keine gültige Antwort vor."]);
        var sentence = string.Join(
            "; ",
            rows.Select(row =>
                (row.Label.Length > 0 ? row.Label + ": " : "")
                + t[
                    "Median {0}, mittlere Hälfte {1} bis {2}, alle Werte {3} bis {4}",
                    Number(row.Median),
                    Number(row.Quartile1),
                    Number(row.Quartile3),
                    Number(row.Minimum),
                    Number(row.Maximum)
                ].Value
            )
        );
        return new($"{sentence}; n = {parts[0].Result.N}.", width => Ranges.Draw(width, rows));
    }

    /// <summary>How many gave each option one of the ranks, most first; the dark part gave it the first rank.</summary>
    public static Picture Ranking(IStringLocalizer<Texts> t, RankingItem item, Func<string, ItemResult?> resultOf)
    {
        var results = item
            .Parts.Select(part => (part.Name, Result: resultOf(part.Key)))
            .Where(part => part.Result is not null)
            .OrderByDescending(part => part.Result!.PercentRanked)
            .ToList();
        return OfBars(
            t,
            results.Count == 0 ? 0 : results[0].Result!.N,
            [
                .. results.Select(part => new Bar(
                    Label(part.Name),
                    part.Result!.PercentRanked,
                    CountAndPercent(t, part.Result.Counts?.Sum(), part.Result.N)
                )
                {
                    DarkPercent = part.Result.PercentAt(0),
                    Strong = false,
                }),
            ]
        );
    }

    /// <summary>The mean rank of each option, where everybody gave all of them one.</summary>
    public static Picture MeanRanks(IStringLocalizer<Texts> t, int ranks, IReadOnlyList<(LocalizedText Name, ItemResult Result)> options) =>
        OfBars(
            t,
            options[0].Result.N,
            [
                .. options.Select(option => new Bar(
                    Label(option.Name),
                    100 * option.Result.MeanRank / ranks,
                    option.Result.MeanRank?.ToString("0.0", CultureInfo.CurrentCulture) ?? "–"
                )
                {
                    Strong = true,
                }),
            ]
        );

    private static Picture OfBars(IStringLocalizer<Texts> t, int n, IReadOnlyList<Bar> bars)
    {
        if (n == 0)
            return OfWords(t["Hierzu liegt keine gültige Antwort vor."]);
        return new($"{string.Join("; ", bars.Select(bar => $"{bar.Label}: {bar.Numbers}"))}; n = {n}.", width => Bars.Draw(width, bars));
    }

    /// <summary>Where there is nothing to draw, the picture is its sentence.</summary>
    private static Picture OfWords(string sentence) => new(sentence, width => Bars.Draw(width, [new(sentence, null, "")]));

    private static string CountAndPercent(IStringLocalizer<Texts> t, ItemResult result, int index) =>
        CountAndPercent(t, result.Counts?[index], result.N);

    private static string CountAndPercent(IStringLocalizer<Texts> t, int? count, int n) =>
        count is null || n == 0 ? "–" : t["{0} · {1:0} %", count, Frequencies.Percent(count.Value, n)!];

    /// <summary>What an answer in a band says, in a few words.</summary>
    private static string NameOf(IStringLocalizer<Texts> t, Scale scale, Band band) =>
        scale.HasNameOf(band)
            ? Label(scale.NameOf(band))
            : band switch
            {
                Band.Top => t["oben"],
                Band.Bottom => t["unten"],
                _ => t["Mitte"],
            };

    private static string Number(double? value) => Words.Number(value);

    private static string Label(LocalizedText? text) => text is null ? "" : Markdown.Plain(text.ToString());

    private static string NameOf(string key, IReadOnlyList<Group> groups) =>
        groups.FirstOrDefault(group => group.Key == key) is { } group ? Label(group.Name) : key;
}
