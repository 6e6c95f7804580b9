using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// Somebody who reads all that is told of a question, has the program and the panel by name, knows who answered it in which round, and not how. They look at the ways in which
/// it might have come about, and which of these would be told in exactly the same way, to the last printed digit: totals, what is shown of groups and which are hidden, figures
/// of the same people, and how firm a verdict is, with all the panels drawn for it. What is the same in each of these is found.
/// </summary>
/// <remarks>
/// What might have come about is reached from what did, by exchanging answers between people: of one round or of all, once or twice. With one other way that is told alike,
/// something is not found, whatever else there may be; so what is left is more than what is found in truth, never less. Not looked at are rankings and numbers, and the
/// concordance of several questions. That nearly everybody gave one answer, all but one, is no secret: the total says it.
/// </remarks>
internal sealed class Enumerator
{
    private const int MostPublications = 300;

    /// <summary>So few are not told that they all answered on one side.</summary>
    private const int Few = 10;

    private readonly OneQuestion truth;
    private readonly Func<OneQuestion, IReadOnlyList<RoundResult>> telling;
    private readonly IReadOnlyList<RoundResult> told;
    private readonly string printed;
    private readonly Scale? scale;

    private Enumerator(OneQuestion truth, Func<OneQuestion, IReadOnlyList<RoundResult>> telling)
    {
        this.truth = truth;
        this.telling = telling;
        told = telling(truth);
        printed = OneQuestion.Printed(told);
        scale = (truth.Item.Parts[0] as RatedPart)?.Scale;
    }

    /// <summary>Of whom it is found how they answered.</summary>
    /// <param name="truth">What came about.</param>
    /// <param name="telling">Makes of what came about what is told.</param>
    public static IReadOnlyList<Finding> Found(OneQuestion truth, Func<OneQuestion, IReadOnlyList<RoundResult>> telling) =>
        new Enumerator(truth, telling).Search();

    private List<Finding> Search()
    {
        var open = Secrets().ToList();
        var found = new List<Finding>();
        while (open.Count > 0)
        {
            var secret = open[0];
            if (OtherWays(secret).Take(MostPublications).FirstOrDefault(IsToldAlike) is { } other)
                open.RemoveAll(one => one.Of(other) != one.Of(truth));
            else
            {
                open.RemoveAt(0);
                found.Add(new(secret, secret.Of(truth), PairsTold(secret.Round)));
            }
        }
        return found;
    }

    private bool IsToldAlike(OneQuestion other) => OneQuestion.Printed(telling(other)) == printed;

    /// <summary>Who may not be found: hidden groups, and those who answered one time only, as long as they are few or all gave the same answer.</summary>
    private IEnumerable<Secret> Secrets()
    {
        for (var round = 0; round < truth.Rounds; round++)
        {
            var number = round;
            var parts = truth.Item.Parts.Select(part => told[number].Of(part.Key)!).ToList();
            if (parts[0].TooFew || parts[0].N == 0)
                continue;
            var answered = Enumerable.Range(0, truth.People).Where(person => truth.Answered(number, person)).ToList();
            var classes = Classes(number, answered, parts[0]).DistinctBy(one => string.Join(',', one.People)).ToList();
            var hidden = answered.Count(person => !Shown(parts[0]).Contains(truth.Groups[person]));
            var fewAreHidden = hidden < answered.Count && hidden < Few;
            for (var slot = 0; slot < parts.Count; slot++)
                foreach (var view in Views(slot))
                foreach (var (people, isWhole) in classes)
                {
                    var secret = new Secret(people, number, view.Name, view.Of);
                    // What everybody answered, or all but one, the total says; and many who answered differently are told as many are.
                    if (
                        secret.IsUsual(truth, answered) || (people.Count >= told[number].SmallestCell && !secret.IsOneAnswer(truth, people))
                    )
                        continue;
                    if (view.IsSide && !(isWhole && fewAreHidden && secret.IsOneAnswer(truth, people)))
                        continue;
                    // A group that is shown, and answered alike, is told so.
                    if (
                        Shown(parts[0])
                            .Any(group => secret.IsOneAnswer(truth, [.. answered.Where(InGroup(group))]) && people.All(InGroup(group)))
                    )
                        continue;
                    if (view.Marks && !people.Any(person => truth.Answers[number][person][slot] == 2))
                        continue;
                    yield return secret;
                }
        }
        Func<int, bool> InGroup(string group) => person => truth.Groups[person] == group;
    }

    private static IEnumerable<string> Shown(ItemResult item) => item.Groups.Where(group => !group.Suppressed).Select(group => group.Key);

    private IEnumerable<(List<int> People, bool IsWhole)> Classes(int round, List<int> answered, ItemResult item)
    {
        var shown = Shown(item).ToHashSet();
        bool IsHidden(int person) => !shown.Contains(truth.Groups[person]);
        List<List<int>> whole =
        [
            [.. answered.Where(IsHidden)],
            .. answered.Where(IsHidden).GroupBy(person => truth.Groups[person]).Select(group => group.ToList()),
        ];
        List<List<int>> turned = [];
        foreach (var other in new[] { round - 1, round + 1 }.Where(other => other >= 0 && other < truth.Rounds))
        {
            if (told[Math.Max(round, other)].Of(item.Key) is not { Stability.Moved: not null })
                continue;
            var once = answered.FindAll(person => !truth.Answered(other, person));
            turned.Add(once);
            turned.Add(once.FindAll(IsHidden));
            turned.AddRange(once.GroupBy(person => truth.Groups[person]).Select(group => group.ToList()));
        }
        return whole
            .Select(people => (people, true))
            .Concat(turned.Select(people => (people, false)))
            .Where(one => one.Item1.Count > 0 && one.Item1.Count < answered.Count);
    }

    private IEnumerable<(string Name, Func<short[], int> Of, bool IsSide, bool Marks)> Views(int slot)
    {
        var marks = truth.Item is MultipleChoiceItem;
        yield return (truth.Item.Parts[slot].Key, answer => answer[slot], false, marks);
        if (scale is not null)
            yield return ($"{truth.Item.Key} at the top", answer => answer[slot] >= scale.LowestOfTop ? 1 : 0, true, false);
    }

    private bool PairsTold(int round) =>
        told.Any(result =>
            (result.Round == round + 1 || result.Round == round + 2) && result.Items.Any(item => item.Stability is { Moved: 0 })
        );

    /// <summary>Ways in which a secret would be another and that might be told alike.</summary>
    private IEnumerable<OneQuestion> OtherWays(Secret secret)
    {
        var first = Exchanges(truth).ToList();
        foreach (var exchange in first)
            if (exchange.In(truth) is var way && secret.Of(way) != secret.Of(truth) && MightBeToldAlike(way))
                yield return way;
        foreach (var exchange in first)
        {
            var halfWay = exchange.In(truth);
            if (secret.Of(halfWay) == secret.Of(truth))
                continue;
            foreach (var next in Exchanges(halfWay))
                if (next.In(halfWay) is var way && secret.Of(way) != secret.Of(truth) && MightBeToldAlike(way))
                    yield return way;
        }
    }

    /// <summary>Two people who could have answered the other way round, in one round or in all that both answered; of people who are alike, one stands for all.</summary>
    private static IEnumerable<Exchange> Exchanges(OneQuestion way)
    {
        var kinds = Enumerable
            .Range(0, way.People)
            .DistinctBy(person => $"{way.Groups[person]} {string.Join(' ', way.Answers.Select(round => string.Join('.', round[person])))}")
            .ToList();
        var slots = way.Item.Parts.Count;
        for (var i = 0; i < kinds.Count; i++)
        for (var j = i + 1; j < kinds.Count; j++)
        {
            int one = kinds[i],
                other = kinds[j];
            int[] both = [.. Enumerable.Range(0, way.Rounds).Where(round => way.Answered(round, one) && way.Answered(round, other))];
            foreach (var slot in Enumerable.Range(0, slots))
            {
                int[] differing = [.. both.Where(round => way.Answers[round][one][slot] != way.Answers[round][other][slot])];
                if (differing.Length > 1)
                    yield return new(one, other, differing, slot);
                foreach (var round in differing)
                    yield return new(one, other, [round], slot);
            }
        }
    }

    /// <summary>Of what two people answered.</summary>
    private sealed record Exchange(int One, int Other, int[] Rounds, int Slot)
    {
        public OneQuestion In(OneQuestion way) => way.Exchanged(One, Other, Slot, Rounds);
    }

    /// <summary>What is quickly seen: the counts of groups that are shown, and how many moved.</summary>
    private bool MightBeToldAlike(OneQuestion way)
    {
        for (var round = 0; round < way.Rounds; round++)
        {
            var item = told[round].Of(way.Item.Parts[0].Key)!;
            foreach (var group in Shown(item))
                if (Summary(way, group, round) != Summary(truth, group, round))
                    return false;
            if (item.Stability is { Moved: not null } && Moves(way, round) != Moves(truth, round))
                return false;
        }
        return true;
    }

    private string Summary(OneQuestion way, string group, int round)
    {
        var people = Enumerable.Range(0, way.People).Where(person => way.Groups[person] == group && way.Answered(round, person));
        return scale is null
            ? string.Join(
                ' ',
                Enumerable
                    .Range(0, way.Item.Parts.Count)
                    .Select(slot => string.Join(' ', people.Select(person => way.Answers[round][person][slot]).Order()))
            )
            : $"{people.Count(person => way.Answers[round][person][0] >= scale.LowestOfTop)}";
    }

    private static (int, int) Moves(OneQuestion way, int round)
    {
        int up = 0,
            down = 0;
        for (var person = 0; person < way.People; person++)
            if (way.Answered(round, person) && way.Answered(round - 1, person))
                switch (way.Answers[round][person][0] - way.Answers[round - 1][person][0])
                {
                    case > 0:
                        up++;
                        break;
                    case < 0:
                        down++;
                        break;
                }
        return way.Item is RatingItem ? (up, down) : (up + down, 0);
    }
}

/// <summary>How some people answered in a round.</summary>
/// <param name="People">Their places.</param>
/// <param name="Round">Its index.</param>
/// <param name="What">The question, or the option.</param>
/// <param name="View">What of an answer is looked at.</param>
internal sealed record Secret(IReadOnlyList<int> People, int Round, string What, Func<short[], int> View)
{
    public string Of(OneQuestion way) => string.Join(' ', People.Select(person => View(way.Answers[Round][person])).Order());

    /// <summary>Whether they gave the answer that everybody gave, or all but one.</summary>
    public bool IsUsual(OneQuestion way, IReadOnlyList<int> everybody)
    {
        var usual = everybody.CountBy(person => View(way.Answers[Round][person])).MaxBy(answer => answer.Value);
        return usual.Value >= everybody.Count - 1 && People.All(person => View(way.Answers[Round][person]) == usual.Key);
    }

    public bool IsOneAnswer(OneQuestion way, IReadOnlyList<int> people) =>
        people.Select(person => View(way.Answers[Round][person])).Distinct().Count() == 1;
}

/// <summary>What is found.</summary>
/// <param name="Secret">Whose answers.</param>
/// <param name="Answers">These.</param>
/// <param name="NobodyMoved">Whether it is told that nobody moved: then it follows by subtraction alone.</param>
internal sealed record Finding(Secret Secret, string Answers, bool NobodyMoved)
{
    public override string ToString() =>
        $"{Secret.People.Count} people ({string.Join(' ', Secret.People)}) answered {Answers} to {Secret.What} in round {Secret.Round + 1}";
}
