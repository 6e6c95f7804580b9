using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>What the study's rule of stability says of a question in a round, how often of all that were played through; the rest are without a verdict.</summary>
/// <param name="Round">From 2 on.</param>
/// <param name="Pairs">How many answer it twice.</param>
/// <param name="Stable">0–1.</param>
/// <param name="Undecidable">0–1.</param>
/// <param name="Moving">0–1.</param>
public sealed record StableRound(int Round, int Pairs, double Stable, double Undecidable, double Moving);

/// <summary>
/// Plays through how many rounds it takes until answers are settled. Each person has an opinion around one that the panel has, and answers near the own one. In each later round
/// some answer anew, and some go a point towards the median of the round before: many at first, then half as many each time. Assumptions, and no forecast; the same every time.
/// </summary>
public static class StableRounds
{
    /// <summary>So many questions are played through.</summary>
    public const int Runs = 500;

    /// <summary>So many answer anew in each round, by chance; in per cent.</summary>
    public const int AnewPercent = 20;

    /// <summary>So many go towards the median in round 2; in per cent.</summary>
    public const int TowardsMedianPercent = 30;

    /// <summary>At least this many rounds are looked at, so that one sees what another one would bring.</summary>
    private const int FewestRounds = 4;

    /// <summary>Beyond so many pairs nothing changes any more, and only the time grows.</summary>
    private const int MostPairs = 500;

    /// <summary>Round by round.</summary>
    /// <param name="questionnaire">Its first rated part is what is played through.</param>
    /// <param name="answers">How many answer in each round that is planned; in rounds beyond, as many as in the last.</param>
    /// <exception cref="ArgumentException">Nothing is rated, or no round is planned.</exception>
    public static IReadOnlyList<StableRound> Of(Questionnaire questionnaire, IReadOnlyList<int> answers)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(answers);
        if (questionnaire.Items.SelectMany(item => item.Parts).OfType<RatedPart>().FirstOrDefault()?.Scale is not { } scale)
            throw new ArgumentException("Nothing is rated.", nameof(questionnaire));
        if (answers.Count == 0)
            throw new ArgumentException("No round is planned.", nameof(answers));
        var rounds = Enumerable
            .Range(0, Math.Max(FewestRounds, answers.Count))
            .Select(index => answers[Math.Min(index, answers.Count - 1)])
            .ToList();
        var states = rounds.ConvertAll(_ => new Dictionary<StabilityState, int>());
        var draws = Draws.Of("rounds", scale.Points.ToString(System.Globalization.CultureInfo.InvariantCulture), string.Join(' ', rounds));
        for (var run = 0; run < Runs; run++)
            Play(questionnaire, scale, rounds.ConvertAll(round => Math.Min(round, MostPairs)), states, draws);
        double Share(int index, StabilityState state) => (double)states[index].GetValueOrDefault(state) / Runs;
        return
        [
            .. Enumerable
                .Range(1, rounds.Count - 1)
                .Select(index => new StableRound(
                    index + 1,
                    rounds[index],
                    Share(index, StabilityState.Stable),
                    Share(index, StabilityState.Undecidable),
                    Share(index, StabilityState.Moving)
                )),
        ];
    }

    private static void Play(
        Questionnaire questionnaire,
        Scale scale,
        List<int> rounds,
        List<Dictionary<StabilityState, int>> states,
        Draws draws
    )
    {
        var middle = 1 + (draws.Next() * (scale.Points - 1));
        var opinions = new double[rounds[0]];
        for (var person = 0; person < opinions.Length; person++)
            opinions[person] = middle + Around(draws, scale.Points / 3.0);
        var now = Array.ConvertAll(opinions, opinion => Point(opinion + Around(draws, 0.5), scale));
        var towards = TowardsMedianPercent / 100.0;
        for (var round = 1; round < rounds.Count; round++, towards /= 2)
        {
            var counts = new int[scale.Points];
            foreach (var point in now)
                counts[point - 1]++;
            var median = Quantiles.Median(counts) ?? 0;
            var table = new AnswerTable(scale.Points);
            // Who leaves is the last in the row, and it does not matter who that is.
            var next = new int[rounds[round]];
            for (var person = 0; person < next.Length; person++)
            {
                next[person] = now[person];
                if (draws.Next() < AnewPercent / 100.0)
                    next[person] = Point(opinions[person] + Around(draws, 0.5), scale);
                if (draws.Next() < towards && Math.Abs(median - next[person]) >= 1)
                    next[person] += Math.Sign(median - next[person]);
                table[now[person], next[person]]++;
            }
            if (next.Length >= Verdicts.FewestPairs)
            {
                var changes = new DrawnChanges(table, scale, new int[scale.Points], draws);
                if (StabilityStates.Of(changes, questionnaire.Settings.Stability, ordered: true) is { } state)
                    states[round][state] = states[round].GetValueOrDefault(state) + 1;
            }
            now = next;
        }
    }

    private static int Point(double opinion, Scale scale) => Math.Clamp((int)Math.Round(opinion), 1, scale.Points);

    /// <summary>A number around 0, two thirds of the time within so much of it.</summary>
    private static double Around(Draws draws, double width) => width * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, draws.Next());
}
