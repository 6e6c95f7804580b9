using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Reporting;

/// <summary>Something that guidelines ask of a report, and that the study's data or its publication details answer.</summary>
public enum ReportFact
{
    /// <summary>How many rounds were planned and held.</summary>
    Design,

    /// <summary>What each round asked: it is what is known of its purpose.</summary>
    RoundContents,

    /// <summary>How long it was from one round to the next.</summary>
    Contact,

    Feedback,
    Consensus,
    Coding,
    Anonymity,
    Response,
    Pilot,
    Moderation,
    Questions,
    Software,

    /// <summary>From the publication details.</summary>
    Funding,

    /// <summary>From the publication details: whether artificial intelligence had a part.</summary>
    Ai,
}

/// <summary>What is known of each, in sentences: for all checklists, and in the words of <see cref="MethodsParagraph"/> wherever that says it.</summary>
public static class ReportFacts
{
    /// <summary>Empty where nothing is known.</summary>
    public static IReadOnlyList<Sentence> Of(StudyReport report, ReportFact fact)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. fact switch
            {
                ReportFact.Design => MethodsParagraph.Design(report),
                ReportFact.RoundContents => Contents(report),
                ReportFact.Contact => Contact(report),
                ReportFact.Feedback => MethodsParagraph.Feedback(report),
                ReportFact.Consensus => report.IsDelphi ? [report.Settings.Consensus.Sentence] : [],
                ReportFact.Coding => MethodsParagraph.Coded(report),
                // Of answers that another tool gathered, nobody knows who saw what.
                ReportFact.Anonymity => report.ParticipationKnown ? MethodsParagraph.Anonymous(report) : [],
                ReportFact.Response => report.Rounds.Select(MethodsParagraph.TookPart),
                ReportFact.Pilot => MethodsParagraph.Tried(report),
                ReportFact.Moderation => Moderation(report),
                ReportFact.Questions => MethodsParagraph.Between(report),
                ReportFact.Software => [MethodsParagraph.Used(report)],
                ReportFact.Funding => report.Publication.Funding is { } funding ? [new("Förderung: {0}", funding)] : [],
                _ => MethodsParagraph.Ai(report.Publication),
            },
        ];
    }

    private static IEnumerable<Sentence> Contents(StudyReport report)
    {
        foreach (var round in report.Rounds)
        {
            var items = round.Questionnaire.Items.Where(item => item is not InformationItem).ToList();
            var change = report.Questions.FirstOrDefault(change => change.To == round.Number);
            var rated = items.Count(item => item.Parts.Any(part => part is RatedPart));
            yield return change is null
                ? new(
                    "Runde {0}: {1:Frage|Fragen}, davon {2} auf Skalen und {3} in eigenen Worten.",
                    round.Number,
                    items.Count,
                    rated,
                    items.Count(item => item.IsOpen)
                )
                : new(
                    "Runde {0}: {1:Frage|Fragen}, davon {2} auf Skalen; {3} wieder gestellt, {4} neu, zusammengeführt, geteilt oder wieder aufgenommen.",
                    round.Number,
                    items.Count,
                    rated,
                    change.Same.Count + change.Reworded.Count,
                    items.Count - change.Same.Count - change.Reworded.Count
                );
        }
    }

    private static IEnumerable<Sentence> Contact(StudyReport report)
    {
        foreach (var (before, after) in report.Rounds.Zip(report.Rounds.Skip(1)))
            if (before.ClosedAt is { } closed && after.OpenedAt is { } opened)
                yield return new(
                    "Runde {0} endete am {1}, Runde {2} begann am {3}.",
                    before.Number,
                    new Day(closed),
                    after.Number,
                    new Day(opened)
                );
    }

    private static IEnumerable<Sentence> Moderation(StudyReport report)
    {
        if (report.Moderation is { } moderation)
            yield return new(
                "Begründungen und Erwiderungen: {0} freigegeben, davon {1} gekürzt; {2} zurückgehalten.",
                moderation.Released,
                moderation.Shortened,
                moderation.Withheld
            );
    }
}
