using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>
/// The questionnaire that a source becomes: takes sections and questions in their order, gives them keys, keeps texts within their lengths, knows what a
/// condition may look at, and notes whatever is not as it was.
/// </summary>
internal sealed partial class ImportDraft
{
    public const int MostOptions = 100,
        LongestLine = 500,
        MostItems = 2_000;

    private const int LongestName = 200,
        LongestTitle = 300,
        LongestText = 3_000,
        LongestLong = 20_000;

    private readonly Draft draft;
    private readonly List<ImportNote> notes = [];
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private readonly HashSet<string> itemKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> sectionKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Answerable> answerables = new(StringComparer.Ordinal);
    private readonly bool hasPlaceholders;
    private DraftMap? section;

    /// <param name="languages">The first is the main one.</param>
    /// <param name="hasPlaceholders">Whether braces in texts stand for something.</param>
    public ImportDraft(IReadOnlyList<string> languages, bool hasPlaceholders)
    {
        this.hasPlaceholders = hasPlaceholders;
        draft = Draft.New("", [.. languages]);
        var everybody = new DraftMap().Set("key", "alle", isPlain: true);
        draft.SetTexts(everybody, "name", language => language == "de" ? "Alle" : "All");
        draft.Root.ListOf("groups").Entries.Add(everybody);
        Scales = new(this);
    }

    public static Sentence Whole { get; } = new("Fragebogen");

    public IReadOnlyList<string> Languages => draft.Languages;

    public ImportScales Scales { get; }

    public int Count => itemKeys.Count;

    /// <exception cref="UnreadableFileException">There is no question.</exception>
    public ImportedQuestionnaire Finished()
    {
        if (!draft.Items.Any(item => item.TextOf("type") != "information"))
            throw new UnreadableFileException(1, 1, new Sentence("In dieser Datei steht keine Frage, die sich übernehmen lässt."));
        foreach (var empty in draft.Sections.Where(one => !one.MapsOf("items").Any()).ToList())
        {
            draft.Root.ListOf("sections").Entries.Remove(empty);
            Note(
                new Sentence("Abschnitt „{0}“", draft.TextOf(empty, "title")),
                draft.TextOf(empty, "introduction") is { Length: > 0 } introduction
                    ? new Sentence("Hier steht keine Frage; der Abschnitt ist weggefallen, mit ihm der Text „{0}“.", introduction)
                    : new Sentence("Hier steht keine Frage; der Abschnitt ist weggefallen.")
            );
        }
        if (draft.Items.Count() > 500)
            Note(
                Whole,
                new Sentence(
                    "Das {0:=ist eine Frage oder ein Hinweis|sind # Fragen und Hinweise}; ein Fragebogen kann höchstens {1} haben.",
                    draft.Items.Count(),
                    500
                )
            );
        draft.Root.Set("scales", Scales.Made);
        return new(draft, notes);
    }

    public void Note(Sentence place, Sentence what)
    {
        if (said.Add($"{place}\n{what}"))
            notes.Add(new(place, what));
    }

    public void Title(Wording title, string otherwise) =>
        SetText(draft.Root, "title", title.IsBlank ? Wording.Same(otherwise) : title, LongestTitle, Whole, otherwise);

    public void Introduction(Wording text) => SetText(draft.Root, "introduction", text, LongestLong, Whole);

    public void Consent(Wording text) => SetText(draft.Root, "consent", text, LongestLong, Whole);

    /// <summary>In place of the one group of all.</summary>
    public void Groups(Sentence place, IReadOnlyList<SourceOption> groups)
    {
        if (groups.Count == 0)
            return;
        draft.Root.ListOf("groups").Entries.Clear();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var made = new DraftMap();
            made.Set("key", KeyFor(group.Code, group.Name, taken, "gruppe", 'g'), isPlain: true);
            SetText(made, "name", group.Name, LongestName, place, otherwise: made.TextOf("key"));
            draft.Root.ListOf("groups").Entries.Add(made);
        }
    }

    public void Contact(string name, string email)
    {
        if (name.Trim().Length > 0 && Mail.Mailbox.Problem(email) is null)
            draft.Root.Set(
                "contact",
                new DraftMap().Set("name", Clean(name, Whole, isLine: true)).Set("email", Clean(email, Whole, isLine: true))
            );
        else if (name.Trim().Length > 0 || email.Trim().Length > 0)
            Note(
                Whole,
                new Sentence(
                    "Als Kontakt braucht es einen Namen und eine E-Mail-Adresse; hier stehen „{0}“ und „{1}“.",
                    name.Trim(),
                    email.Trim()
                )
            );
    }

    public DraftMap Section(Sentence place, string code, Wording title, Wording introduction, DraftMap? when = null)
    {
        if (sectionKeys.Count >= MostItems)
            throw TooMany();
        section = new DraftMap();
        var key = KeyFor(code, title, sectionKeys, "abschnitt", 'a');
        section.Set("key", key, isPlain: true);
        SetText(section, "title", title, LongestTitle, place, otherwise: code.Length > 0 ? code : key);
        SetText(section, "introduction", introduction, LongestLong, place);
        section.Set("when", when);
        section.ListOf("items");
        draft.Root.ListOf("sections").Entries.Add(section);
        return section;
    }

    public DraftMap Information(SourceQuestion question) => Item(question, "information");

    /// <summary>One rating on one scale.</summary>
    public void Rating(SourceQuestion question, MadeScale scale, string known)
    {
        var item = Item(question, "rating").Set("scale", scale.Name, isPlain: true);
        Know(known, new OneValue(item.TextOf("key"), scale.Values));
    }

    /// <summary>Several statements on one scale: the question as an information above them, each statement a rating.</summary>
    public void Ratings(SourceQuestion question, IReadOnlyList<SourceOption> rows, MadeScale scale)
    {
        foreach (var (row, one) in Rows(question, rows))
            Rating(one, scale, Known(question, row));
    }

    /// <summary>Each row rated by several criteria.</summary>
    public void MultiRatings(
        SourceQuestion question,
        IReadOnlyList<SourceOption> rows,
        IReadOnlyList<(SourceOption Column, MadeScale Scale)> columns,
        Func<SourceOption, SourceOption, string> known
    )
    {
        foreach (var (row, one) in Rows(question, rows))
            Criteria(one, columns, column => known(row, column));
    }

    private void Criteria(
        SourceQuestion question,
        IReadOnlyList<(SourceOption Column, MadeScale Scale)> columns,
        Func<SourceOption, string> known
    )
    {
        var item = Item(question, "multiRating");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (column, scale) in columns)
        {
            var criterion = new DraftMap().Set("key", KeyFor(column.Code, column.Name, taken, "kriterium", 'k'), isPlain: true);
            SetText(criterion, "name", column.Name, LongestName, question.Place, otherwise: column.Code);
            criterion.Set("scale", scale.Name, isPlain: true);
            item.ListOf("criteria").Entries.Add(criterion);
            Know(known(column), new OneValue($"{item.TextOf("key")}.{criterion.TextOf("key")}", scale.Values));
        }
    }

    /// <summary>One question rated by several criteria.</summary>
    public void Criteria(SourceQuestion question, IReadOnlyList<(SourceOption Column, MadeScale Scale)> criteria) =>
        Criteria(question, criteria, _ => "");

    /// <summary>One of several; what has too many or too few answers becomes something else.</summary>
    public void SingleChoice(SourceQuestion question, IReadOnlyList<SourceOption> options, bool hasOther, string known)
    {
        if (options.Count > MostOptions)
        {
            Note(
                question.Place,
                new Sentence(
                    "Zur Wahl {0:=steht eine Antwort|stehen # Antworten}, möglich sind {1}. Die Frage ist jetzt ein Textfeld; die Antworten sind nicht übernommen.",
                    options.Count,
                    MostOptions
                )
            );
            ShortText(question, 200);
            return;
        }
        if (options.Count == 0)
        {
            Note(question.Place, new Sentence("Die Frage hat keine Antworten zur Wahl und ist jetzt ein Textfeld."));
            ShortText(question, 200);
            return;
        }
        var item = Item(question, "singleChoice");
        var values = Options(item, question.Place, WithSecond(question, options), hasOther);
        if (hasOther)
            item.Set("other", "true", isPlain: true);
        Know(known, new OneValue(item.TextOf("key"), values, hasOther));
    }

    public void MultipleChoice(
        SourceQuestion question,
        IReadOnlyList<SourceOption> options,
        bool hasOther,
        int? min,
        int? max,
        string known,
        Func<SourceOption, string>? knownOption = null
    )
    {
        if (options.Count is 0 or > MostOptions || (options.Count == 1 && !hasOther))
        {
            SingleChoice(question, options, hasOther, known);
            return;
        }
        var combinable = options.Count(option => !option.IsExclusive) + (hasOther ? 1 : 0);
        if (combinable < 2 && options.Any(option => option.IsExclusive))
        {
            Note(question.Place, new Sentence("Keine zwei Antworten sind zusammen möglich; die Frage erlaubt jetzt nur eine."));
            SingleChoice(question, options, hasOther, known);
            return;
        }
        var item = Item(question, "multipleChoice");
        if (options.Count == 1)
            options = WithSecond(question, options);
        var values = Options(item, question.Place, options, hasOther);
        if (hasOther)
            item.Set("other", "true", isPlain: true);
        SetCount(item, "min", min, 1, combinable, question.Place);
        SetCount(item, "max", max, Math.Max(1, min ?? 1), combinable, question.Place);
        Know(known, new ManyValues(item.TextOf("key"), values));
        if (knownOption is null)
            return;
        foreach (var option in options)
            if (values.TryGetValue(option.Code, out var key))
                Know(knownOption(option), new OneMark(item.TextOf("key"), key));
    }

    public void Ranking(SourceQuestion question, IReadOnlyList<SourceOption> options, int? top)
    {
        if (options.Count is < 2 or > MostOptions)
        {
            Note(
                question.Place,
                new Sentence(
                    "Zu ordnen {0:=ist eine Antwort|sind # Antworten}, möglich sind 2 bis {1}. Die Frage ist jetzt ein Textfeld; die Antworten sind nicht übernommen.",
                    options.Count,
                    MostOptions
                )
            );
            LongText(question, null);
            return;
        }
        var item = Item(question, "ranking");
        Options(item, question.Place, options, hasOther: false);
        SetCount(item, "top", top, 1, options.Count, question.Place);
    }

    public void Points(SourceQuestion question, IReadOnlyList<SourceOption> options, int total)
    {
        var item = Item(question, "points");
        Options(item, question.Place, options, hasOther: false);
        item.SetPlain("total", Plain(total));
    }

    public void Number(SourceQuestion question, Wording unit, decimal? min, decimal? max, int decimals, string known) =>
        Know(known, new AnyNumber(Number(question, "number", unit, ref min, max, decimals), min, decimals));

    /// <summary>Three numbers: the lowest, the likeliest and the highest.</summary>
    public void Estimate(SourceQuestion question, Wording unit, decimal? min, decimal? max, int decimals) =>
        Number(question, "estimate", unit, ref min, max, decimals);

    private string Number(SourceQuestion question, string type, Wording unit, ref decimal? min, decimal? max, int decimals)
    {
        var item = Item(question, type);
        if (!unit.IsBlank)
        {
            if (draft.Languages.All(language => unit.In(language).Length <= 40))
                draft.SetTexts(item, "unit", language => Clean(Filled(unit).In(language), question.Place, isLine: true));
            else
                Note(question.Place, new Sentence("„{0}“ ist zu lang für eine Einheit und nicht übernommen.", unit.Any));
        }
        if (min >= max)
        {
            Note(
                question.Place,
                new Sentence("Das Kleinste ({0}) ist nicht kleiner als das Größte ({1}); beides ist nicht übernommen.", min!, max!)
            );
            min = max = null;
        }
        item.SetPlain("min", min is { } least ? Plain(least) : null);
        item.SetPlain("max", max is { } most ? Plain(most) : null);
        item.SetPlain("decimals", decimals > 0 ? Plain(decimals) : null);
        return item.TextOf("key");
    }

    public void Ideas(SourceQuestion question, int entries) => Item(question, "ideas").SetPlain("entries", Plain(entries));

    /// <summary>The question that was taken last offers no "keine Angabe".</summary>
    public void MayNotPass()
    {
        if (draft.Items.LastOrDefault() is { } item && item.TextOf("type") is "singleChoice" or "multipleChoice")
            item.SetPlain("noAnswer", "false");
    }

    public void ShortText(SourceQuestion question, int? longest)
    {
        if (longest > LongestLine)
        {
            LongText(question, longest);
            return;
        }
        Item(question, "shortText").SetPlain("maxLength", longest is >= 1 and not 200 ? Plain(longest.Value) : null);
    }

    public void LongText(SourceQuestion question, int? longest) =>
        Item(question, "longText").SetPlain("maxLength", longest is >= 100 and < 10_000 ? Plain(longest.Value) : null);

    /// <summary>Several short answers: one list of ideas where the fields are only numbered, else a text for each.</summary>
    public void ShortTexts(SourceQuestion question, IReadOnlyList<SourceOption> fields, int? longest)
    {
        var words = fields.Select(field => Digits().Replace(field.Name.Any, "").Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (fields.Count is >= 2 and <= 20 && words.Count == 1)
        {
            Note(
                question.Place,
                new Sentence(
                    "{0:=Das eine Feld|Die # Felder} („{1}“ …) {0:=ist|sind} jetzt eine Liste von Ideen.",
                    fields.Count,
                    fields[0].Name.Any
                )
            );
            Item(question, "ideas").SetPlain("entries", Plain(fields.Count));
            return;
        }
        if (fields.Count == 0)
        {
            ShortText(question, longest);
            return;
        }
        foreach (var (_, one) in Rows(question, fields))
            ShortText(one, longest);
    }

    public void Numbers(SourceQuestion question, IReadOnlyList<SourceOption> fields, Wording unit, decimal? min, decimal? max, int decimals)
    {
        foreach (var (row, one) in Rows(question, fields))
            Number(one, unit, min, max, decimals, Known(question, row));
    }

    /// <summary>The question as an information, and a question for each row of it.</summary>
    public IEnumerable<(SourceOption Row, SourceQuestion Question)> Rows(SourceQuestion question, IReadOnlyList<SourceOption> rows)
    {
        if (rows.Count == 0)
        {
            Note(question.Place, new Sentence("Die Frage hat keine Zeilen und ist nicht übernommen: „{0}“.", question.Text.Any));
            yield break;
        }
        if (rows is [var only] && (only.Name.IsBlank || question.Text.IsBlank))
        {
            yield return (only, question with { Text = question.Text.IsBlank ? only.Name : question.Text });
            yield break;
        }
        var above = question.Text.With("\n\n", question.Note);
        if (!above.IsBlank)
            Information(question with { Text = above, Note = Wording.None });
        foreach (var row in rows)
            yield return (
                row,
                question with
                {
                    Code = question.Code.Length > 0 && row.Code.Length > 0 ? $"{question.Code}_{row.Code}" : question.Code + row.Code,
                    Text = row.Name.IsBlank ? Wording.Same(row.Code) : row.Name,
                    Note = Wording.None,
                }
            );
    }

    /// <summary>How conditions name a row of a question.</summary>
    public static string Known(SourceQuestion question, SourceOption row) => $"{question.Code}/{row.Code}";

    public void Know(string name, Answerable about)
    {
        if (name.Length > 0)
            answerables.TryAdd(name, about);
    }

    /// <summary>A condition in terms of the questionnaire; null where there is none, or it cannot be said.</summary>
    /// <param name="written">As the source has it, for notes.</param>
    /// <param name="find">How a name is known here; null for not at all.</param>
    public DraftMap? When(Sentence place, Test test, string written, Func<string, string?>? find = null)
    {
        var found = SaidTest.Of(test, name => answerables.GetValueOrDefault(find is null ? name : find(name) ?? ""));
        var shortened = written.Length > 300 ? written[..299] + "…" : written;
        if (found.Clause is { Is: [] })
        {
            Note(place, new Sentence("Die Bedingung kann nie zutreffen und ist nicht übernommen: {0}", shortened));
            return null;
        }
        if (!found.IsWhole)
            Note(
                place,
                found.Clause is null
                    ? new Sentence("Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: {0}", shortened)
                    : new Sentence("Von der Bedingung ist nur der Teil übernommen, der „{1}“ betrifft: {0}", shortened, found.Clause.Part)
            );
        if (found.Clause is not { } clause)
            return null;
        if (found.NeedsAnswer)
            Note(place, new Sentence("Die Bedingung gilt jetzt nur, wenn „{1}“ beantwortet ist: {0}", shortened, clause.Part));
        return new DraftMap()
            .Set("item", clause.Part, isPlain: true)
            .Set("is", Words(clause.Is))
            .Set("isNot", Words(clause.IsNot))
            .SetPlain("from", clause.From is { } from ? Plain(from) : null)
            .SetPlain("to", clause.To is { } to ? Plain(to) : null);
    }

    /// <summary>Puts a section's questions in an order of their own for each expert, where none depends on another of them.</summary>
    public void Shuffle(DraftMap shuffled, Sentence place)
    {
        var keys = shuffled.MapsOf("items").Select(item => item.TextOf("key")).ToHashSet();
        if (shuffled.MapsOf("items").Any(item => item["when"] is DraftMap when && keys.Contains(when.TextOf("item").Split('.')[0])))
            Note(place, new Sentence("Die zufällige Reihenfolge ist nicht übernommen, weil hier eine Frage von einer anderen abhängt."));
        else
            shuffled.SetPlain("random", "true");
    }

    /// <summary>A word for a point of a scale.</summary>
    public DraftNode Label(Wording words, Sentence place)
    {
        var owner = new DraftMap();
        SetText(owner, "name", words, LongestName, place, otherwise: "?");
        return owner["name"]!;
    }

    private DraftMap Item(SourceQuestion question, string type)
    {
        if (Count >= MostItems)
            throw TooMany();
        if (section is null)
            Section(Whole, "fragen", Wording.Of("Fragen", "Questions"), Wording.None);
        var item = new DraftMap();
        var key = KeyFor(question.Code, question.Text, itemKeys, type == "information" ? "hinweis" : "frage", 'f');
        item.Set("key", key, isPlain: true).Set("type", type, isPlain: true);
        var isInformation = type == "information";
        var text = isInformation && !question.Note.IsBlank ? question.Text.With("\n\n", question.Note) : question.Text;
        SetText(
            item,
            "text",
            text,
            isInformation ? LongestLong : LongestText,
            question.Place,
            otherwise: question.Code.Length > 0 ? question.Code : key
        );
        if (!isInformation)
        {
            SetText(item, "note", question.Note, LongestText, question.Place);
            if (question.IsRequired)
                item.Set("required", "true", isPlain: true);
            if (question.HasComment)
                item.Set("reasons", "true", isPlain: true);
        }
        item.Set("when", question.When?.Copy());
        section!.ListOf("items").Entries.Add(item);
        return item;
    }

    /// <summary>Each cell of a table as a question of its own.</summary>
    public IEnumerable<(SourceOption Cell, SourceQuestion Question)> Cells(
        SourceQuestion question,
        IReadOnlyList<SourceOption> rows,
        IReadOnlyList<SourceOption> columns
    )
    {
        if ((long)rows.Count * columns.Count > MostItems)
            throw TooMany();
        Note(question.Place, new Sentence("Aus jeder Zelle der Tabelle ({0} × {1}) ist eine Frage geworden.", rows.Count, columns.Count));
        return Rows(
            question,
            [
                .. rows.SelectMany(row =>
                    columns.Select(column => new SourceOption($"{row.Code}_{column.Code}", row.Name.With(" – ", column.Name)))
                ),
            ]
        );
    }

    private static UnreadableFileException TooMany() =>
        new(1, 1, new Sentence("Die Datei hat mehr als {0:Frage|Fragen}. Ein Fragebogen kann höchstens {1} haben.", MostItems, 500));

    /// <returns>The keys by the values of the source.</returns>
    private Dictionary<string, string> Options(DraftMap item, Sentence place, IReadOnlyList<SourceOption> options, bool hasOther)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (hasOther)
            taken.Add("other");
        foreach (var source in options)
        {
            var option = new DraftMap();
            var key = KeyFor(source.Key ?? source.Code, source.Name, taken, "antwort", 'a');
            option.Set("key", key, isPlain: true);
            SetText(option, "name", source.Name, LongestName, place, otherwise: source.Code.Length > 0 ? source.Code : key);
            if (source.IsExclusive && item.TextOf("type") == "multipleChoice")
                option.Set("exclusive", "true", isPlain: true);
            item.ListOf("options").Entries.Add(option);
            if (source.Code.Length > 0 && !keys.TryAdd(source.Code, key))
                Note(place, new Sentence("Die Antwort „{0}“ gibt es zweimal.", source.Code));
        }
        if (hasOther && item.TextOf("type") == "singleChoice")
            foreach (var name in (ReadOnlySpan<string>)["-oth-", "other"])
                keys.TryAdd(name, "other");
        return keys;
    }

    private List<SourceOption> WithSecond(SourceQuestion question, IReadOnlyList<SourceOption> options)
    {
        if (options is not [var only])
            return [.. options];
        Note(question.Place, new Sentence("Zur Wahl steht nur eine Antwort; dazugekommen ist „nicht ausgewählt“."));
        return [only, new("nein", Wording.Of("nicht ausgewählt", "not selected"))];
    }

    private void SetCount(DraftMap item, string field, int? count, int least, int most, Sentence place)
    {
        if (count is null or 0)
            return;
        if (count < least || count > most)
            Note(
                place,
                new Sentence(
                    "„{0}“ ({1}) passt nicht zu {2:=der einen Antwort|den # Antworten} und ist nicht übernommen.",
                    field,
                    count,
                    most
                )
            );
        else if (!(field is "max" or "top" && count == most))
            item.SetPlain(field, Plain(count.Value));
    }

    private void SetText(DraftMap owner, string field, Wording text, int most, Sentence place, string? otherwise = null)
    {
        var isLine = field is "title" or "name";
        var cleaned = text.Changed(one => Clean(one, place, isLine));
        if (cleaned.IsBlank)
        {
            if (otherwise is null)
                return;
            Note(place, new Sentence("Hier fehlt der Text; jetzt steht dort „{0}“.", otherwise));
            cleaned = Wording.Same(Clean(otherwise, place, isLine: true));
        }
        if (cleaned.In(Languages[0]).Length == 0)
        {
            Note(place, new Sentence("Hier fehlt der Text in der Sprache „{0}“; jetzt steht dort der andere.", Languages[0]));
            cleaned = Filled(cleaned);
        }
        draft.SetTexts(owner, field, language => Cut(cleaned.In(language), most, place));
    }

    private Wording Filled(Wording text) =>
        text.In(Languages[0]).Length > 0 ? text : new(new Dictionary<string, string>(text.Texts) { [Languages[0]] = text.Any });

    private string Cut(string text, int most, Sentence place)
    {
        if (text.Length <= most)
            return text;
        Note(
            place,
            new Sentence(
                "Der Text hat {0} Zeichen, möglich sind hier {1}. Er ist gekürzt; es fehlt: „{2}“",
                text.Length,
                most,
                text[(most - 1)..]
            )
        );
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    private string Clean(string text, Sentence place, bool isLine)
    {
        if (hasPlaceholders && Placeholder().Match(text) is { Success: true } placeholder)
            Note(
                place,
                new Sentence(
                    "Der Platzhalter „{0}“ steht jetzt als Text da: Antworten lassen sich nicht in Texte einsetzen.",
                    placeholder.Value
                )
            );
        var clean = text;
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            var kept = new StringBuilder(text.Length);
            foreach (var rune in TextFile.FormC(WithoutHalves(text)).EnumerateRunes())
                if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFD or 0xFFFE or 0xFFFF))
                    kept.Append(rune);
                else if (rune.Value is not '\r')
                    Note(place, new Sentence("Ein unsichtbares oder beschädigtes Zeichen ist weggefallen."));
            clean = kept.ToString();
        }
        return Invisible.Trimmed(isLine ? string.Join(' ', clean.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : clean);
    }

    /// <summary>Halves of pairs, which no form has, become a replacement.</summary>
    private static string WithoutHalves(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune);
        return whole.ToString();
    }

    private static string KeyFor(string code, Wording words, HashSet<string> taken, string otherwise, char before)
    {
        var from = code.Trim().Length > 0 ? code.Trim() : FirstWords(words.Any);
        if (from.Length > 0 && char.IsAsciiDigit(from[0]))
            from = before + from;
        // Words that are no texts to whatever reads YAML.
        if (from.ToLowerInvariant() is "true" or "false" or "null" or "yes" or "no" or "y" or "n" or "on" or "off")
            from = before + "_" + from;
        var key = Draft.KeyFor(from, taken, otherwise);
        taken.Add(key);
        return key;
    }

    private static string FirstWords(string text)
    {
        var words = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, 8, StringSplitOptions.RemoveEmptyEntries).Take(7))
        {
            var letters = string.Concat(word.Where(char.IsLetterOrDigit));
            if (letters.Length == 0)
                continue;
            if (words.Length > 0 && words.Length + letters.Length > 24)
                break;
            words.Append(words.Length > 0 ? "_" : "").Append(letters);
        }
        return words.ToString();
    }

    private static DraftList? Words(IReadOnlyList<string>? words) =>
        words is null ? null : new(words.Select(word => new DraftText(word, isPlain: true)));

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$?\{[^{}\n]{1,200}\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\d\s.:)(]+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Digits();
}
