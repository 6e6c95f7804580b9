using System.Globalization;
using System.Xml.Linq;
using Befragung.Delphi;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>The texts of a project, and which places in them are coded.</summary>
/// <param name="project">Knows its codes, notes and texts, and takes what there is to tell.</param>
/// <param name="coders">Who is known.</param>
internal sealed class QdeSources(QdeReader project, HashSet<Guid> coders)
{
    private readonly List<ExchangedSource> all = [];
    private readonly List<Place> places = [];
    private readonly HashSet<Guid> ids = [],
        codingIds = [];

    public IReadOnlyList<ExchangedSource> All => all;

    public void Take(XElement source)
    {
        switch (source.Name.LocalName)
        {
            case "TextSource":
                Take(source, source);
                break;
            case "PDFSource":
                foreach (var selection in QdeReader.Children(source, "PDFSelection"))
                    project.Skipped(selection);
                if (QdeReader.Child(source, "Representation") is { } representation)
                    Take(source, representation);
                else
                    project.Skipped(source);
                break;
            default:
                project.Skipped(source);
                break;
        }
    }

    /// <summary>
    /// All codings. Most programs write as the end of a place the first character behind it; by the standard's words it could be the last one in it. Where a file writes the words of its places beside
    /// them, they decide.
    /// </summary>
    public IReadOnlyList<ExchangedCoding> Codings()
    {
        var behind = places.Count(place => place.Says(place.End));
        var within = places.Count(place => place.Says(place.End + 1));
        if (within > behind)
            project.Tell(
                "end",
                places[0].Selection,
                _ => new Sentence(
                    "Die Enden der kodierten Stellen sind als letztes Zeichen verstanden, das noch dazugehört; so passen sie zu ihren Wörtern."
                )
            );
        var codings = new List<ExchangedCoding>();
        foreach (var place in places)
        {
            var end = place.End is { } last && within > behind ? last + 1 : place.End;
            if (place.RangeTo(end) is { } range)
                Take(place, range, codings);
            else
                project.Tell(
                    "outside",
                    place.Selection,
                    count => new Sentence(
                        "Kodierte Stellen, die leer sind oder außerhalb ihres Textes liegen, sind nicht übernommen (Anzahl: {0}).",
                        count
                    )
                );
        }
        return codings;
    }

    /// <param name="source">What has the name and the number.</param>
    /// <param name="text">What has the text and its places.</param>
    private void Take(XElement source, XElement text)
    {
        if (QdeReader.IdOf(source, "guid") is not { } id)
        {
            project.Tell("numberless", source, count => new Sentence("Texte ohne Nummer sind nicht übernommen (Anzahl: {0}).", count));
            return;
        }
        if (!ids.Add(id))
        {
            project.Tell(
                "source twice",
                source,
                count => new Sentence("Texte, die zweimal in der Datei stehen: Es gilt der erste (Anzahl: {0}).", count)
            );
            return;
        }
        if (project.TextOf(text) is not { } words)
        {
            project.Tell(
                "textless",
                source,
                count => new Sentence(
                    "Texte, die die Datei nicht als reinen Text enthält, sind mit ihren Kodierungen nicht übernommen (Anzahl: {0}).",
                    count
                )
            );
            return;
        }
        all.Add(
            new(
                id,
                QdeReader.Told(source, "name"),
                words,
                project.Variable(source, "Sprache"),
                project.Variable(source, "Gruppe"),
                project.Variable(source, "Frage")
            )
        );
        project.Place(source, id);
        var points = new CodePoints(words);
        foreach (var selection in QdeReader.Children(text, "PlainTextSelection"))
            places.Add(new(id, words, points, selection, Number(selection, "startPosition"), Number(selection, "endPosition"), false));
        places.Add(new(id, words, points, source, 0, points.Count, true));
    }

    private void Take(Place place, (int Start, int Length) range, List<ExchangedCoding> codings)
    {
        Guid? first = null;
        foreach (var coding in QdeReader.Children(place.Selection, "Coding"))
        {
            var by = coding.Attribute("creatingUser") is null
                ? QdeReader.IdOf(place.Selection, "creatingUser")
                : QdeReader.IdOf(coding, "creatingUser");
            foreach (var reference in QdeReader.Children(coding, "CodeRef"))
            {
                if (QdeReader.IdOf(reference, "targetGUID") is not { } code || !project.IsCode(code))
                {
                    project.Tell(
                        "codeless",
                        coding,
                        count => new Sentence(
                            "Kodierungen mit einem Code, den es in der Datei nicht gibt, sind nicht übernommen (Anzahl: {0}).",
                            count
                        )
                    );
                    continue;
                }
                var id = QdeReader.IdOf(coding, "guid") ?? Derived.From(place.Source, "coding");
                while (!codingIds.Add(id))
                    id = Derived.From(id, code.ToString());
                codings.Add(
                    new(id, place.Source, range.Start, range.Length, code, by is { } known && coders.Contains(known) ? known : null)
                );
                project.Place(coding, id);
                first ??= id;
            }
        }
        if (!place.IsWhole)
            project.Place(place.Selection, first ?? place.Source);
    }

    private static int? Number(XElement element, string attribute) =>
        int.TryParse(QdeReader.Told(element, attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <param name="Start">In characters of Unicode, as the file has it; null where it is no number. So the end.</param>
    /// <param name="IsWhole">Whether it is all of the text.</param>
    private sealed record Place(Guid Source, string Text, CodePoints Points, XElement Selection, int? Start, int? End, bool IsWhole)
    {
        /// <summary>Where it is, as a string counts, were this its end; null where that is none.</summary>
        public (int Start, int Length)? RangeTo(int? end) =>
            IsWhole ? (0, Text.Length)
            : Start is { } start and >= 0 && end is { } to && to > start && to <= Points.Count
                ? (Points.UnitOf(start), Points.UnitOf(to) - Points.UnitOf(start))
            : null;

        /// <summary>Whether it has the words that stand beside it, were this its end.</summary>
        public bool Says(int? end) =>
            !IsWhole
            && RangeTo(end) is { } range
            && QdeReader.Told(Selection, "name") is { Length: > 0 } name
            && Text.AsSpan(range.Start, range.Length).Trim().SequenceEqual(name)
            && !char.IsWhiteSpace(Text[range.Start + range.Length - 1]);
    }
}
