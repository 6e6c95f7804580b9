using System.Net.Mail;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using CsvHelper;

namespace Befragung.Web.Exchange;

/// <summary>One expert as a panel file names them.</summary>
public sealed record PanelEntry(int Line, string Name, string Email, Group Group, string Language);

/// <summary>A line that cannot be taken in, and why.</summary>
public sealed record PanelProblem(int Line, Sentence What);

/// <summary>
/// A panel as CSV: name, e-mail, group, language; comma, semicolon or tab; UTF-8 with or without BOM, or what Excel saves.
/// All or nothing: with a single problem, nothing is taken in.
/// </summary>
public sealed record PanelFile(IReadOnlyList<PanelEntry> Entries, IReadOnlyList<PanelProblem> Problems)
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["name"] = ["name"],
        ["email"] = ["email", "mail", "emailadresse", "emailaddress", "adresse"],
        ["group"] = ["group", "gruppe", "akteursgruppe", "groupkey"],
        ["language"] = ["language", "sprache"],
    };

    /// <param name="content">The file as it came.</param>
    /// <param name="groups">The study's groups; a file may name them by key or by name.</param>
    /// <param name="languages">The study's languages; the first stands in where a line has none.</param>
    /// <param name="known">Addresses that are in the panel already.</param>
    public static PanelFile Read(byte[] content, IReadOnlyList<Group> groups, IReadOnlyList<string> languages, IEnumerable<string> known)
    {
        var text = Decode(content);
        if (string.IsNullOrWhiteSpace(text))
            return new([], [new(1, new("Die Datei ist leer."))]);
        if (text.Contains('\0', StringComparison.Ordinal))
            return new([], [new(1, new("Das ist keine Textdatei. Bitte speichern Sie die Tabelle als CSV."))]);
        var problems = new List<PanelProblem>();
        var entries = new List<PanelEntry>();
        using var csv = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                HasHeader = false,
                TrimWhitespace = true,
                TrackLineNumbers = true,
                AllowLineBreaksInQuotes = false,
                MaxRecordSize = 100_000,
                OnMalformedRecord = bad => problems.Add(new((int)bad.LineNumber, new("Ein Anführungszeichen steht hier nicht richtig."))),
            }
        );
        try
        {
            Dictionary<string, int>? columns = null;
            var seen = known.ToDictionary(address => address, _ => 0, StringComparer.OrdinalIgnoreCase);
            while (csv.Read())
            {
                var (line, fields) = ((int)csv.LineNumber, csv.Current.ToArray());
                if (columns is null)
                {
                    columns = ColumnsOf(fields, line, problems);
                    if (columns is null)
                        return new([], problems);
                }
                else if (
                    Array.Exists(fields, field => field.Length > 0)
                    && EntryOf(fields, columns, line, groups, languages, seen, problems) is { } entry
                )
                {
                    entries.Add(entry);
                }
            }
        }
        catch (CsvFormatException broken)
        {
            problems.Add(new((int)Math.Max(1, broken.LineNumber), new("Ab hier lässt sich die Datei nicht lesen: Die Zeile ist zu lang.")));
        }
        if (entries.Count == 0 && problems.Count == 0)
            problems.Add(new(1, new("Unter der Kopfzeile steht keine einzige Zeile.")));
        return new(entries, [.. problems.OrderBy(problem => problem.Line)]);
    }

    /// <summary>UTF-8, UTF-16 with its mark, or else the Western encoding that Excel writes in Germany.</summary>
    private static string Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(content.AsSpan(2));
        if (content is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(content.AsSpan(2));
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content);
        }
    }

    private static Dictionary<string, int>? ColumnsOf(string[] header, int line, List<PanelProblem> problems)
    {
        var columns = new Dictionary<string, int>();
        foreach (var (field, names) in Names)
        {
            var index = Array.FindIndex(header, cell => names.Contains(Plain(cell)));
            if (index >= 0)
                columns[field] = index;
        }
        foreach (var (field, german) in ((string, string)[])[("name", "Name"), ("email", "E-Mail"), ("group", "Gruppe")])
            if (!columns.ContainsKey(field))
                problems.Add(
                    new(line, new("In der Kopfzeile fehlt die Spalte „{0}“. Gebraucht werden: Name, E-Mail, Gruppe, Sprache.", german))
                );
        return problems.Count == 0 ? columns : null;
    }

    private static string Plain(string cell) => string.Concat(cell.Where(char.IsLetter)).ToLowerInvariant();

    private static PanelEntry? EntryOf(
        string[] fields,
        Dictionary<string, int> columns,
        int line,
        IReadOnlyList<Group> groups,
        IReadOnlyList<string> languages,
        Dictionary<string, int> seen,
        List<PanelProblem> problems
    )
    {
        var before = problems.Count;
        string Field(string name) => columns.TryGetValue(name, out var index) && index < fields.Length ? fields[index].Trim() : "";
        void Problem(string german, params object[] values) => problems.Add(new(line, new(german, values)));

        var (name, email, groupName, language) = (
            InOneLine(Field("name")),
            Field("email"),
            Field("group"),
            Field("language").ToLowerInvariant()
        );
        if (name.Length is 0 or > 200)
            Problem("Der Name fehlt oder hat über 200 Zeichen.");
        if (!IsAddress(email))
            Problem("„{0}“ ist keine gültige E-Mail-Adresse.", email);
        else if (!seen.TryAdd(email, line))
        {
            if (seen[email] == 0)
                Problem("„{0}“ ist schon im Panel.", email);
            else
                Problem("„{0}“ steht schon in Zeile {1}.", email, seen[email]);
        }
        var group = groups.FirstOrDefault(one =>
            one.Key.Equals(groupName, StringComparison.OrdinalIgnoreCase)
            || one.Name.Texts.Values.Contains(groupName, StringComparer.OrdinalIgnoreCase)
        );
        if (group is null)
            Problem("Die Gruppe „{0}“ gibt es nicht. Vorhanden sind: {1}.", groupName, string.Join(", ", groups.Select(one => one.Key)));
        if (language.Length == 0)
            language = languages[0];
        else
            language = language switch
            {
                "deutsch" or "german" => "de",
                "englisch" or "english" => "en",
                _ => language,
            };
        if (!languages.Contains(language))
            Problem("Die Sprache „{0}“ hat diese Studie nicht. Vorhanden sind: {1}.", language, string.Join(", ", languages));
        return problems.Count == before ? new(line, name, email, group!, language) : null;
    }

    /// <summary>Names go into the heads of letters: neither control characters nor line breaks of any kind.</summary>
    private static string InOneLine(string text) =>
        string.Join(
            ' ',
            string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    // Letters beyond ASCII before the @ are refused by the mail client, each time it is tried.
    private static bool IsAddress(string email) =>
        email.Length <= 254
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email
        && Ascii.IsValid(address.User)
        && !email.Any(char.IsWhiteSpace)
        && !email.Any(char.IsControl);
}
