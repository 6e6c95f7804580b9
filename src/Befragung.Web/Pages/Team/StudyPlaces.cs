using Befragung.Delphi.Studies;

namespace Befragung.Web.Pages.Team;

/// <summary>A place in the way around a study.</summary>
/// <param name="Name">What it is called, as the key of a text.</param>
/// <param name="Address">Where its link leads.</param>
/// <param name="Mark">For <c>aria-current</c>: "page" on the page itself, "true" on one below it; null elsewhere.</param>
public sealed record StudyPlace(string Name, string Address, string? Mark);

/// <summary>The way around a study: all places that are there yet, and at which of them a page is.</summary>
public static class StudyPlaces
{
    private static readonly string[] OfResults = ["ergebnis", "urteile", "festigkeit", "begruendungen"];

    private static readonly string[] OfCoding = ["kodierung", "nennungen", "aehnlich", "vergleich", "thesen"];

    /// <param name="path">The address of the page.</param>
    /// <param name="seesContacts">Whether whoever looks writes to the people of the panel.</param>
    public static IReadOnlyList<StudyPlace> Of(Study study, string path, bool seesContacts)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(path);
        var all = Known(study, seesContacts).ToList();
        // The longest address says where one is: a round's results are evaluation, not rounds.
        var here = all.MaxBy(place => place.Below.Where(below => IsIn(path, below)).Select(below => below.Length).DefaultIfEmpty().Max());
        return
        [
            .. all.Select(place => new StudyPlace(
                place.Name,
                place.Address,
                place != here ? null
                    : path == place.Address ? "page"
                    : "true"
            )),
        ];
    }

    private static IEnumerable<(string Name, string Address, string[] Below)> Known(Study study, bool seesContacts)
    {
        var root = $"/team/studien/{study.Key}";
        yield return ("Übersicht", root, []);
        yield return ("Fragebogen", $"{root}/fragebogen", [$"{root}/fragebogen", $"{root}/vorschau", $"{root}/probelauf"]);
        yield return ("Panel", $"{root}/panel", [$"{root}/panel"]);
        yield return ("Offener Link", $"{root}/offen", [$"{root}/offen"]);
        if (seesContacts)
            yield return ("Anschreiben", $"{root}/anschreiben", [$"{root}/anschreiben"]);
        yield return ("Runden", $"{root}/runden/{study.CurrentRound.Number}", [$"{root}/runden", $"{root}/weiter", $"{root}/planung"]);
        if (study.Rounds.Where(round => round.Result is not null).MaxBy(round => round.Number) is { } closed)
        {
            string[] results = [.. study.Rounds.SelectMany(round => OfResults.Select(page => $"{root}/runden/{round.Number}/{page}"))];
            yield return ("Auswertung", $"{root}/runden/{closed.Number}/ergebnis", results);
            // The newest whose answers may be read.
            if (study.Rounds.Where(round => round.Result is { IsTooSmall: false }).MaxBy(round => round.Number) is { } read)
                yield return (
                    "Kodierung",
                    $"{root}/runden/{read.Number}/kodierung",
                    [$"{root}/codes", .. study.Rounds.SelectMany(round => OfCoding.Select(page => $"{root}/runden/{round.Number}/{page}"))]
                );
            yield return (
                "Bericht",
                $"{root}/berichte",
                [
                    $"{root}/berichte",
                    ReportAddresses.Preview(study.Key).Page(ReportVersion.Whole),
                    $"{root}/gestaltung",
                    $"{root}/ergebnisseite",
                ]
            );
            yield return ("Daten", $"{root}/daten", [$"{root}/daten"]);
        }
        yield return ("Team", $"{root}/team", [$"{root}/team"]);
        yield return ("Chronik", $"{root}/chronik", [$"{root}/chronik"]);
    }

    private static bool IsIn(string path, string below) => path == below || path.StartsWith(below + "/", StringComparison.Ordinal);
}
