using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange;

/// <summary>Which column of a panel is what, by the words of its header. Above the header there may be a title.</summary>
internal sealed class PanelColumns
{
    private const int MostRowsAboveHeader = 10;
    private const string Name = "name",
        FirstName = "firstName",
        LastName = "lastName",
        Title = "title",
        Email = "email",
        Group = "group",
        Language = "language",
        Salutation = "salutation";

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
        ["adresse"] = Email,
        ["group"] = Group,
        ["gruppe"] = Group,
        ["akteursgruppe"] = Group,
        ["groupkey"] = Group,
        ["language"] = Language,
        ["sprache"] = Language,
        // Letters greet everybody alike; the column only helps to tell the header.
        ["anrede"] = Salutation,
        ["salutation"] = Salutation,
    };

    private readonly Dictionary<string, int> columns;

    private PanelColumns(Dictionary<string, int> columns) => this.columns = columns;

    /// <summary>Reads up to the first row below the header, which the table then stands on; null where there is no header or nothing below it.</summary>
    /// <param name="refuse">Is told the line and what is wrong.</param>
    public static PanelColumns? Find(Table table, Action<int, Sentence> refuse)
    {
        PanelColumns? best = null;
        var bestLine = 1;
        for (var row = 0; row < MostRowsAboveHeader; row++)
        {
            if (!table.Read())
                break;
            if (table[0].StartsWith("befragung:", StringComparison.Ordinal))
            {
                refuse(
                    table.Line,
                    new("Das ist ein Fragebogen und kein Panel: Einen Fragebogen laden Sie auf der Seite „Studie anlegen“ hoch.")
                );
                return null;
            }
            var found = new PanelColumns(Of(table));
            if (found.Missing.Count == 0)
            {
                if (table.Read())
                    return found;
                refuse(table.Line, new("Unter der Kopfzeile steht keine einzige Zeile."));
                return null;
            }
            if (best is not null && found.columns.Count <= best.columns.Count)
                continue;
            best = found;
            bestLine = table.Line;
        }
        if (best is null)
            refuse(1, new("Die Datei ist leer."));
        foreach (var missing in best?.Missing ?? [])
            refuse(bestLine, new("In der Kopfzeile fehlt die Spalte „{0}“. Gebraucht werden: Name, E-Mail, Gruppe, Sprache.", missing));
        return null;
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

    public string LanguageIn(Table table) => Cell(table, Language).ToLowerInvariant();

    private List<string> Missing
    {
        get
        {
            var missing = new List<string>();
            if (!columns.ContainsKey(Name) && !columns.ContainsKey(LastName))
                missing.Add("Name");
            if (!columns.ContainsKey(Email))
                missing.Add("E-Mail");
            if (!columns.ContainsKey(Group))
                missing.Add("Gruppe");
            return missing;
        }
    }

    private static Dictionary<string, int> Of(Table header)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < header.Fields.Count; column++)
            if (Known.TryGetValue(Plain(header[column]), out var field))
                found.TryAdd(field, column);
        return found;
    }

    private static string Plain(string cell) => string.Concat(cell.Where(char.IsLetter)).ToLowerInvariant();

    private string Cell(Table table, string field) =>
        columns.TryGetValue(field, out var column) ? InOneLine(Invisible.WithoutDirections(table[column])) : "";

    private static string InOneLine(string text)
    {
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
