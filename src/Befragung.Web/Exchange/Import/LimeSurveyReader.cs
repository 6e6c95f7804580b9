using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>A survey of LimeSurvey (.lss) as a questionnaire.</summary>
internal sealed partial class LimeSurveyReader
{
    /// <summary>What only says how a page looks, or what is taken over elsewhere.</summary>
    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        "alphasort",
        "answer_order",
        "answer_width",
        "answer_width_bycolumn",
        "assessment_value",
        "category_separator",
        "choice_input_columns",
        "choice_title",
        "commented_checkbox",
        "commented_checkbox_auto",
        "cssclass",
        "display_columns",
        "display_rows",
        "display_type",
        "dropdown_dates",
        "dropdown_dates_minute_step",
        "dropdown_dates_month_style",
        "dropdown_prefix",
        "dropdown_prepostfix",
        "dropdown_separators",
        "dropdown_size",
        "dualscale_headerA",
        "dualscale_headerB",
        "equals_num_value",
        "exclude_all_others",
        "exclude_all_others_auto",
        "hidden",
        "hide_tip",
        "input_boxes",
        "input_size",
        "keep_aspect",
        "label_input_columns",
        "max_answers",
        "max_num_value",
        "max_num_value_n",
        "max_subquestions",
        "maximum_chars",
        "min_answers",
        "min_num_value",
        "min_num_value_n",
        "multiflexible_checkbox",
        "multiflexible_max",
        "multiflexible_min",
        "multiflexible_step",
        "num_value_int_only",
        "numbers_only",
        "other_position",
        "other_replace_text",
        "other_position_code",
        "page_break",
        "parent_order",
        "placeholder",
        "printable_help",
        "public_statistics",
        "random_group",
        "random_order",
        "rank_title",
        "relevance",
        "repeat_headings",
        "reverse",
        "samechoiceheight",
        "samelistheight",
        "scale_export",
        "show_grand_total",
        "show_totals",
        "showpopups",
        "slider_accuracy",
        "slider_custom_handle",
        "slider_default_set",
        "slider_handle",
        "slider_layout",
        "slider_max",
        "slider_middlestart",
        "slider_min",
        "slider_orientation",
        "slider_rating",
        "slider_reset",
        "slider_reversed",
        "slider_separator",
        "slider_showminmax",
        "statistics_graphtype",
        "statistics_showgraph",
        "statistics_showmap",
        "suffix",
        "text_input_columns",
        "text_input_width",
        "use_dropdown",
        "value_range_allows_missing",
    };

    private readonly LimeSurveyFile file;
    private readonly Dictionary<string, string> languageOf = new(StringComparer.Ordinal);
    private readonly ImportDraft target;

    /// <summary>How conditions name questions and their parts, by what this reader calls them.</summary>
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    private readonly ILookup<string, LimeSurveyRow> conditions;

    private LimeSurveyReader(LimeSurveyFile file)
    {
        this.file = file;
        var main = file.Survey["language"] is { Length: > 0 } written ? written : file.Languages.FirstOrDefault("");
        var all = file.Languages.Prepend(main).Where(language => language.Length > 0).Distinct().ToList();
        foreach (var language in all)
            if (Base(language) is "de" or "en" && !languageOf.ContainsValue(Base(language)))
                languageOf.Add(language, Base(language));
        var inOther = languageOf.Count == 0;
        if (inOther)
            languageOf.Add(main, "de");
        string[] spoken =
            languageOf.ContainsValue("de") && languageOf.ContainsValue("en") && Base(main) != "en" ? ["de", "en"] : [.. languageOf.Values];
        target = new(spoken, hasPlaceholders: true);
        if (inOther)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte sind in der Sprache „{0}“; sie stehen jetzt als deutsche da und müssen übersetzt werden.", main)
            );
        foreach (var language in all.Where(language => !languageOf.ContainsKey(language)))
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Texte in der Sprache „{0}“ sind nicht übernommen. Möglich sind Deutsch und Englisch.", language)
            );
        conditions = file.Table("conditions").ToLookup(row => row["qid"]);
        foreach (var question in file.Questions)
            Name(question);
    }

    public static ImportedQuestionnaire Read(XDocument document)
    {
        var kind = document.Root?.Element("LimeSurveyDocType")?.Value ?? "";
        if (kind != "Survey")
            throw new UnreadableFileException(
                1,
                1,
                new Sentence(
                    "Das ist kein ganzer Fragebogen von LimeSurvey. Exportieren Sie die Befragung als „LimeSurvey-Struktur (.lss)“."
                )
            );
        return new LimeSurveyReader(new(document.Root!)).Read();
    }

    private ImportedQuestionnaire Read()
    {
        target.Title(Words(ImportDraft.Whole, file.SettingsOf("surveyls_title")), "LimeSurvey");
        target.Introduction(
            Text(ImportDraft.Whole, file.SettingsOf("surveyls_description"))
                .With("\n\n", Text(ImportDraft.Whole, file.SettingsOf("surveyls_welcometext")))
        );
        target.Contact(file.Survey["admin"], file.Survey["adminemail"]);
        var end = Text(ImportDraft.Whole, file.SettingsOf("surveyls_endtext"));
        if (!end.IsBlank)
            target.Note(ImportDraft.Whole, new Sentence("Der Text am Ende ist nicht übernommen: „{0}“", end.Any));
        var policy = Text(ImportDraft.Whole, file.SettingsOf("surveyls_policy_notice"));
        if (!policy.IsBlank)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Der Hinweis zum Datenschutz ist nicht übernommen; er gehört ins Feld „consent“: „{0}“", policy.Any)
            );
        foreach (
            var (table, what) in (ReadOnlySpan<(string, Sentence)>)
                [
                    ("assessments", new Sentence("Auswertungsregeln (assessments) sind nicht übernommen.")),
                    ("quota", new Sentence("Quoten sind nicht übernommen.")),
                    ("defaultvalues", new Sentence("Vorgaben für Antworten sind nicht übernommen; alle Felder beginnen leer.")),
                ]
        )
            if (file.Table(table).Count > 0)
                target.Note(ImportDraft.Whole, what);
        target.Note(
            ImportDraft.Whole,
            new Sentence("E-Mails, Aussehen, Seitenaufteilung und technische Einstellungen der Befragung sind nicht übernommen.")
        );
        foreach (var group in file.Groups)
            Group(group);
        var groups = file.Groups.Select(group => group["gid"]).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in file.Questions.Where(question => !groups.Contains(question["gid"])))
            target.Note(PlaceOf(stray), new Sentence("Die Frage gehört zu keiner Gruppe und ist nicht übernommen."));
        return target.Finished();
    }

    private void Group(LimeSurveyRow group)
    {
        var name = file.GroupTextsOf(group, "group_name")
            .Select(text => HtmlText.Words(text.Text).Text)
            .FirstOrDefault(text => text.Length > 0);
        var place = new Sentence("Gruppe {0}", name ?? group["gid"]);
        var relevance = group["grelevance"].Trim();
        if (relevance == "0")
        {
            target.Note(place, new Sentence("Die Gruppe wird nie gezeigt und ist nicht übernommen."));
            return;
        }
        var section = target.Section(
            place,
            "",
            Words(place, file.GroupTextsOf(group, "group_name")),
            Text(place, file.GroupTextsOf(group, "description")),
            relevance is "" or "1" ? null : target.When(place, TestReader.Read(relevance), relevance, Find)
        );
        if (group["randomization_group"].Trim().Length > 0)
            target.Note(place, new Sentence("Die zufällige Reihenfolge der Gruppen ist nicht übernommen."));
        var questions = file.QuestionsOf(group["gid"]).ToList();
        foreach (var question in questions)
            Question(question);
        Shuffle(section, place, questions);
    }

    private void Shuffle(DraftMap section, Sentence place, List<LimeSurveyRow> questions)
    {
        var asking = questions.Where(question => question["type"] is not ("X" or "*" or "I")).ToList();
        var shuffled = asking.Select(question => file.Attribute(question, "random_group")).Distinct().ToList();
        if (shuffled is [{ Length: > 0 }])
            target.Shuffle(section, place);
        else if (shuffled.Exists(one => one.Length > 0))
            target.Note(place, new Sentence("Nur ein Teil der Fragen hatte eine zufällige Reihenfolge; sie ist nicht übernommen."));
        var rows = asking.Where(question =>
            file.Attribute(question, "random_order") is not ("" or "0") || file.Attribute(question, "answer_order") == "random"
        );
        foreach (var question in rows)
            if (asking.Count == 1 && question["type"] is "F" or "A" or "B" or "C" or "E" or "H" or "1")
                target.Shuffle(section, place);
            else
                target.Note(PlaceOf(question), new Sentence("Die zufällige Reihenfolge der Antworten ist nicht übernommen."));
    }

    private void Question(LimeSurveyRow row)
    {
        var place = PlaceOf(row);
        var relevance = row["relevance"].Trim();
        if (relevance.Length == 0)
            relevance = file.Attribute(row, "relevance");
        if (file.Attribute(row, "hidden") == "1" || relevance == "0")
        {
            target.Note(
                place,
                new Sentence("Die Frage wird nie gezeigt und ist nicht übernommen: „{0}“", Words(place, file.TextsOf(row, "question")).Any)
            );
            return;
        }
        Others(row, place);
        var question = new SourceQuestion(place, row["title"], Text(place, file.TextsOf(row, "question")))
        {
            Note = Text(place, file.TextsOf(row, "help")),
            IsRequired = row["mandatory"] is "Y" or "S",
            HasComment = row["type"] is "O" or "P",
            When = When(row, place, relevance),
        };
        if (row["mandatory"] == "S")
            target.Note(place, new Sentence("Die Antwort war nur empfohlen; jetzt ist sie nötig."));
        if (question.HasComment)
            target.Note(place, new Sentence("Das Feld für einen Kommentar ist jetzt das Feld für eine Begründung."));
        Typed(row, question);
    }

    private void Typed(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        switch (row["type"])
        {
            case "5":
                target.Rating(question, target.Scales.Numbered(place, 5), question.Code);
                break;
            case "L" or "!" or "O":
                if (file.Attribute(row, "category_separator").Length > 0)
                    target.Note(
                        place,
                        new Sentence("Die Antworten waren nach Kategorien geordnet; die Kategorie steht jetzt vor jeder Antwort.")
                    );
                target.SingleChoice(question, Answers(row, place), HasOther(row, place), question.Code);
                break;
            case "M" or "P":
                MultipleChoice(row, question);
                break;
            case "R":
                var ranked = Answers(row, place);
                target.Ranking(question, ranked.Count > 0 ? ranked : Subquestions(row, place), Count(row, "max_answers"));
                if (Count(row, "min_answers") is > 0)
                    target.Note(place, new Sentence("Wie viele Antworten mindestens zu ordnen sind, ist nicht übernommen."));
                break;
            case "F" or "H":
                Array(row, question);
                break;
            case "A":
                target.Ratings(question, Subquestions(row, place), target.Scales.Numbered(place, 5));
                break;
            case "B":
                target.Ratings(question, Subquestions(row, place), target.Scales.Numbered(place, 10));
                break;
            case "C":
                foreach (var (sub, one) in target.Rows(question, Subquestions(row, place)))
                    target.SingleChoice(
                        one,
                        [.. YesNo, new("U", Wording.Of("Unsicher", "Uncertain"))],
                        hasOther: false,
                        ImportDraft.Known(question, sub)
                    );
                break;
            case "E":
                target.Ratings(question, Subquestions(row, place), Change(place));
                break;
            case "1":
                DualScale(row, question);
                break;
            case "N":
                Number(row, question);
                break;
            case "K":
                Numbers(row, question);
                break;
            case "S" or "T" or "U":
                Text(row, question);
                break;
            case "Q":
                target.ShortTexts(question, Subquestions(row, place), Count(row, "maximum_chars"));
                break;
            case "Y":
                target.SingleChoice(question, YesNo, hasOther: false, question.Code);
                break;
            case "G":
                target.SingleChoice(
                    question,
                    [new("F", Wording.Of("weiblich", "female")), new("M", Wording.Of("männlich", "male"))],
                    hasOther: false,
                    question.Code
                );
                break;
            case "D":
                target.Note(place, new Sentence("Ein Datum wird jetzt als Text geschrieben."));
                target.ShortText(question, 30);
                break;
            case "X":
                target.Information(question);
                break;
            case ":":
                ArrayOfNumbers(row, question);
                break;
            case ";":
                ArrayOfTexts(row, question);
                break;
            case "|":
                target.Note(
                    place,
                    new Sentence("Dateien lassen sich hier nicht hochladen; die Frage ist nicht übernommen: „{0}“", question.Text.Any)
                );
                break;
            case "*":
                target.Note(place, new Sentence("Es wird nichts berechnet; die Formel ist nicht übernommen: „{0}“", question.Text.Any));
                break;
            case "I":
                target.Note(
                    place,
                    new Sentence("Die Sprache wählt jede Person oben auf der Seite; die Frage danach ist nicht übernommen.")
                );
                break;
            default:
                target.Note(
                    place,
                    new Sentence("Fragen vom Typ „{0}“ gibt es hier nicht; sie ist nicht übernommen: „{1}“", row["type"], question.Text.Any)
                );
                break;
        }
    }

    private static IReadOnlyList<SourceOption> YesNo => [SourceOption.Yes("Y"), SourceOption.No("N")];

    private MadeScale Change(Sentence place) =>
        target.Scales.Named(
            place,
            [
                new("D", Wording.Of("Abnahme", "Decrease")),
                new("S", Wording.Of("gleich", "Same")),
                new("I", Wording.Of("Zunahme", "Increase")),
            ]
        )!;

    private void MultipleChoice(LimeSurveyRow row, SourceQuestion question)
    {
        var alone = file.Attribute(row, "exclude_all_others").Split(';', ',').Select(code => code.Trim()).ToHashSet(StringComparer.Ordinal);
        var options = Subquestions(row, question.Place)
            .Select(option => option with { IsExclusive = alone.Contains(option.Code) })
            .ToList();
        target.MultipleChoice(
            question,
            options,
            HasOther(row, question.Place),
            Count(row, "min_answers"),
            Count(row, "max_answers"),
            question.Code,
            option => ImportDraft.Known(question, option)
        );
    }

    private void Array(LimeSurveyRow row, SourceQuestion question)
    {
        var rows = Subquestions(row, question.Place);
        var answers = Answers(row, question.Place);
        if (target.Scales.Named(question.Place, answers) is { } scale)
        {
            target.Ratings(question, rows, scale);
            return;
        }
        target.Note(
            question.Place,
            new Sentence("Eine Skala hat 2 bis {0} Punkte; die {1} Antworten stehen jetzt zur Wahl.", ImportScales.Most, answers.Count)
        );
        foreach (var (sub, one) in target.Rows(question, rows))
            target.SingleChoice(one, answers, hasOther: false, ImportDraft.Known(question, sub));
    }

    private void DualScale(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        var rows = Subquestions(row, place);
        var columns = new List<(SourceOption, MadeScale)>();
        foreach (
            var (scale, header, otherwise) in (ReadOnlySpan<(string, string, Wording)>)
                [("0", "dualscale_headerA", Wording.Of("Skala 1", "Scale 1")), ("1", "dualscale_headerB", Wording.Of("Skala 2", "Scale 2"))]
        )
        {
            var name = Words(place, file.AttributeTexts(row, header));
            if (target.Scales.Named(place, Answers(row, place, scale)) is { } made)
                columns.Add((new(scale, name.IsBlank ? otherwise : name), made));
        }
        if (columns is [_, _])
            target.MultiRatings(question, rows, columns, (sub, column) => $"{ImportDraft.Known(question, sub)}#{column.Code}");
        else if (columns is [var (_, only)])
        {
            target.Note(
                place,
                new Sentence("Nur eine der beiden Skalen hat 2 bis {0} Punkte; die andere ist nicht übernommen.", ImportScales.Most)
            );
            target.Ratings(question, rows, only);
        }
        else
        {
            target.Note(
                place,
                new Sentence(
                    "Keine der beiden Skalen hat 2 bis {0} Punkte; die Frage ist nicht übernommen: „{1}“",
                    ImportScales.Most,
                    question.Text.Any
                )
            );
        }
    }

    private void Number(LimeSurveyRow row, SourceQuestion question)
    {
        var (min, max) = (Amount(row, "min_num_value_n"), Amount(row, "max_num_value_n"));
        target.Number(question, Suffix(row), min, max, Decimals(row), question.Code);
    }

    private void Numbers(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        var isSlider = file.Attribute(row, "slider_layout") == "1";
        var rows = Subquestions(row, place);
        if (
            !isSlider
            && rows.Count is >= 2 and <= ImportDraft.MostOptions
            && Amount(row, "equals_num_value") is { } total
            && total is >= 1 and <= 10_000
            && total == decimal.Truncate(total)
        )
        {
            target.Points(question, rows, (int)total);
            return;
        }
        foreach (var limit in (ReadOnlySpan<string>)["equals_num_value", "min_num_value", "max_num_value"])
            if (file.Attribute(row, limit) is not ("" or "0") and var value)
                target.Note(place, new Sentence("Für die Summe gilt nichts mehr; „{0}“ ({1}) ist nicht übernommen.", limit, value));
        var min = isSlider ? Amount(row, "slider_min") ?? 0 : Amount(row, "min_num_value_n");
        var max = isSlider ? Amount(row, "slider_max") ?? 100 : Amount(row, "max_num_value_n");
        var decimals = isSlider ? Math.Clamp((int)(Amount(row, "slider_accuracy")?.Scale ?? 0), 0, 4) : Decimals(row);
        if (isSlider)
            target.Note(place, new Sentence("Statt eines Schiebereglers steht hier jetzt ein Feld für eine Zahl."));
        foreach (var (sub, one) in target.Rows(question, [.. rows.Select(Middle)]))
        {
            var ends = rows.First(each => each.Code == sub.Code).Name.Changed(EndsOf);
            target.Number(
                one with
                {
                    Note = one.Note.With("\n\n", ends),
                },
                Suffix(row),
                min,
                max,
                decimals,
                ImportDraft.Known(question, sub)
            );
        }
    }

    private void Text(LimeSurveyRow row, SourceQuestion question)
    {
        if (file.Attribute(row, "numbers_only") == "1" && row["type"] == "S")
        {
            Number(row, question);
            return;
        }
        var longest = Count(row, "maximum_chars");
        if (row["type"] == "S" || longest is > 0 and < 100)
            target.ShortText(question, longest);
        else
            target.LongText(question, longest);
    }

    /// <summary>A row for each sub-question, a column for each of the second axis.</summary>
    private void ArrayOfNumbers(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        var rows = Subquestions(row, place);
        var columns = Subquestions(row, place, "1");
        if (file.Attribute(row, "multiflexible_checkbox") == "1")
        {
            foreach (var (sub, one) in target.Rows(question, rows))
                target.MultipleChoice(one, columns, hasOther: false, null, null, ImportDraft.Known(question, sub));
            return;
        }
        var isBox = file.Attribute(row, "input_boxes") == "1";
        var min = Amount(row, "multiflexible_min") ?? (isBox ? null : 1);
        var max = Amount(row, "multiflexible_max") ?? (isBox ? null : 10);
        var step = Amount(row, "multiflexible_step") is { } written and > 0 ? written : 1;
        if (!isBox && columns.Count is >= 2 and <= 4 && Points(min!.Value, max!.Value, step) is { } points)
        {
            var scale = target.Scales.Numbered(place, points, (int)min.Value, (int)step);
            target.MultiRatings(
                question,
                rows,
                [.. columns.Select(column => (column, scale))],
                (sub, column) => $"{ImportDraft.Known(question, sub)}_{column.Code}"
            );
            return;
        }
        foreach (var (sub, one) in target.Cells(question, rows, columns))
            target.Number(one, Wording.None, min, max, 0, $"{question.Code}/{sub.Code}");
    }

    private void ArrayOfTexts(LimeSurveyRow row, SourceQuestion question)
    {
        foreach (var (sub, one) in target.Cells(question, Subquestions(row, question.Place), Subquestions(row, question.Place, "1")))
            if (file.Attribute(row, "numbers_only") == "1")
                target.Number(one, Wording.None, null, null, 2, $"{question.Code}/{sub.Code}");
            else
                target.ShortText(one, Count(row, "maximum_chars"));
    }

    private static int? Points(decimal min, decimal max, decimal step)
    {
        if (
            min != decimal.Truncate(min)
            || step != decimal.Truncate(step)
            || Math.Abs(min) > 1_000
            || step > 1_000
            || Math.Abs(max) > 100_000
        )
            return null;
        var points = Math.Floor((max - min) / step) + 1;
        return points is >= 2 and <= ImportScales.Most ? (int)points : null;
    }

    /// <summary>What has no counterpart.</summary>
    private void Others(LimeSurveyRow row, Sentence place)
    {
        if (row["preg"].Trim().Length > 0)
            target.Note(place, new Sentence("Die Prüfung der Antwort durch ein Muster ist nicht übernommen: {0}", row["preg"].Trim()));
        foreach (var (name, value) in file.AttributesOf(row).DistinctBy(one => one.Name))
            if (!Passed.Contains(name) && value != "0" && !IsUsual(name))
                target.Note(
                    place,
                    new Sentence("Die Einstellung „{0}“ ist nicht übernommen: {1}", name, value.Length > 200 ? value[..199] + "…" : value)
                );
        if (file.Attribute(row, "alphasort") == "1")
            target.Note(place, new Sentence("Die Antworten stehen jetzt in ihrer eigenen Reihenfolge und nicht nach dem Alphabet."));
    }

    private static bool IsUsual(string name) =>
        name switch
        {
            "time_limit_action"
            or "time_limit_disable_next"
            or "time_limit_disable_prev"
            or "time_limit_message_delay"
            or "time_limit_warning_display_time"
            or "time_limit_warning_2_display_time" => true,
            "location_mapservice"
            or "location_mapwidth"
            or "location_mapheight"
            or "location_mapzoom"
            or "location_nodefaultfromip"
            or "location_defaultcoordinates"
            or "location_city"
            or "location_state"
            or "location_postal"
            or "location_country" => true,
            "allowed_filetypes"
            or "max_filesize"
            or "max_num_of_files"
            or "min_num_of_files"
            or "show_comment"
            or "show_title"
            or "date_format"
            or "save_as_default"
            or "clear_default" => true,
            _ => false,
        };

    private DraftMap? When(LimeSurveyRow row, Sentence place, string relevance)
    {
        if (relevance is not ("" or "1"))
            return target.When(place, TestReader.Read(relevance), relevance, Find);
        if (conditions[row["qid"]].ToList() is not { Count: > 0 } written)
            return null;
        // Within a scenario all have to hold, but of one question any of its answers; and any of the scenarios.
        var test = new AnyOf([
            .. written
                .GroupBy(one => one["scenario"])
                .Select(scenario => new AllOf([
                    .. scenario
                        .GroupBy(one => (one["cqid"], one["method"]))
                        .Select(same =>
                            same.Key.Item2 == "!=" ? (Test)new AllOf([.. same.Select(Asked)]) : new AnyOf([.. same.Select(Asked)])
                        ),
                ])),
        ]);
        return target.When(
            place,
            test,
            string.Join("; ", written.Select(one => $"{NameOf(one["cfieldname"])} {one["method"]} {one["value"]}".Trim())),
            Find
        );
    }

    private static Test Asked(LimeSurveyRow condition)
    {
        var name = condition["cfieldname"].TrimStart('+');
        var value = condition["value"].Trim();
        return condition["method"].Trim() switch
        {
            "==" or "!=" when value.Length == 0 => new Answered(name, condition["method"].Trim() == "=="),
            "==" or "!=" or "<" or "<=" or ">" or ">=" when !value.StartsWith('@') && !value.StartsWith('{') => new Comparison(
                name,
                condition["method"].Trim(),
                value
            ),
            _ => new Beyond(),
        };
    }

    /// <summary>By its code, so that people find it.</summary>
    private string NameOf(string field) => Find(field.TrimStart('+')) is { } name ? name.Replace('/', '_') : field;

    private string? Find(string name)
    {
        var plain = Suffixes().Replace(name.StartsWith("that.", StringComparison.Ordinal) ? name[5..] : name, "");
        return names.GetValueOrDefault(plain);
    }

    private void Name(LimeSurveyRow question)
    {
        var code = question["title"];
        var field = $"{question["sid"]}X{question["gid"]}X{question["qid"]}";
        Know(code, code);
        Know(field, code);
        var rows = file.SubquestionsOf(question);
        var columns = file.SubquestionsOf(question, "1");
        // A table of more cells is refused where it is read.
        if ((long)rows.Count * columns.Count > ImportDraft.MostItems)
            columns = [];
        foreach (var sub in rows)
        {
            var known = $"{code}/{sub["title"]}";
            Know($"{code}_{sub["title"]}", known);
            Know(field + sub["title"], known);
            if (question["type"] == "1")
                foreach (var scale in (ReadOnlySpan<string>)["0", "1"])
                {
                    Know($"{code}_{sub["title"]}_{scale}", $"{known}#{scale}");
                    Know($"{field}{sub["title"]}#{scale}", $"{known}#{scale}");
                }
            foreach (var column in columns)
            {
                Know($"{code}_{sub["title"]}_{column["title"]}", $"{known}_{column["title"]}");
                Know($"{field}{sub["title"]}_{column["title"]}", $"{known}_{column["title"]}");
            }
        }
        void Know(string name, string known) => names.TryAdd(name, known);
    }

    private bool HasOther(LimeSurveyRow row, Sentence place)
    {
        if (row["other"] != "Y")
            return false;
        var own = Words(place, file.AttributeTexts(row, "other_replace_text"));
        if (!own.IsBlank)
            target.Note(place, new Sentence("Die eigene Antwort heißt hier „Sonstiges“ statt „{0}“.", own.Any));
        return true;
    }

    private int Decimals(LimeSurveyRow row)
    {
        if (file.Attribute(row, "num_value_int_only") == "1")
            return 0;
        target.Note(
            ImportDraft.Whole,
            new Sentence("Zahlen, die nicht ganz sein müssen, haben jetzt höchstens zwei Stellen nach dem Komma.")
        );
        return 2;
    }

    private Wording Suffix(LimeSurveyRow row) => Words(PlaceOf(row), file.AttributeTexts(row, "suffix"));

    private int? Count(LimeSurveyRow row, string attribute)
    {
        var written = file.Attribute(row, attribute);
        if (written.Length == 0)
            return null;
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count == 0 ? null : count;
        target.Note(PlaceOf(row), new Sentence("„{0}“ ist keine feste Zahl und nicht übernommen: {1}", attribute, written));
        return null;
    }

    private decimal? Amount(LimeSurveyRow row, string attribute)
    {
        var written = file.Attribute(row, attribute);
        if (written.Length == 0)
            return null;
        if (
            written.Length <= 12
            && decimal.TryParse(
                written,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
            return amount;
        target.Note(PlaceOf(row), new Sentence("„{0}“ ist keine feste Zahl und nicht übernommen: {1}", attribute, written));
        return null;
    }

    private List<SourceOption> Answers(LimeSurveyRow row, Sentence place, string scale = "0") =>
        [.. file.AnswersOf(row, scale).Select(answer => new SourceOption(answer["code"], Words(place, file.AnswerTextsOf(answer))))];

    private List<SourceOption> Subquestions(LimeSurveyRow row, Sentence place, string scale = "0")
    {
        var rows = file.SubquestionsOf(row, scale);
        foreach (var sub in rows)
            if (sub["relevance"].Trim() is not ("" or "1") and var relevance)
                target.Note(place, new Sentence("Die Bedingung für „{0}“ ist nicht übernommen: {1}", sub["title"], relevance));
        return [.. rows.Select(sub => new SourceOption(sub["title"], Words(place, file.TextsOf(sub, "question"))))];
    }

    /// <summary>"text|left|right": what stands at the ends of a slider.</summary>
    private static SourceOption Middle(SourceOption row) => row with { Name = row.Name.Changed(name => name.Split('|')[0].Trim()) };

    private static string EndsOf(string name) =>
        name.Split('|') is [_, var left, var right, ..] ? $"{left.Trim()} – {right.Trim()}".Trim(' ', '–') : "";

    private Wording Text(Sentence place, IEnumerable<(string Language, string Text)> texts) =>
        Of(place, texts, html => HtmlText.Read(html));

    private Wording Words(Sentence place, IEnumerable<(string Language, string Text)> texts) => Of(place, texts, HtmlText.Words);

    private Wording Of(Sentence place, IEnumerable<(string Language, string Text)> texts, Func<string, (string Text, LostMarkup Lost)> read)
    {
        var found = new Dictionary<string, string>();
        foreach (var (language, html) in texts)
        // What hangs on no language is the same in all.
        foreach (
            var spoken in language.Length == 0 ? target.Languages
            : languageOf.TryGetValue(language, out var one) ? [one]
            : []
        )
        {
            var (text, lost) = read(html);
            Markup.Note(target, place, lost);
            found.TryAdd(spoken, text);
        }
        return new(found);
    }

    private static Sentence PlaceOf(LimeSurveyRow question) =>
        new("Frage {0}", question["title"].Length > 0 ? question["title"] : question["qid"]);

    private static string Base(string language) => language.Split('-', '_')[0].ToLowerInvariant();

    [GeneratedRegex(@"\.(NAOK|shown|value|valueNAOK|code|type)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Suffixes();
}
