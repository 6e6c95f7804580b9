using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// All ratings with what became of them in every round, as journals want it for a supplement: one row each. Nothing is computed here, and nothing told that the
/// report does not tell.
/// </summary>
/// <param name="Rounds">Numbers of the rounds, the newest last.</param>
/// <param name="Rows">In the order of the report; also those that a later round did not ask any more.</param>
/// <param name="Measure">What stability is judged by.</param>
public sealed record RatingTable(IReadOnlyList<int> Rounds, IReadOnlyList<RatingRow> Rows, StabilityMeasure Measure)
{
    /// <summary>Whether any item is rated by criteria that have names.</summary>
    public bool HasCriteria => Rows.Any(row => row.Rated.Part.Part.Name is not null);

    /// <summary>Whether any was asked in other words before.</summary>
    public bool HasEarlierWordings => Rows.Any(row => row.Earlier.Count > 0);

    /// <summary>Whether a round compared any rating with an earlier one.</summary>
    public bool Compares(int round) => Rows.Any(row => row.In(round)?.Result.Stability is not null);

    /// <summary>Whether a round judged any rating, or says of one why nothing is told.</summary>
    public bool Judges(int round) => Rows.Any(row => row.In(round) is { } of && (of.Verdict is not null || of.Result.TooFew));

    /// <summary>Whether answers were kept in a round, as far as it is told.</summary>
    public bool TellsKept(int round) => Rows.Any(row => row.In(round)?.Result.Stability is { KeptSingly: > 0 } or { KeptInBulk: > 0 });

    /// <summary>Whether the verdicts of a round were tried.</summary>
    public bool Tries(int round) => Rows.Any(row => row.In(round)?.Firmness is not null);

    /// <summary>The value that stability is judged by; null where nothing can be compared, or it is not told.</summary>
    public double? ValueOf(ItemStability stability)
    {
        ArgumentNullException.ThrowIfNull(stability);
        return Measure switch
        {
            StabilityMeasure.ChangeOfAll => stability.DistributionChange * 100,
            StabilityMeasure.WilcoxonP => stability.Wilcoxon?.P,
            StabilityMeasure.Kappa => stability.KappaQuadratic,
            _ => stability.PairedChange * 100,
        };
    }

    internal static RatingTable Of(StudyReport report)
    {
        var paths = report.QuestionFlow?.Paths.ToDictionary(path => path.Item.Item.Key, StringComparer.Ordinal) ?? [];
        // The last time that it was asked and compared.
        var changes = new Dictionary<PartReport, PartChange>(ReferenceEqualityComparer.Instance);
        foreach (var change in report.Changes)
        foreach (var part in change.Parts.Where(part => part.After.Round == part.Part.Newest!.Round))
            changes[part.Part] = part;
        return new(
            [.. report.Rounds.Select(round => round.Number)],
            [
                .. report.Rated.Select(rated => new RatingRow(
                    rated,
                    paths.GetValueOrDefault(rated.Item.Item.Key),
                    [
                        .. report.Questions.SelectMany(change =>
                            change
                                .Reworded.Where(reworded => reworded.OtherWords && reworded.Item.Item.Key == rated.Item.Item.Key)
                                .Select(reworded => new EarlierWording(change.From, reworded.Before))
                        ),
                    ],
                    changes.GetValueOrDefault(rated.Part)
                )),
            ],
            report.Settings.Stability switch
            {
                ScheibeRule => StabilityMeasure.ChangeOfAll,
                WilcoxonRule => StabilityMeasure.WilcoxonP,
                KappaRule => StabilityMeasure.Kappa,
                _ => StabilityMeasure.ChangeOfPairs,
            }
        );
    }
}

/// <summary>What a study judges stability by; see <see cref="StabilityRule"/>.</summary>
public enum StabilityMeasure
{
    /// <summary>In per cent: how many answers of those who answered twice are spread otherwise.</summary>
    ChangeOfPairs,

    /// <summary>In per cent: how many answers of all are spread otherwise.</summary>
    ChangeOfAll,

    WilcoxonP,

    /// <summary>The quadratic one.</summary>
    Kappa,
}

/// <summary>A rating in the table.</summary>
/// <param name="Path">The way of its question through the rounds; null where there is but one round.</param>
/// <param name="Earlier">How it was asked before, the earliest first.</param>
/// <param name="Change">How it moved when it was asked last; null where nothing can be compared.</param>
public sealed record RatingRow(RatedReport Rated, QuestionPath? Path, IReadOnlyList<EarlierWording> Earlier, PartChange? Change)
{
    /// <summary>How it was answered in a round; null where that did not ask it.</summary>
    public PartResult? In(int round) => Rated.Part.Rounds.FirstOrDefault(result => result.Round == round);
}

/// <param name="Round">The last one that asked in these words.</param>
public sealed record EarlierWording(int Round, LocalizedText Text);
