using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange;

/// <summary>A column of a panel file.</summary>
/// <param name="Key">The header as it is compared.</param>
/// <param name="Title">As it stands there.</param>
/// <param name="Example">What stands below it first.</param>
/// <param name="Field">What is in it, as one of <see cref="PanelFields"/>; null where the header does not say it.</param>
public sealed record PanelHeader(string Key, string Title, string Example, string? Field);

/// <summary>What can be in a column of a panel, each with its name as the key of a text.</summary>
public static class PanelFields
{
    /// <summary>What is not taken.</summary>
    public const string None = "-";

    public const string Trait = "trait";

    public static IReadOnlyList<(string Field, string Name)> All { get; } =
    [
        ("name", "Name (Vor- und Nachname)"),
        ("firstName", "Vorname"),
        ("lastName", "Nachname"),
        ("title", "Titel"),
        ("email", "E-Mail"),
        ("group", "Gruppe"),
        ("language", "Sprache"),
        (Trait, "Fachgebiet oder anderes Merkmal"),
        ("institution", "Institution, als Zeile der Postanschrift"),
        ("street", "Straße, auch mit Hausnummer"),
        ("houseNumber", "Hausnummer"),
        ("addressExtra", "Adresszusatz"),
        ("zip", "Postleitzahl"),
        ("city", "Ort"),
        ("country", "Land"),
        ("post", "Postanschrift in einer Spalte"),
    ];
}

/// <summary>Which column of a panel is what, by the words of its header. Above the header there may be a title.</summary>
internal sealed partial class PanelColumns
{
    private const int MostRowsAboveHeader = 10,
        LongestHeader = 100;
    private const string Name = "name",
        FirstName = "firstName",
        LastName = "lastName",
        Title = "title",
        Email = "email",
        Group = "group",
        Language = "language",
        Salutation = "salutation",
        Institution = "institution",
        Street = "street",
        HouseNumber = "houseNumber",
        AddressExtra = "addressExtra",
        Zip = "zip",
        City = "city",
        Country = "country",
        Post = "post";

    // That of mails; where there is a column for these as well, that of the post.
    private const string AnyAddress = "adresse";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["name"] = Name,
        ["vorundnachname"] = Name,
        ["vorundzuname"] = Name,
        ["fullname"] = Name,
        ["vorname"] = FirstName,
        ["vornamen"] = FirstName,
        ["firstname"] = FirstName,
        ["givenname"] = FirstName,
        ["nachname"] = LastName,
        ["familienname"] = LastName,
        ["zuname"] = LastName,
        ["lastname"] = LastName,
        ["surname"] = LastName,
        ["familyname"] = LastName,
        ["titel"] = Title,
        ["akademischertitel"] = Title,
        ["title"] = Title,
        ["email"] = Email,
        ["mail"] = Email,
        ["emailadresse"] = Email,
        ["mailadresse"] = Email,
        ["emailaddress"] = Email,
        [AnyAddress] = Email,
        ["group"] = Group,
        ["gruppe"] = Group,
        ["akteursgruppe"] = Group,
        ["groupkey"] = Group,
        ["language"] = Language,
        ["sprache"] = Language,
        // Letters greet everybody alike; the column only helps to tell the header.
        ["anrede"] = Salutation,
        ["salutation"] = Salutation,
        ["fachgebiet"] = PanelFields.Trait,
        ["fachrichtung"] = PanelFields.Trait,
        ["expertise"] = PanelFields.Trait,
        ["merkmal"] = PanelFields.Trait,
        ["field"] = PanelFields.Trait,
        ["institution"] = Institution,
        ["organisation"] = Institution,
        ["organization"] = Institution,
        ["einrichtung"] = Institution,
        ["firma"] = Institution,
        ["company"] = Institution,
        ["straße"] = Street,
        ["strasse"] = Street,
        ["straßehausnummer"] = Street,
        ["strassehausnummer"] = Street,
        ["straßeundhausnummer"] = Street,
        ["strasseundhausnummer"] = Street,
        ["street"] = Street,
        ["streetaddress"] = Street,
        ["hausnummer"] = HouseNumber,
        ["hausnr"] = HouseNumber,
        ["housenumber"] = HouseNumber,
        ["adresszusatz"] = AddressExtra,
        ["zusatz"] = AddressExtra,
        ["addressline"] = AddressExtra,
        ["plz"] = Zip,
        ["postleitzahl"] = Zip,
        ["zip"] = Zip,
        ["zipcode"] = Zip,
        ["postcode"] = Zip,
        ["postalcode"] = Zip,
        ["ort"] = City,
        ["wohnort"] = City,
        ["stadt"] = City,
        ["city"] = City,
        ["town"] = City,
        ["land"] = Country,
        ["country"] = Country,
        ["postanschrift"] = Post,
        ["postadresse"] = Post,
        ["anschrift"] = Post,
        ["postaladdress"] = Post,
        ["mailingaddress"] = Post,
    };

    private readonly Dictionary<string, int> columns;

    private PanelColumns(Dictionary<string, int> columns, IReadOnlyList<PanelHeader> headers)
    {
        this.columns = columns;
        Headers = headers;
    }

    /// <summary>All that the header has.</summary>
    public IReadOnlyList<PanelHeader> Headers { get; private set; }

    /// <summary>Whether lines can be read by them.</summary>
    public bool IsEnough => Missing.Count == 0;

    /// <summary>
    /// Reads up to the first row below the header, which the table then stands on; null where there is no header. Where columns are missing, the row that looks most like a
    /// header, which somebody may tell what its columns are.
    /// </summary>
    /// <param name="assigned">What somebody told, by the header as it is compared.</param>
    /// <param name="refuse">Is told the line and what is wrong.</param>
    public static PanelColumns? Find(Table table, IReadOnlyDictionary<string, string> assigned, Action<int, Sentence> refuse)
    {
        var rows = new List<(int Line, PanelColumns Columns)>();
        while (rows.Count < MostRowsAboveHeader && table.Read())
        {
            if (table[0].StartsWith("befragung:", StringComparison.Ordinal))
            {
                refuse(
                    table.Line,
                    new("Das ist ein Fragebogen und kein Panel: Einen Fragebogen laden Sie auf der Seite „Studie anlegen“ hoch.")
                );
                return null;
            }
            // What stands below a header shows what its columns are.
            if (rows.Count > 0)
                rows[^1].Columns.Show(table);
            var found = Of(table, assigned);
            if (found.IsEnough)
            {
                var line = table.Line;
                if (table.Read())
                    found.Show(table);
                else
                    refuse(line, new("Unter der Kopfzeile steht keine einzige Zeile."));
                return found;
            }
            rows.Add((table.Line, found));
        }
        if (rows.Count == 0)
        {
            refuse(1, new("Die Datei ist leer."));
            return null;
        }
        var (bestLine, best) = rows.OrderByDescending(row => row.Columns.columns.Count)
            .ThenByDescending(row => row.Columns.Headers.Count >= 3)
            .First();
        // No header has an address in it: this is somebody of the panel, and nothing to be assigned or remembered.
        if (best.Headers.Any(one => one.Title.Contains('@', StringComparison.Ordinal)))
            best.Headers = [];
        foreach (var missing in best.Missing)
            refuse(
                bestLine,
                new("In der Kopfzeile fehlt die Spalte „{0}“. Gebraucht werden: Name, E-Mail oder Postanschrift, Gruppe, Sprache.", missing)
            );
        return best;
    }

    /// <summary>In one line, and without marks of direction: names go into the heads of letters.</summary>
    public string NameIn(Table table)
    {
        // Beside a first name, "Name" is the last one.
        string[] parts =
            columns.ContainsKey(FirstName) || columns.ContainsKey(LastName)
                ? [Cell(table, Title), Cell(table, FirstName), columns.ContainsKey(LastName) ? Cell(table, LastName) : Cell(table, Name)]
                : [Cell(table, Title), Cell(table, Name)];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    public string EmailIn(Table table) => Cell(table, Email);

    public string GroupIn(Table table) => Cell(table, Group);

    public string TraitIn(Table table) => Cell(table, PanelFields.Trait);

    public string LanguageIn(Table table) => Cell(table, Language).ToLowerInvariant();

    private List<string> Missing
    {
        get
        {
            var missing = new List<string>();
            if (!columns.ContainsKey(Name) && !columns.ContainsKey(LastName))
                missing.Add("Name");
            if (!columns.ContainsKey(Email) && !HasPost)
                missing.Add("E-Mail");
            if (!columns.ContainsKey(Group))
                missing.Add("Gruppe");
            return missing;
        }
    }

    private static PanelColumns Of(Table header, IReadOnlyDictionary<string, string> assigned)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var headers = new List<PanelHeader>();
        var hasEmail = header.Fields.Select(Plain).Any(plain => plain != AnyAddress && Known.GetValueOrDefault(plain) == Email);
        string? FieldOf(string plain) => plain == AnyAddress && hasEmail ? Post : Known.GetValueOrDefault(plain);
        // What somebody told comes before what the header says.
        foreach (var told in (bool[])[true, false])
            for (var column = 0; column < header.Fields.Count; column++)
                if (assigned.TryGetValue(Plain(header[column]), out var other) == told)
                {
                    var field = told ? other! : FieldOf(Plain(header[column]));
                    if (field is not null and not PanelFields.None)
                        found.TryAdd(field, column);
                }
        for (var column = 0; column < header.Fields.Count; column++)
            if (Plain(header[column]) is { Length: > 0 } plain)
                headers.Add(new(plain, InOneLine(header[column]), "", FieldOf(plain)));
        return new(
            found,
            [
                .. headers
                    .DistinctBy(one => one.Key)
                    .Select(one => assigned.TryGetValue(one.Key, out var field) ? one with { Field = field } : one),
            ]
        )
        {
            places = [.. header.Fields.Select(Plain)],
        };
    }

    /// <summary>Where each header stands.</summary>
    private List<string> places = [];

    private void Show(Table below) =>
        Headers = [.. Headers.Select(one => one with { Example = InOneLine(below[places.IndexOf(one.Key)]) })];

    private static string Plain(string cell)
    {
        var letters = string.Concat(cell.Where(char.IsLetter)).ToLowerInvariant();
        return letters.Length > LongestHeader ? letters[..LongestHeader] : letters;
    }

    private string Cell(Table table, string field) =>
        columns.TryGetValue(field, out var column) ? InOneLine(Exchange.Cell.Restored(table[column])) : "";

    internal static string InOneLine(string text)
    {
        text = Invisible.WithoutDirections(text);
        // Mostly there is nothing to do, and a file may have very many cells.
        if (!text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)))
            return text;
        return string.Join(
            ' ',
            string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
    }
}
