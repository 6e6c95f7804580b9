using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Reporting;

/// <summary>A number of the report that texts of the team can name.</summary>
/// <param name="Name">Under which it is called: "innenstadt.anteil", or of a round "innenstadt.anteil.runde1".</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Value">A number, a <see cref="Percent"/>, a <see cref="Verdict"/> or a sentence; null where there is none, or none that may be shown.</param>
public sealed record ReportNumber(string Name, Sentence Meaning, object? Value)
{
    /// <summary>What it is about; null of the study as a whole.</summary>
    public PartName? About { get; init; }

    /// <summary>The number of the question, as in "2.3"; null of the study as a whole.</summary>
    public string? Question { get; init; }

    /// <summary>The round whose number it is; null for the newest that asked.</summary>
    public int? Round { get; init; }
}

/// <summary>All numbers that texts can name: those of the study, then of every question in the order of the report. Only what the report itself may show.</summary>
public static class ReportNumbers
{
    /// <summary>Behind a name, says of which round it is.</summary>
    private const string OfRound = ".runde";

    public static IReadOnlyList<ReportNumber> Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. OfStudy(report)
                .Concat(
                    from section in report.Sections
                    from item in section.Items
                    from part in item.Parts
                    from number in OfPart(part, report.Rounds.Count > 1)
                    select number with
                    {
                        Question = item.Number,
                    }
                )
                .DistinctBy(number => number.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static IEnumerable<ReportNumber> OfStudy(StudyReport report)
    {
        foreach (var number in Participation(report.Newest))
            yield return number;
        if (report.Rounds.Count > 1)
            foreach (var round in report.Rounds)
            foreach (var number in Participation(round))
                yield return number with
                {
                    Name = $"{number.Name}{OfRound}{round.Number}",
                    Round = round.Number,
                };
        var questions = report.Sections.Sum(section => section.Items.Count);
        yield return new("runden", new("Zahl der Runden"), report.Rounds.Count);
        yield return new("runden.worte", new("Zahl der Runden mit Wort"), new Sentence("{0:Runde|Runden}", report.Rounds.Count));
        yield return new("fragen", new("Zahl der Fragen"), questions);
        yield return new("fragen.worte", new("Zahl der Fragen mit Wort"), new Sentence("{0:Frage|Fragen}", questions));
        if (report.Rated.Count == 0)
            yield break;
        yield return new("bewertungen", new("Zahl der Bewertungen"), report.Rated.Count);
        if (report.Judged)
            yield return new("konsens", new("Bewertungen mit Konsens"), report.Verdicts.GetValueOrDefault(Verdict.Consensus));
    }

    private static IEnumerable<ReportNumber> Participation(RoundReport round)
    {
        var response = round.Result.Response;
        if (round.ParticipationKnown)
            yield return new("eingeladen", new("Zahl der Eingeladenen"), response.Invited);
        yield return new("teilgenommen", new("Zahl derer, die geantwortet haben"), response.HandedIn);
        yield return new(
            "teilgenommen.worte",
            new("Zahl derer, die geantwortet haben, mit Wort"),
            new Sentence("{0:Person|Personen}", response.HandedIn)
        );
        if (round.ParticipationKnown && response.Percent is { } percent)
            yield return new("beteiligung", new("Anteil der Eingeladenen, die geantwortet haben"), Percent.Of(percent));
    }

    private static IEnumerable<ReportNumber> OfPart(PartReport part, bool several)
    {
        if (part.Newest is not { } newest)
            yield break;
        // An open question has several fields and one result.
        var key = newest.Result.Key;
        foreach (var number in OfResult(part, newest))
            yield return Named(number, "", null);
        if (!several)
            yield break;
        foreach (var round in part.Rounds)
        foreach (var number in OfResult(part, round))
            yield return Named(number, $"{OfRound}{round.Round}", round.Round);

        ReportNumber Named(ReportNumber number, string behind, int? round) =>
            number with
            {
                Name = $"{key}.{number.Name}{behind}",
                About = part.Name,
                Round = round,
            };
    }

    private static IEnumerable<ReportNumber> OfResult(PartReport part, PartResult answer)
    {
        var result = answer.Result;
        var shown = !result.TooFew;
        object? Shown(object? value) => shown ? value : null;
        if (part.Part is RatedPart rated)
        {
            yield return new("anteil", new("Anteil oben auf der Skala"), Shown(answer.PercentIn(rated.Scale, Band.Top)));
            yield return new("anteilunten", new("Anteil unten auf der Skala"), Shown(answer.PercentIn(rated.Scale, Band.Bottom)));
            yield return new("median", new("Median"), Shown(result.Median));
            yield return new("urteil", new("Urteil"), answer.Verdict);
        }
        else if (part.Part is ChoicePart choice)
            foreach (var (option, index) in choice.Options.Select((option, index) => (option, index)))
                yield return new(
                    $"{option.Key}.anteil",
                    new("Anteil „{0}“", option.Name),
                    result is { N: > 0, Counts: { } counts } && index < counts.Count ? Shown(Percent.Of(counts[index], result.N)) : null
                );
        else if (result is { PercentChosen: { } chosen })
            yield return new("anteil", new("Anteil derer, die es wählten"), Shown(Percent.Of(chosen)));
        else if (part.Part is RankPart)
        {
            yield return new(
                "anteil",
                new("Anteil derer, die einen Rang vergaben"),
                Shown(result.PercentRanked is { } given ? Percent.Of(given) : null)
            );
            yield return new("rang", new("mittlerer Rang"), Shown(Rounded(result.MeanRank)));
        }
        else if (part.Part is NumberPart)
        {
            yield return new("median", new("Median"), Shown(result.Median));
            yield return new("mittel", new("Mittelwert"), Shown(Rounded(result.Mean)));
        }
        yield return new("n", new("Zahl derer, die geantwortet haben"), Shown(result.N));
    }

    /// <summary>With one decimal: more is worth nothing.</summary>
    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 1, MidpointRounding.AwayFromZero) : null;
}
