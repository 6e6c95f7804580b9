using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>Why a verdict is as firm as it is, in sentences of which the first begins with the word.</summary>
public static class FirmnessReasons
{
    private const int MostNames = 3;

    /// <summary>What shares of panels are held against, in per cent.</summary>
    public static double[] Limits { get; } = [100 * Firmness.FairlyFirmFrom, 100 * Firmness.FirmFrom, 100];

    /// <summary>Null where nothing was tried.</summary>
    /// <param name="item">The judged item.</param>
    /// <param name="nameOf">The words of a group, by its key.</param>
    public static Sentence? Of(ItemResult item, Func<string, object> nameOf)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(nameOf);
        if (item.Firmness is not { } firmness)
            return null;
        var told = Begun(firmness);
        if (Several(firmness.OtherwiseBy(item).Select(other => ConsensusRule.ShortName(other.Rule))) is { } rules)
            told = new("{0} Anders wäre es nach der Regel {1}.", told, rules);
        if (Several(firmness.OtherwiseWithout(item).Select(without => nameOf(without.Group))) is { } groups)
            told = new("{0} Anders wäre es ohne {1}.", told, groups);
        if (firmness.IsOtherwiseWithLeavers(item))
            told = new("{0} Anders wäre es, wenn alle Ausgeschiedenen so geantwortet hätten wie zuletzt.", told);
        if (firmness.IsOtherwiseWithoutBulkKept(item))
            told = new("{0} Anders wäre es ohne die Antworten, die gesammelt beibehalten wurden.", told);
        return firmness.IsOtherwiseAmongKnowing(item)
            ? new("{0} Anders wäre es allein unter denen, die sich nach eigenen Angaben hier etwas oder gut auskennen.", told)
            : told;
    }

    private static Sentence Begun(Firmness firmness) =>
        (firmness.Word, firmness.Bootstrap) switch
        {
            (FirmnessWord.Firm, { } share) => new(
                "Fest: Auch {0} % der neu gezogenen Panels ergeben dieses Urteil, und jede Gegenprobe ergibt es.",
                Share(share)
            ),
            (FirmnessWord.FairlyFirm, { } share) => new("Eher fest: {0} % der neu gezogenen Panels ergeben dieses Urteil.", Share(share)),
            (FirmnessWord.Narrow, { } share) => new("Knapp: Nur {0} % der neu gezogenen Panels ergeben dieses Urteil.", Share(share)),
            (FirmnessWord.Firm, null) => new("Fest: Jede Gegenprobe ergibt dieses Urteil."),
            (FirmnessWord.FairlyFirm, null) => new("Eher fest: Die meisten neu gezogenen Panels ergeben dieses Urteil."),
            _ => new("Knapp: Viele neu gezogene Panels ergeben ein anderes Urteil."),
        };

    private static Percent Share(double share) => Percent.Of(100 * share, Limits);

    private static Names? Several(IEnumerable<object> names) =>
        names.ToList() is { Count: > 0 } all
            ? new Names([.. all.Take(MostNames)]) { More = Math.Max(0, all.Count - MostNames), Either = true }
            : null;
}
