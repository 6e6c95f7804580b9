using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>What stands out among verdicts, in sentences; nothing while all are open. The team's verdict counts where there is one.</summary>
public static class VerdictFindings
{
    private const int MostNames = 3;

    /// <summary>Of ratings that stand side by side, the most important first; empty where no verdict is settled.</summary>
    public static IEnumerable<Sentence> OfSeries(SeriesReport series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!series.Judged)
            yield break;
        if (Strongest(series) is { } strongest)
            yield return strongest;
        else
            yield return new("Bei keiner Bewertung besteht Konsens (0 von {0})", series.Sorted.Count);
        if (With(series, Verdict.Polarised) is { } camps)
            yield return new("In zwei Lager teilen sich die Antworten auf {0}", camps);
        if (With(series, Verdict.Dissent) is { } dissent)
            yield return new("Uneinig ist sich das Panel bei {0}", dissent);
        if (With(series, Verdict.NoMajority) is { } without)
            yield return new("Keine Mehrheit gibt es bei {0}", without);
        if (With(series, Verdict.Moving) is { } unstable)
            yield return new("Noch in Bewegung sind die Antworten auf {0}", unstable);
    }

    private static Sentence? Strongest(SeriesReport series)
    {
        var consensual = Having(series, Verdict.Consensus);
        if (consensual.Count == 0)
            return null;
        var most = consensual.Max(part => part.Newest!.StrengthOn(series.Scale));
        var first = consensual.FindAll(part => part.Newest!.StrengthOn(series.Scale) == most);
        object[] values =
        [
            consensual.Count,
            series.Sorted.Count,
            Most(consensual.Count, Named(first)),
            first[0].Newest!.Share(series.Scale, first[0].Newest!.SideOn(series.Scale))!,
        ];
        return first.Count == 1
            ? new("Konsens besteht bei {0} von {1:Bewertung|Bewertungen}, {2}: {3}", values)
            : new(
                "Konsens besteht bei {0} von {1:Bewertung|Bewertungen}, mit gleich großer Mehrheit bei {2}",
                [.. values[..2], Named(first)]
            );
    }

    /// <summary>Which of so many stand out; of a single one there is no most. Any rule may have made the consensus, so it is the majority that is compared.</summary>
    internal static Sentence Most(int many, Names names, string most = "mit der größten Mehrheit bei {0}") =>
        many == 1 ? new("nämlich bei {0}", names) : new(most, names);

    private static Names? With(SeriesReport series, Verdict verdict) =>
        Having(series, verdict) is { Count: > 0 } parts ? Named(parts) : null;

    private static List<PartReport> Having(SeriesReport series, Verdict verdict) =>
        [.. series.Sorted.Where(part => part.Newest!.Verdict == verdict)];

    private static Names Named(List<PartReport> parts) =>
        new([.. parts.Take(MostNames).Select(part => (object)part.Name.Item)]) { More = Math.Max(0, parts.Count - MostNames) };
}
