using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Mail;

namespace Befragung.Web.Exchange;

/// <summary>One expert as a panel file names them.</summary>
public sealed record PanelEntry(int Line, string Name, Mailbox Mailbox, Group Group, string Language);

/// <summary>A line that cannot be taken in, and why.</summary>
public sealed record PanelProblem(int Line, Sentence What);

/// <summary>
/// A panel as a table: name, e-mail, group, language, as CSV or as an Excel workbook; the name may also stand in columns for title, first and last name.
/// All or nothing: with a single problem, nothing is taken in.
/// </summary>
/// <param name="Entries">None where there is any problem.</param>
/// <param name="Problems">In the order of the file, no more than anybody reads.</param>
/// <param name="MoreProblems">How many there are besides.</param>
public sealed record PanelFile(IReadOnlyList<PanelEntry> Entries, IReadOnlyList<PanelProblem> Problems, int MoreProblems = 0)
{
    private const int MostProblems = 200;

    /// <param name="content">The file as it came.</param>
    /// <param name="groups">The study's groups; a file may name them by key or by name.</param>
    /// <param name="languages">The study's languages; the first stands in where a line has none.</param>
    /// <param name="known">Addresses that are in the panel already.</param>
    public static PanelFile Read(byte[] content, IReadOnlyList<Group> groups, IReadOnlyList<string> languages, IEnumerable<string> known)
    {
        var intake = new Intake(groups, languages, known);
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var table = Table.Open(stream);
            if (PanelColumns.Find(table, intake.Refuse) is not { } columns)
                return intake.File;
            do intake.Take(table, columns);
            while (table.Read());
            intake.Finish();
        }
        catch (UnreadableFileException refused)
        {
            intake.Refuse(refused.Line, refused.Sentence);
        }
        return intake.File;
    }

    /// <summary>One reading of a file, row by row.</summary>
    private sealed class Intake
    {
        private readonly IReadOnlyList<Group> groups;
        private readonly IReadOnlyList<string> languages;
        private readonly ILookup<string, Group> groupsByName;
        private readonly string groupsInWords;
        private readonly string languagesInWords;
        private readonly Dictionary<string, int> seen = [];
        private readonly List<PanelEntry> entries = [];
        private readonly List<PanelProblem> problems = [];
        private int count;

        public Intake(IReadOnlyList<Group> groups, IReadOnlyList<string> languages, IEnumerable<string> known)
        {
            this.groups = groups;
            this.languages = languages;
            groupsByName = groups
                .SelectMany(group =>
                    group
                        .Name.Texts.Values.Select(name => (Name: TextFile.FormC(name), Group: group))
                        .DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
                )
                .ToLookup(one => one.Name, one => one.Group, StringComparer.OrdinalIgnoreCase);
            groupsInWords = string.Join(", ", groups.Select(group => group.Key));
            languagesInWords = string.Join(", ", languages);
            // Panels of before may hold a mailbox twice.
            foreach (var address in known)
                seen[Mailbox.KeyOf(address)] = 0;
        }

        public PanelFile File => count > 0 ? new([], problems, count - problems.Count) : new(entries, []);

        public void Refuse(int line, Sentence what)
        {
            count++;
            if (IsFull)
                return;
            problems.Add(new(line, what));
            if (!IsFull)
                return;
            seen.Clear();
            seen.TrimExcess();
        }

        // As many as anybody reads: from here on the others are only counted, and nobody who stands twice is looked for, so that no huge file fills the memory.
        private bool IsFull => problems.Count == MostProblems;

        public void Finish()
        {
            if (entries.Count == 0 && count == 0)
                Refuse(1, new("Unter der Kopfzeile steht keine einzige Zeile."));
        }

        public void Take(Table table, PanelColumns columns)
        {
            var before = count;
            var line = table.Line;
            void Problem(string german, params object[] values) => Refuse(line, new(german, values));

            var name = columns.NameIn(table);
            var email = columns.EmailIn(table);
            if (name.Length is 0 or > 200)
                Problem("Der Name fehlt oder hat über 200 Zeichen.");
            if (!Mailbox.TryRead(email, out var mailbox, out var wrong))
                Refuse(line, wrong);
            else if (!IsFull && !seen.TryAdd(mailbox.Key, line))
            {
                if (seen[mailbox.Key] == 0)
                    Problem("„{0}“ ist schon im Panel.", email);
                else
                    Problem("„{0}“ steht schon in Zeile {1}.", email, seen[mailbox.Key]);
            }
            var group = GroupOf(columns.GroupIn(table), Problem);
            var language = LanguageOf(columns.LanguageIn(table));
            if (!languages.Contains(language))
                Problem("Die Sprache „{0}“ hat diese Studie nicht. Vorhanden sind: {1}.", language, languagesInWords);
            if (count == 0)
                entries.Add(new(line, name, mailbox!, group!, language));
            else if (before == 0)
                entries.Clear();
        }

        private Group? GroupOf(string name, Action<string, object[]> problem)
        {
            foreach (var group in groups)
                if (group.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return group;
            Group[] called = [.. groupsByName[name]];
            if (called.Length == 1)
                return called[0];
            if (called.Length > 1)
                problem(
                    "„{0}“ heißen mehrere Gruppen. Schreiben Sie stattdessen eines von diesen: {1}.",
                    [name, string.Join(", ", called.Select(one => one.Key))]
                );
            else if (Invisible.IndexIn(name) is >= 0 and var index)
                problem(
                    "Im Namen der Gruppe „{0}“ ist das {1}. Zeichen eines, das man nicht sieht ({2}). Löschen Sie es.",
                    [name, index + 1, Invisible.CodeOf(name[index])]
                );
            else
                problem("Die Gruppe „{0}“ gibt es nicht. Vorhanden sind: {1}.", [name, groupsInWords]);
            return null;
        }

        private string LanguageOf(string written) =>
            written switch
            {
                "" => languages[0],
                "deutsch" or "german" => "de",
                "englisch" or "english" => "en",
                _ => written,
            };
    }
}
