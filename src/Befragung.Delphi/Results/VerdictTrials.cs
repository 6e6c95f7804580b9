using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>
/// Tries how firm the verdict on an item is: by other rules, without each group, with those who left, without answers kept in bulk, among those who say that they know the field, and on panels drawn anew from those who took part. All of it from the
/// answers of before and now, by group; how many points a panel's average majority has (APMO) stays what it was.
/// </summary>
internal sealed class VerdictTrials
{
    public const int Panels = 2000;

    private readonly Scale scale;
    private readonly StudySettings settings;
    private readonly double? apmo;
    private readonly Func<Draws> draws;
    private readonly IReadOnlyList<(string Key, AnswerTable Table)> shown;
    private readonly AnswerTable rest;
    private readonly AnswerTable all;
    private readonly int[] leavers;
    private readonly IReadOnlyList<AnswerTable> inBulk;
    private readonly IReadOnlyList<AnswerTable> knowing;

    /// <param name="scale">Of the item.</param>
    /// <param name="settings">Of the study.</param>
    /// <param name="apmo">Of the round.</param>
    /// <param name="draws">See <see cref="PairedChange.Of"/>.</param>
    /// <param name="shown">The groups that may be shown, by their keys.</param>
    /// <param name="rest">Everybody else who handed in, together: what is told must not tell their groups apart.</param>
    /// <param name="countsBefore">All answers of the round that asked the item last, by point.</param>
    /// <param name="inBulk">Who kept their answer together with others: of each shown group, and then of everybody else; empty where it is not known.</param>
    /// <param name="knowing">Who says that they know somewhat or well what is asked, likewise; empty where nobody was asked.</param>
    public VerdictTrials(
        Scale scale,
        StudySettings settings,
        double? apmo,
        Func<Draws> draws,
        IReadOnlyList<(string Key, AnswerTable Table)> shown,
        AnswerTable rest,
        IReadOnlyList<int> countsBefore,
        IReadOnlyList<AnswerTable> inBulk,
        IReadOnlyList<AnswerTable> knowing
    )
    {
        this.scale = scale;
        this.settings = settings;
        this.apmo = apmo;
        this.draws = draws;
        this.shown = shown;
        this.rest = rest;
        this.inBulk = inBulk;
        this.knowing = knowing;
        all = AnswerTable.Sum(scale.Points, [.. shown.Select(group => group.Table), rest]);
        // Who answered before and has not handed in now.
        leavers = [.. countsBefore.Zip(all.Before(), (then, here) => Math.Max(0, then - here))];
    }

    /// <summary>How firm an item's verdict is.</summary>
    /// <param name="judged">With its verdict, which is not open.</param>
    /// <param name="panels">Random numbers for the panels.</param>
    public Firmness Of(ItemResult judged, Draws panels)
    {
        var firmness = new Firmness(FirmnessWord.Narrow)
        {
            Bootstrap = ShareOfPanels(judged, panels),
            Rules = [.. OtherRules().Select(rule => ByRule(judged, rule))],
            WithoutGroup = [.. shown.Select(group => Without(group.Key))],
            LeaversLast = leavers.Sum() == 0 ? null : WithLeavers(),
            WithoutBulkKept = WithoutBulkKept(),
            AmongKnowing = AmongKnowing(),
        };
        return firmness with
        {
            Word = firmness.Bootstrap switch
            {
                >= Firmness.FirmFrom when firmness.HoldsThroughout(judged) => FirmnessWord.Firm,
                >= Firmness.FairlyFirmFrom => FirmnessWord.FairlyFirm,
                _ => FirmnessWord.Narrow,
            },
        };
    }

    /// <summary>The other rules at their usual limits, as far as they are made for the scale.</summary>
    private IEnumerable<ConsensusRule> OtherRules() =>
        from name in Enum.GetValues<RuleName>()
        where name != settings.Consensus.Name
        let rule = ConsensusRule.AtUsualLimits(name, scale.Points)
        where rule is not null
        select rule;

    private VerdictByRule ByRule(ItemResult judged, ConsensusRule rule)
    {
        var (verdict, side) = Verdicts.Of(Answers(all, Tables), judged.Stability!.Pairs, judged.Stability.State, rule, apmo);
        return new(rule.Name, verdict, side);
    }

    private IEnumerable<AnswerTable> Tables => shown.Select(group => group.Table);

    private VerdictWithoutGroup Without(string key)
    {
        List<AnswerTable> others = [.. shown.Where(group => group.Key != key).Select(group => group.Table)];
        var table = AnswerTable.Sum(scale.Points, [.. others, rest]);
        var (verdict, side) = Judged(table, others, new CountedChanges(table, scale, leavers, draws));
        return new(key, verdict, side);
    }

    /// <summary>What those who left said last is what they say now: nobody of them moved.</summary>
    private OtherVerdict WithLeavers()
    {
        var table = AnswerTable.Sum(scale.Points, [all]);
        for (var point = 1; point <= scale.Points; point++)
            table[point, point] += leavers[point - 1];
        // Nobody has left any more.
        var (verdict, side) = Judged(table, Tables, new CountedChanges(table, scale, new int[scale.Points], draws));
        return new(verdict, side);
    }

    /// <summary>As if those who kept their answer together with others had not taken part; null where they, or those who are left, are few: it would tell of them.</summary>
    private OtherVerdict? WithoutBulkKept()
    {
        List<AnswerTable> left = [.. Tables.Append(rest).Zip(inBulk, (table, kept) => table.Without(kept))];
        var table = AnswerTable.Sum(scale.Points, left);
        var people = table.Now().Sum();
        var kept = all.Now().Sum() - people;
        if (left.Count == 0 || kept < Math.Max(1, settings.SmallestCell) || (people > 0 && people < settings.SmallestCell))
            return null;
        // A rule that looks at every group looks at none of whom few are left.
        var groups = left.Take(shown.Count).Where(group => group.Now().Sum() >= settings.SmallestCell);
        var (verdict, side) = Judged(table, groups, new CountedChanges(table, scale, leavers, draws));
        return new(verdict, side);
    }

    /// <summary>
    /// As if only those had taken part who say that they know somewhat or well what is asked; null where they, or all others, are few, since it would tell of them, and where so few of them
    /// answered twice that there is no verdict. Who left said nothing of it now, so nobody of them counts here.
    /// </summary>
    private OtherVerdict? AmongKnowing()
    {
        var table = AnswerTable.Sum(scale.Points, knowing);
        var people = table.Now().Sum();
        var fewest = Math.Max(1, settings.SmallestCell);
        if (people < fewest || all.Now().Sum() - people < fewest)
            return null;
        var groups = knowing.Take(shown.Count).Where(group => group.Now().Sum() >= settings.SmallestCell);
        var (verdict, side) = Judged(table, groups, new CountedChanges(table, scale, new int[scale.Points], draws));
        return verdict == Verdict.Open ? null : new(verdict, side);
    }

    private (Verdict Verdict, Band? Side) Judged(AnswerTable table, IEnumerable<AnswerTable> groups, IChanges changes)
    {
        // With too few pairs there is no verdict that a test would decide.
        StabilityState? state =
            changes.Pairs < Verdicts.FewestPairs ? null : StabilityStates.Of(changes, settings.Stability, ordered: true);
        return Verdicts.Of(Answers(table, groups), changes.Pairs, state, settings.Consensus, apmo);
    }

    private RatedAnswers Answers(AnswerTable table, IEnumerable<AnswerTable> groups) =>
        new(
            scale,
            settings.QuantileType,
            table.Now(),
            table.Missing,
            groups.Select(group => Comet.Of(group.Now(), scale.Top, scale.Bottom))
        );

    /// <summary>The share of the panels, each group drawn anew from itself, that are judged as the item was.</summary>
    private double ShareOfPanels(ItemResult judged, Draws draws)
    {
        List<Stratum> strata = [.. Tables.Append(rest).Select(table => new Stratum(table.Cells))];
        // Only where a rule looks at them.
        var left = settings.Stability is ScheibeRule ? new Stratum(leavers) : new Stratum([]);
        var leaving = new int[scale.Points];
        // Apart only where the rule looks at them; else all go straight into the whole.
        var groups = settings.Consensus is CometRule { EveryGroup: true } ? strata.ConvertAll(_ => new AnswerTable(scale.Points)) : [];
        var whole = new AnswerTable(scale.Points);
        var same = 0;
        for (var panel = 0; panel < Panels; panel++)
        {
            whole.Clear();
            for (var group = 0; group < strata.Count; group++)
            {
                if (groups.Count == 0)
                {
                    strata[group].Draw(draws, whole.Cells);
                    continue;
                }
                groups[group].Clear();
                strata[group].Draw(draws, groups[group].Cells);
                whole.Add(groups[group]);
            }
            Array.Clear(leaving);
            left.Draw(draws, leaving);
            var (verdict, side) = Judged(whole, groups.Take(shown.Count), new DrawnChanges(whole, scale, leaving, draws));
            if (new OtherVerdict(verdict, side).IsThatOf(judged))
                same++;
        }
        return (double)same / Panels;
    }
}
