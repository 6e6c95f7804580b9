using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;

namespace Befragung.Web.Simulation;

/// <summary>What somebody sees who tries a later round: what a simulated panel answered before, and what one of it is taken to have answered oneself.</summary>
/// <param name="Round">With the results of simulated rounds.</param>
/// <param name="Own">By the number of the round, of the first simulated expert of each group.</param>
internal sealed record SimulatedRound(FrozenRound Round, IReadOnlyDictionary<string, IReadOnlyList<(int Round, AnswerSheet Sheet)>> Own);

/// <summary>Rounds that nobody was asked in: a few simulated experts of each group answer those before, always the same for the same questionnaire.</summary>
internal static class SimulatedRounds
{
    private const int Seed = 2020;

    /// <summary>At least so many of a group; more where a group of that size would be shown nowhere, up to <see cref="Most"/>.</summary>
    private const int Least = 8;

    private const int Most = 15;

    // Any time does: nothing that is shown depends on it.
    private static readonly DateTime At = DateTime.UnixEpoch;

    /// <summary>A later round of a study that begins with a questionnaire, as it would be if all items were asked again that can be; null where there are none.</summary>
    public static SimulatedRound? Of(Questionnaire first, int number)
    {
        var study = new Study("vorschau", first, At, "");
        var own = first.Groups.ToDictionary(group => group.Key, _ => new List<(int, AnswerSheet)>());
        var experts = Experts(first);
        var before = new Dictionary<Guid, List<(int Round, AnswerSheet Sheet)>>();
        for (var past = 1; past < number; past++)
        {
            var round = study.Round(past);
            round.Open(At, "");
            round.Close(Answer(study, round, experts, before), At, "");
            var kept = round.Questionnaire.Items.Where(item => !item.IsOpen && item.Parts.Count > 0).Select(item => item.Key).ToHashSet();
            if (kept.Count == 0)
                return null;
            study.PlanNext(kept, round.Questionnaire.Items.ToDictionary(item => item.Key, _ => "–"));
        }
        foreach (var expert in experts)
            if (own[expert.GroupKey].Count == 0)
                own[expert.GroupKey] = before[expert.Id];
        var planned = study.Round(number);
        return new(
            new FrozenRound(0, number, planned.Questionnaire, Array.Empty<ShownReason>().ToLookup(reason => reason.ItemKey))
            {
                Before = study.Round(number - 1).Result,
                AskedBefore = study.Round(number - 1).Questionnaire,
                BeforeThat = number > 2 ? study.Round(number - 2).Result : null,
                Kind = SheetKind.Preview,
                IsSimulated = true,
            },
            own.ToDictionary(one => one.Key, one => (IReadOnlyList<(int, AnswerSheet)>)one.Value)
        );
    }

    /// <summary>What one simulated expert of a group answered in rounds that were asked, to have something to compare with.</summary>
    public static IReadOnlyList<(int Round, AnswerSheet Sheet)> OwnIn(IEnumerable<Round> rounds, string group)
    {
        var sheets = new List<(int Round, AnswerSheet Sheet)>();
        var expert = new Panelist(IdOf(0), 0, group, "de", At, 0, 0);
        foreach (var round in rounds.OrderBy(round => round.Number))
            sheets.Add((round.Number, SheetOf(expert, 0, round, null, sheets)));
        return sheets;
    }

    private static List<Panelist> Experts(Questionnaire questionnaire) =>
        [
            .. questionnaire
                .Groups.SelectMany(group => Enumerable.Repeat(group.Key, Math.Clamp(questionnaire.Settings.SmallestCell + 2, Least, Most)))
                .Select((group, index) => new Panelist(IdOf(index), 0, group, "de", At, 0, 0)),
        ];

    /// <summary>The same number for the same expert each time: it decides the order of what is asked at random.</summary>
    private static Guid IdOf(int index) => new(index + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static RoundResult Answer(
        Study study,
        Round round,
        List<Panelist> experts,
        Dictionary<Guid, List<(int Round, AnswerSheet Sheet)>> before
    )
    {
        var tally = new RoundTally(round.Questionnaire, study.LastAskedBefore(round));
        var last = study.Rounds.SingleOrDefault(one => one.Number == round.Number - 1)?.Result;
        for (var index = 0; index < experts.Count; index++)
        {
            var expert = experts[index];
            if (!before.TryGetValue(expert.Id, out var sheets))
                before.Add(expert.Id, sheets = []);
            var sheet = SheetOf(expert, index, round, last, sheets);
            tally.Add(
                expert.GroupKey,
                sheet.Answers.ToJson(),
                sheet.NotAsked,
                [.. sheets.Select(one => new EarlierSheet(one.Round, one.Sheet.Answers.ToJson(), one.Sheet.NotAsked))]
            );
            sheets.Add((round.Number, sheet));
        }
        if (round.Number > 1)
            foreach (var (_, sheet) in before.Values.Select(sheets => sheets[0]))
                tally.AddFirst(sheet.Answers.ToJson(), stayed: true, sheet.NotAsked);
        var response = experts
            .GroupBy(expert => expert.GroupKey)
            .ToDictionary(group => group.Key, group => new Response(group.Count(), group.Count(), group.Count()));
        return tally.ToResult(round.Number, response, study.ResultsBefore(round));
    }

    private static AnswerSheet SheetOf(
        Panelist expert,
        int index,
        Round round,
        RoundResult? before,
        IReadOnlyList<(int Round, AnswerSheet Sheet)> earlier
    )
    {
        var known = earlier.Count == 0 ? Answers.None : earlier[^1].Sheet.Answers;
        var asking = new Asking(round.Questionnaire, expert.Id, expert.GroupKey, EarlierAnswers.Before(round.Number, earlier).Newest);
        var changes = new SimulatedPanel(Seed, round.Questionnaire).Answers(index, expert.GroupKey, round, before, known);
        var problems = AnswerChange.Check(round.Questionnaire.Items, Answers.None, changes);
        var sheet = new AnswerSheet(0, 0, expert.Id, expert.GroupKey, At, At, At, At, null, Answers.None, null, 0);
        sheet.Save([.. changes.Where(change => !problems.ContainsKey(change.PartKey.Split('.')[0]))], asking, At);
        return new AnswerSheet(0, 0, expert.Id, expert.GroupKey, At, At, At, At, At, sheet.Answers, sheet.NotAsked, sheet.Version);
    }
}
