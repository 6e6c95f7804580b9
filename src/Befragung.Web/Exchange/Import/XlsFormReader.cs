using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Exchange.Import;

/// <summary>An XLSForm, the workbook of ODK, KoboToolbox and SurveyCTO, as a questionnaire.</summary>
internal sealed partial class XlsFormReader
{
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase)
    {
        "type",
        "name",
        "label",
        "hint",
        "required",
        "relevant",
        "constraint",
        "constraint_message",
        "required_message",
        "parameters",
        "appearance",
        "$given_name",
        "$kuid",
        "$autoname",
        "kuid",
        "note",
        "notes",
        "comment",
        "comments",
        "disabled",
    };

    /// <summary>What is gathered by a device and asked of nobody.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "phonenumber",
        "email",
        "audit",
        "simserial",
        "subscriberid",
        "start-geopoint",
        "background-audio",
        "xml-external",
        "csv-external",
    };

    private readonly SheetRows survey;
    private readonly SheetRows choices;
    private readonly SheetRows settings;
    private readonly List<(string Base, string Language)> columns;
    private readonly List<(string Base, string Language)> choiceColumns;
    private readonly Dictionary<string, List<SourceOption>> lists = new(StringComparer.Ordinal);
    private readonly string usual;
    private readonly ImportDraft target;
    private readonly Stack<(Sentence Place, string Code, Wording Title, DraftMap? When)> groups = new();
    private bool hasSection;

    public XlsFormReader(SheetRows survey, SheetRows choices, SheetRows settings)
    {
        this.survey = survey;
        this.choices = choices;
        this.settings = settings;
        columns = [.. survey.Header.Select(Named)];
        choiceColumns = [.. choices.Header.Select(Named)];
        var named = columns.Concat(choiceColumns).Where(one => one.Base == "label").Select(one => one.Language).Distinct().ToList();
        var written = Code(Setting("default_language"));
        var guessed = LanguageGuess.Of(string.Join(' ', survey.Rows.SelectMany(row => row.Cells).Take(4_000)));
        usual =
            written is "de" or "en" ? written
            : named.Contains("de") && !named.Contains("en") ? "de"
            : named.Contains("en") && !named.Contains("de") ? "en"
            : guessed;
        var spoken = named
            .Where(language => language is "de" or "en")
            .Append(named.Contains("") || !named.Exists(one => one is "de" or "en") ? usual : "")
            .Where(one => one.Length > 0)
            .Distinct()
            .ToList();
        target = new([.. spoken.OrderBy(language => language == usual ? 0 : 1)], hasPlaceholders: true);
        if (written is not ("de" or "en") && named.Contains(""))
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „{0}“.", usual)
            );
        foreach (var language in named.Where(language => language is not ("de" or "en" or "")))
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte in der Sprache „{0}“ sind nicht übernommen. Möglich sind Deutsch und Englisch.", language)
            );
    }

    public ImportedQuestionnaire Read(string title)
    {
        var own = Setting("form_title");
        target.Title(Plain(own), title);
        for (var i = 0; i < settings.Header.Count; i++)
            if (
                settings.Rows.Count > 0
                && i < settings.Rows[0].Cells.Count
                && settings.Rows[0].Cells[i].Length > 0
                && settings.Header[i].ToLowerInvariant()
                    is not ("form_title" or "form_id" or "default_language" or "version" or "id_string" or "title" or "style")
            )
                target.Note(
                    ImportDraft.Whole,
                    new Sentence("Die Einstellung „{0}“ ist nicht übernommen: {1}", settings.Header[i], settings.Rows[0].Cells[i])
                );
        Lists();
        foreach (var (line, cells) in survey.Rows)
            Row(new("Zeile {0}", line), cells);
        return target.Finished();
    }

    private void Lists()
    {
        var (list, name) = (choices.Column("list_name"), choices.Column("name"));
        list = list >= 0 ? list : choices.Column("list name");
        name = name >= 0 ? name : choices.Column("value");
        foreach (var (line, cells) in choices.Rows)
        {
            if (Cell(cells, list) is not { Length: > 0 } of)
                continue;
            var place = new Sentence("Blatt choices, Zeile {0}", line);
            var label = Texts(choiceColumns, cells, "label", place);
            if (!lists.TryGetValue(of, out var options))
                lists[of] = options = [];
            options.Add(new(Cell(cells, name), label.IsBlank ? Plain(Cell(cells, name)) : label));
        }
    }

    private void Row(Sentence place, IReadOnlyList<string> cells)
    {
        var type = string.Join(' ', Of(cells, "type").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (type.Length == 0)
            return;
        var name = Of(cells, "name");
        if (Of(cells, "disabled") is "yes" or "true")
        {
            target.Note(place, new Sentence("Die Zeile ist ausgeschaltet und nicht übernommen."));
            return;
        }
        switch (type.ToLowerInvariant().Replace(' ', '_'))
        {
            case "begin_group" or "begin_repeat":
                if (type.EndsWith("repeat", StringComparison.OrdinalIgnoreCase))
                    target.Note(place, new Sentence("Wiederholungen gibt es hier nicht; die Fragen stehen einmal da."));
                Others(place, cells);
                Begin(place, name, cells);
                return;
            case "end_group" or "end_repeat":
                groups.TryPop(out _);
                hasSection = false;
                return;
        }
        Others(place, cells);
        var words = type.Split(' ');
        if (Silent.Contains(type) || words[0] is "calculate" or "hidden")
        {
            target.Note(place, new Sentence("„{0}“ ({1}) fragt niemanden und ist nicht übernommen.", name, type));
            return;
        }
        if (!hasSection)
            Section(place);
        var question = new SourceQuestion(
            place,
            name,
            Texts(columns, cells, "label", place) is { IsBlank: false } label ? label : Plain(name)
        )
        {
            Note = Texts(columns, cells, "hint", place),
            IsRequired = Of(cells, "required").ToLowerInvariant() is "yes" or "true" or "true()" or "1",
            When = When(place, Of(cells, "relevant")),
        };
        if (!question.IsRequired && Of(cells, "required") is not ("" or "no" or "false" or "false()" or "0") and var required)
            target.Note(place, new Sentence("Wann die Antwort nötig ist, ist nicht übernommen: {0}", required));
        Typed(question, words, cells);
    }

    private void Typed(SourceQuestion question, string[] type, IReadOnlyList<string> cells)
    {
        var place = question.Place;
        switch (type[0].ToLowerInvariant())
        {
            case "select_one" or "select1":
                Select(question, type, cells, isMultiple: false);
                break;
            case "select_multiple":
                Select(question, type, cells, isMultiple: true);
                break;
            case "rank":
                target.Ranking(question, ListOf(type, place), null);
                break;
            case "integer" or "decimal":
                var (min, max) = Bounds(place, Of(cells, "constraint"));
                target.Number(
                    question,
                    Wording.None,
                    min,
                    max,
                    type[0].Equals("decimal", StringComparison.OrdinalIgnoreCase) ? 2 : 0,
                    question.Code
                );
                if (type[0].Equals("decimal", StringComparison.OrdinalIgnoreCase))
                    target.Note(
                        ImportDraft.Whole,
                        new Sentence("Zahlen, die nicht ganz sein müssen, haben jetzt höchstens zwei Stellen nach dem Komma.")
                    );
                return;
            case "range":
                Range(question, Of(cells, "parameters"));
                break;
            case "text":
                if (Of(cells, "appearance").Contains("multiline", StringComparison.OrdinalIgnoreCase))
                    target.LongText(question, null);
                else
                    target.ShortText(question, null);
                break;
            case "note":
                target.Information(question);
                break;
            case "date" or "time" or "datetime" or "datetime-local":
                target.Note(place, new Sentence("Eine Eingabe vom Typ „{0}“ wird jetzt als Text geschrieben.", type[0]));
                target.ShortText(question, 30);
                break;
            case "acknowledge" or "trigger":
                target.SingleChoice(
                    question,
                    [new("OK", Wording.Of("Zur Kenntnis genommen", "Acknowledged"))],
                    hasOther: false,
                    question.Code
                );
                break;
            default:
                target.Note(
                    place,
                    new Sentence("Fragen vom Typ „{0}“ gibt es hier nicht; sie ist nicht übernommen: „{1}“", type[0], question.Text.Any)
                );
                return;
        }
        if (Of(cells, "constraint") is { Length: > 0 } constraint)
            target.Note(place, new Sentence("Die Prüfung der Antwort ist nicht übernommen: {0}", constraint));
    }

    private void Select(SourceQuestion question, string[] type, IReadOnlyList<string> cells, bool isMultiple)
    {
        var options = ListOf(type, question.Place);
        var hasOther = type.Contains("or_other", StringComparer.OrdinalIgnoreCase);
        if (isMultiple)
            target.MultipleChoice(question, options, hasOther, null, null, question.Code);
        else if (
            Of(cells, "appearance").Contains("likert", StringComparison.OrdinalIgnoreCase)
            && !hasOther
            && target.Scales.Named(question.Place, options) is { } scale
        )
            target.Rating(question, scale, question.Code);
        else
            target.SingleChoice(question, options, hasOther, question.Code);
    }

    private void Range(SourceQuestion question, string parameters)
    {
        var first = Parameter(parameters, "start") ?? 0;
        var last = Parameter(parameters, "end") ?? 10;
        var step = Parameter(parameters, "step") is { } written and > 0 ? written : 1;
        var points =
            step == decimal.Truncate(step) && first == decimal.Truncate(first) && Math.Abs(first) <= 1_000 && step <= 1_000
                ? Math.Floor((last - first) / step) + 1
                : 0;
        if (points is >= 2 and <= ImportScales.Most)
            target.Rating(question, target.Scales.Numbered(question.Place, (int)points, (int)first, (int)step), question.Code);
        else
            target.Number(question, Wording.None, first, last, Math.Min(4, (int)step.Scale), question.Code);
    }

    private void Begin(Sentence place, string name, IReadOnlyList<string> cells)
    {
        var title = Texts(columns, cells, "label", place);
        var when = When(place, Of(cells, "relevant"));
        if (when is not null && groups.Any(outer => outer.When is not null))
            target.Note(
                place,
                new Sentence(
                    "Hier gelten zwei Bedingungen zugleich, die der Gruppe und die der Gruppe um sie; übernommen ist nur die innere."
                )
            );
        if (title.IsBlank && groups.TryPeek(out var around))
            title = around.Title;
        groups.Push((place, name, title, when ?? groups.Select(outer => outer.When).FirstOrDefault(outer => outer is not null)));
        hasSection = false;
    }

    private void Section(Sentence place)
    {
        hasSection = true;
        if (groups.TryPeek(out var group))
            target.Section(
                group.Place,
                group.Code,
                group.Title.IsBlank ? Plain(group.Code) : group.Title,
                Wording.None,
                (DraftMap?)group.When?.Copy()
            );
        else
            target.Section(place, "", Wording.Of("Fragen", "Questions"), Wording.None);
    }

    private DraftMap? When(Sentence place, string written) =>
        written.Length > 0 ? target.When(place, TestReader.Read(written), written) : null;

    /// <summary>". &gt;= 0 and . &lt;= 100"; all else is told.</summary>
    private (decimal? Min, decimal? Max) Bounds(Sentence place, string constraint)
    {
        if (constraint.Length == 0)
            return (null, null);
        decimal? min = null;
        decimal? max = null;
        foreach (var part in And().Split(constraint))
        {
            if (
                Bound().Match(part.Trim(' ', '(', ')')) is not { Success: true } bound
                || !decimal.TryParse(
                    bound.Groups["number"].Value,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                target.Note(place, new Sentence("Die Prüfung der Antwort ist nicht übernommen: {0}", constraint));
                return (null, null);
            }
            switch (bound.Groups["sign"].Value)
            {
                case ">=":
                    min = number;
                    break;
                case ">":
                    min = Math.Floor(number) + 1;
                    break;
                case "<=":
                    max = number;
                    break;
                default:
                    max = Math.Ceiling(number) - 1;
                    break;
            }
        }
        return (min, max);
    }

    private List<SourceOption> ListOf(string[] type, Sentence place)
    {
        if (type.Length > 1 && lists.TryGetValue(type[1], out var options))
            return options;
        target.Note(place, new Sentence("Die Liste „{0}“ gibt es auf dem Blatt „choices“ nicht.", type.Length > 1 ? type[1] : ""));
        return [];
    }

    private void Others(Sentence place, IReadOnlyList<string> cells)
    {
        for (var i = 0; i < columns.Count && i < cells.Count; i++)
            if (cells[i].Length > 0 && survey.Header[i].Length > 0 && !Passed.Contains(columns[i].Base))
                target.Note(place, new Sentence("Die Einstellung „{0}“ ist nicht übernommen: {1}", survey.Header[i], cells[i]));
        if (Of(cells, "parameters").Contains("randomize", StringComparison.OrdinalIgnoreCase))
            target.Note(place, new Sentence("Die zufällige Reihenfolge der Antworten ist nicht übernommen."));
    }

    private Wording Texts(List<(string Base, string Language)> of, IReadOnlyList<string> cells, string field, Sentence place)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < of.Count && i < cells.Count; i++)
        {
            var language = of[i].Language.Length == 0 ? usual : of[i].Language;
            if (of[i].Base != field || cells[i].Length == 0 || !target.Languages.Contains(language))
                continue;
            if (HtmlText.HasMarkup(cells[i]))
            {
                var (text, lost) = HtmlText.Read(cells[i], isEscaped: false);
                Markup.Note(target, place, lost);
                texts.TryAdd(language, text);
            }
            else
            {
                texts.TryAdd(language, cells[i]);
            }
        }
        return new(texts);
    }

    private Wording Plain(string text) =>
        text.Length == 0 ? Wording.None : new(target.Languages.ToDictionary(language => language, _ => text));

    private string Of(IReadOnlyList<string> cells, string column) => Cell(cells, survey.Column(column));

    private static string Cell(IReadOnlyList<string> cells, int column) => column >= 0 && column < cells.Count ? cells[column].Trim() : "";

    private string Setting(string name) => settings.Rows.Count > 0 ? Cell(settings.Rows[0].Cells, settings.Column(name)) : "";

    private static decimal? Parameter(string parameters, string name) =>
        Regex.Match(
            parameters,
            $@"\b{name}\s*=\s*(?<number>-?\d{{1,9}}(\.\d{{1,4}})?)",
            RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(5)
        )
            is { Success: true } found
            ? decimal.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>"label::Deutsch (de)" as its field and its language.</summary>
    private static (string Base, string Language) Named(string header)
    {
        var parts = header.Split(':', 2);
        var field = parts[0].Trim().ToLowerInvariant();
        if (parts.Length == 1)
            return (field, "");
        return field is "media" or "image" or "audio" or "video" or "bind" or "body" or "instance"
            ? (header.ToLowerInvariant(), "")
            : (field, Code(parts[1].Trim(':', ' ')));
    }

    private static string Code(string language)
    {
        var code = InBrackets().Match(language) is { Success: true } found ? found.Groups["code"].Value : language;
        var word = code.Trim().ToLowerInvariant();
        return word.Split('-', '_')[0] is "de" or "deutsch" or "german" or "ger" or "deu" ? "de"
            : word.Split('-', '_')[0] is "en" or "english" or "englisch" or "eng" ? "en"
            : word;
    }

    [GeneratedRegex(@"\((?<code>[A-Za-z_-]{2,8})\)\s*$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^\.\s*(?<sign>>=|<=|>|<)\s*(?<number>-?\d{1,9}(\.\d{1,4})?)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Bound();

    [GeneratedRegex(@"\s+and\s+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex And();
}
