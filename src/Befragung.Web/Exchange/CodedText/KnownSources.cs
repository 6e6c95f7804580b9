using Befragung.Delphi;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>
/// Puts what was coded elsewhere back onto the answers that are here: each text is found by its number, and by its words where that is unknown; and each place where it is now, though other programs
/// end lines in another way, or somebody has changed a word beside it.
/// </summary>
public static class KnownSources
{
    private static readonly Sentence Whole = new("Datei");

    /// <param name="read">What came.</param>
    /// <param name="known">What is here.</param>
    /// <returns>The same with the numbers and texts that are here; what could not be found is left out, with a note.</returns>
    public static ReadCodedAnswers Matched(ReadCodedAnswers read, IReadOnlyList<ExchangedSource> known)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(known);
        var told = new CodedNotes();
        var targets = Targets(read.Answers.Sources, known, told);
        var sources = read.Answers.Sources.ToDictionary(source => source.Id);
        var codings = new List<ExchangedCoding>();
        foreach (var coding in read.Answers.Codings)
        {
            if (!targets.TryGetValue(coding.Source, out var target))
                continue;
            if (RangeIn(target.Text, sources[coding.Source].Text, coding.Start, coding.Length) is (var start, var length))
                codings.Add(coding with { Source = target.Id, Start = start, Length = length });
            else
                told.Add(
                    "place",
                    Whole,
                    count => new Sentence("Kodierte Stellen, deren Text hier anders lautet, sind nicht übernommen (Anzahl: {0}).", count)
                );
        }
        HashSet<Guid> kept =
        [
            .. codings.Select(coding => coding.Id),
            .. read.Answers.Codes.Select(code => code.Id),
            .. targets.Values.Select(target => target.Id),
        ];
        var notes = read
            .Answers.Notes.Select(note =>
                note.Of is { } of && targets.TryGetValue(of, out var target) ? note with { Of = target.Id } : note
            )
            .Where(note => note.Of is not { } of || kept.Contains(of));
        return new(
            read.Answers with
            {
                Sources = [.. targets.Values.DistinctBy(target => target.Id)],
                Codings = codings,
                Notes = [.. notes],
            },
            [.. read.Notes, .. told.All]
        );
    }

    private static Dictionary<Guid, ExchangedSource> Targets(
        IReadOnlyList<ExchangedSource> sources,
        IReadOnlyList<ExchangedSource> known,
        CodedNotes told
    )
    {
        var byId = known.ToDictionary(source => source.Id);
        var targets = sources.Where(source => byId.ContainsKey(source.Id)).ToDictionary(source => source.Id, source => byId[source.Id]);
        // Answers that say the same are handed out one after the other, as they come.
        var left = known
            .Where(source => !targets.ContainsKey(source.Id))
            .GroupBy(source => Comparable(source.Text), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => new Queue<ExchangedSource>(same), StringComparer.Ordinal);
        foreach (var source in sources.Where(source => !targets.ContainsKey(source.Id)))
            if (left.TryGetValue(Comparable(source.Text), out var same) && same.Count > 0)
                targets.Add(source.Id, same.Dequeue());
            else
                told.Add(
                    "source",
                    Whole,
                    count => new Sentence(
                        "Texte, die es hier nicht gibt, sind mit ihren Kodierungen nicht übernommen (Anzahl: {0}).",
                        count
                    )
                );
        return targets;
    }

    /// <summary>Where a place of one text is in another; null where it is not.</summary>
    private static (int Start, int Length)? RangeIn(string text, string from, int start, int length)
    {
        if (length == from.Length || from == text)
            return length == from.Length ? (0, text.Length) : (start, length);
        if (QdpxWriter.Written(from) == QdpxWriter.Written(text))
        {
            var begin = UnitAt(text, QdpxWriter.Written(from[..start]).Length);
            return (begin, UnitAt(text, QdpxWriter.Written(from[..(start + length)]).Length) - begin);
        }
        var words = TextFile.FormC(QdpxWriter.Written(from.Substring(start, length))).Trim();
        if (words.Length == 0 || QdpxWriter.Written(text) is not { } lines || TextFile.FormC(lines) != lines)
            return null;
        var nearest = -1;
        for (var at = lines.IndexOf(words, StringComparison.Ordinal); at >= 0; at = lines.IndexOf(words, at + 1, StringComparison.Ordinal))
            if (nearest < 0 || Math.Abs(at - start) < Math.Abs(nearest - start))
                nearest = at;
        if (nearest < 0)
            return null;
        var first = UnitAt(text, nearest);
        return (first, UnitAt(text, nearest + words.Length) - first);
    }

    /// <summary>Where in a text something stands that stands there when all its lines end in one sign.</summary>
    private static int UnitAt(string text, int written)
    {
        var at = 0;
        for (var count = 0; count < written && at < text.Length; count++)
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        return at;
    }

    private static string Comparable(string text) => TextFile.FormC(QdpxWriter.Written(text)).Trim();
}
