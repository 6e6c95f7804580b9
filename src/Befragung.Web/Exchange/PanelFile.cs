using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Mail;
using Befragung.Web.Text;

namespace Befragung.Web.Exchange;

/// <summary>One expert as a panel file names them.</summary>
/// <param name="Language">Where the file names none, the study's first.</param>
/// <param name="NamesLanguage">Whether the file names it.</param>
/// <param name="Trait">What the team wants to know of somebody beforehand; null where the file says nothing.</param>
/// <param name="Post">Where paper goes; null where the file says nothing.</param>
public sealed record PanelEntry(
    int Line,
    string Name,
    Mailbox? Mailbox,
    Group Group,
    string Language,
    bool NamesLanguage = true,
    string? Trait = null,
    PostalAddress? Post = null
)
{
    /// <summary>Under which nobody else may be in the panel.</summary>
    public string Key { get; } = PostalAddress.KeyOf(Mailbox, Post, Name);
}

/// <summary>What is wrong in a line.</summary>
/// <param name="Field">The name of the column, as the key of a text; null where it is in none.</param>
public sealed record PanelProblem(int Line, Sentence What, string? Field = null);

/// <summary>
/// A panel as a table: name, e-mail or postal address, group, language, as CSV or as an Excel workbook; the name may also stand in columns for title, first and last name, and the
/// postal address in those of street, town and the like.
/// </summary>
/// <param name="Entries">The lines that are right.</param>
/// <param name="Problems">In the order of the file, no more than anybody reads.</param>
/// <param name="MoreProblems">How many there are besides.</param>
public sealed record PanelFile(IReadOnlyList<PanelEntry> Entries, IReadOnlyList<PanelProblem> Problems, int MoreProblems = 0)
{
    private const int MostProblems = 200,
        MostOfName = 200,
        MostOfTrait = 100;

    /// <summary>The columns of the file, as far as it has a header.</summary>
    public IReadOnlyList<PanelHeader> Columns { get; private init; } = [];

    /// <summary>Whether one is missing without which no line can be read.</summary>
    public bool LacksColumns { get; private init; }

    /// <summary>How many lines have something wrong in them.</summary>
    public int WrongLines { get; private init; }

    /// <summary>A name in one line, and without marks of direction, as it goes into the heads of letters.</summary>
    public static string InOneLine(string? text) => Invisible.Trimmed(PanelColumns.InOneLine(text ?? ""));

    /// <param name="content">The file as it came.</param>
    /// <param name="groups">The study's groups; a file may name them by key or by name.</param>
    /// <param name="languages">The study's languages; the first stands in where a line has none.</param>
    /// <param name="assigned">What columns are that do not say it by their header; by the header as it is compared.</param>
    public static PanelFile Read(
        byte[] content,
        IReadOnlyList<Group> groups,
        IReadOnlyList<string> languages,
        IReadOnlyDictionary<string, string>? assigned = null
    )
    {
        var intake = new Intake(groups, languages);
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var table = Table.Open(stream);
            var columns = PanelColumns.Find(table, assigned ?? new Dictionary<string, string>(), intake.Refuse);
            intake.Columns = columns?.Headers ?? [];
            intake.LacksColumns = columns is { IsEnough: false };
            if (columns is not { IsEnough: true } || table.Line == 0 || intake.IsRefused)
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
        private readonly Dictionary<string, int> seenWithPost = [];
        private readonly List<PanelEntry> entries = [];
        private readonly List<PanelProblem> problems = [];
        private int count;
        private int wrongLines;

        public IReadOnlyList<PanelHeader> Columns { get; set; } = [];

        public bool LacksColumns { get; set; }

        public bool IsRefused => count > 0;

        public Intake(IReadOnlyList<Group> groups, IReadOnlyList<string> languages)
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
        }

        public PanelFile File =>
            new(entries, problems, count - problems.Count)
            {
                Columns = Columns,
                LacksColumns = LacksColumns,
                WrongLines = wrongLines,
            };

        public void Refuse(int line, Sentence what) => Refuse(line, null, what);

        private void Refuse(int line, string? field, Sentence what)
        {
            count++;
            // As many as anybody reads: from here on the others are only counted.
            if (problems.Count < MostProblems)
                problems.Add(new(line, what, field));
        }

        public void Finish()
        {
            if (entries.Count == 0 && count == 0)
                Refuse(1, new("Unter der Kopfzeile steht keine einzige Zeile."));
        }

        public void Take(Table table, PanelColumns columns)
        {
            var before = count;
            var line = table.Line;
            void Problem(string field, string german, params object[] values) => Refuse(line, field, new(german, values));

            var name = columns.NameIn(table);
            var email = columns.EmailIn(table);
            var trait = columns.TraitIn(table);
            if (name.Length is 0 or > MostOfName)
                Problem("Name", "Der Name fehlt oder hat über 200 Zeichen.");
            Mailbox? mailbox = null;
            if ((email.Length > 0 || !columns.HasPost) && !Mailbox.TryRead(email, out mailbox, out var wrong))
                Refuse(line, "E-Mail", wrong);
            else if (mailbox is not null && seen.TryGetValue(mailbox.Key, out var first))
                Problem("E-Mail", "„{0}“ steht schon in Zeile {1}.", email, first);
            if (columns.PostIn(table, name, email.Length > 0, out var post) is { } incomplete)
                Refuse(line, "Postanschrift", incomplete);
            else if (columns.HasPost && email.Length == 0 && post is null)
                Problem("E-Mail", "Es fehlt eine E-Mail-Adresse oder eine Postanschrift. Eines von beiden wird gebraucht.");
            else if (post is not null)
                NeverTwice(line, name, mailbox, post);
            var group = GroupOf(columns.GroupIn(table), (german, values) => Problem("Gruppe", german, values));
            var written = columns.LanguageIn(table);
            var language = LanguageOf(written);
            if (!languages.Contains(language))
                Problem("Sprache", "Die Sprache „{0}“ hat diese Studie nicht. Vorhanden sind: {1}.", language, languagesInWords);
            if (trait.Length > MostOfTrait)
                Problem("Fachgebiet", "Das Fachgebiet hat über {0} Zeichen.", MostOfTrait);
            // Of two lines with one address the second is wrong, whatever else is wrong in the first.
            if (mailbox is not null)
                seen.TryAdd(mailbox.Key, line);
            if (count == before)
                entries.Add(new(line, name, mailbox, group!, language, written.Length > 0, trait.Length > 0 ? trait : null, post));
            else
                wrongLines++;
        }

        /// <summary>Two of one name at one place are two people only where each has a mailbox.</summary>
        private void NeverTwice(int line, string name, Mailbox? mailbox, PostalAddress post)
        {
            var key = post.KeyWith(name);
            if ((mailbox is null ? seenWithPost : seen).TryGetValue(key, out var first))
                Refuse(line, "Postanschrift", new("{0} mit derselben Postanschrift steht schon in Zeile {1}.", name, first));
            seenWithPost.TryAdd(key, line);
            if (mailbox is null)
                seen.TryAdd(key, line);
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
                "leichte sprache" => LanguageTag.EasyGerman,
                _ when LanguageTag.Read(written) is { } tag && languages.Contains(tag) => tag,
                // As a language is called in itself, or in German or English.
                _ => languages.FirstOrDefault(tag => NamesOf(tag).Contains(written, StringComparer.OrdinalIgnoreCase)) ?? written,
            };

        private static IEnumerable<string> NamesOf(string tag) =>
            Languages.All.Select(page => Languages.In(page, () => Languages.NameOf(tag))).Append(Languages.OwnName(tag));
    }
}
