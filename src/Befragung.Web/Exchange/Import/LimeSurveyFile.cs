using System.Xml.Linq;

namespace Befragung.Web.Exchange.Import;

/// <summary>
/// The tables of a LimeSurvey file (.lss). Up to version 3 a question has a row for each language; from 4 on its texts are in tables of their own. Both look the
/// same from outside.
/// </summary>
internal sealed class LimeSurveyFile
{
    private readonly Dictionary<string, List<LimeSurveyRow>> tables = new(StringComparer.Ordinal);
    private readonly ILookup<string, LimeSurveyRow> questionTexts;
    private readonly ILookup<string, LimeSurveyRow> answerTexts;
    private readonly ILookup<string, LimeSurveyRow> groupTexts;
    private readonly ILookup<string, LimeSurveyRow> attributes;
    private readonly ILookup<string, LimeSurveyRow> answers;
    private readonly ILookup<string, LimeSurveyRow> subquestions;
    private readonly ILookup<string, LimeSurveyRow> questions;

    public LimeSurveyFile(XElement root)
    {
        foreach (var table in root.Elements())
            tables.TryAdd(table.Name.LocalName, [.. table.Elements("rows").Elements("row").Select(row => new LimeSurveyRow(row))]);
        Languages = [.. root.Elements("languages").Elements("language").Select(one => one.Value.Trim()).Where(one => one.Length > 0)];
        questionTexts = (Has("question_l10ns") ? Table("question_l10ns") : [.. Table("questions"), .. Table("subquestions")]).ToLookup(
            row => row["qid"]
        );
        answerTexts = (Has("answer_l10ns") ? Table("answer_l10ns") : Table("answers")).ToLookup(AnswerOf);
        groupTexts = (Has("group_l10ns") ? Table("group_l10ns") : Table("groups")).ToLookup(row => row["gid"]);
        attributes = Table("question_attributes").ToLookup(row => row["qid"]);
        answers = Table("answers").DistinctBy(row => (AnswerOf(row), row["qid"])).ToLookup(row => row["qid"]);
        subquestions = Table("subquestions").DistinctBy(row => row["qid"]).ToLookup(row => row["parent_qid"]);
        Groups = [.. Table("groups").DistinctBy(row => row["gid"]).OrderBy(row => Order(row, "group_order"))];
        Questions = [.. Table("questions").DistinctBy(row => row["qid"]).Where(row => row["parent_qid"] is "" or "0")];
        questions = Questions.ToLookup(row => row["gid"]);
    }

    public IReadOnlyList<string> Languages { get; }

    public IReadOnlyList<LimeSurveyRow> Questions { get; }

    public LimeSurveyRow Survey => Table("surveys").FirstOrDefault(LimeSurveyRow.Empty);

    public IReadOnlyList<LimeSurveyRow> Groups { get; }

    public IReadOnlyList<LimeSurveyRow> Settings => Table("surveys_languagesettings");

    public IReadOnlyList<LimeSurveyRow> Table(string name) => tables.GetValueOrDefault(name, []);

    public IEnumerable<LimeSurveyRow> QuestionsOf(string group) => questions[group].OrderBy(row => Order(row, "question_order"));

    public IReadOnlyList<LimeSurveyRow> SubquestionsOf(LimeSurveyRow question, string scale = "0") =>
        [.. subquestions[question["qid"]].Where(row => ScaleOf(row) == scale).OrderBy(row => Order(row, "question_order"))];

    public IReadOnlyList<LimeSurveyRow> AnswersOf(LimeSurveyRow question, string scale = "0") =>
        [.. answers[question["qid"]].Where(row => ScaleOf(row) == scale).OrderBy(row => Order(row, "sortorder"))];

    /// <summary>A text of a question or sub-question by the language of the source.</summary>
    public IEnumerable<(string Language, string Text)> TextsOf(LimeSurveyRow question, string field) =>
        Texts(questionTexts[question["qid"]], "language", field);

    public IEnumerable<(string Language, string Text)> AnswerTextsOf(LimeSurveyRow answer) =>
        Texts(answerTexts[AnswerOf(answer)], "language", "answer");

    public IEnumerable<(string Language, string Text)> GroupTextsOf(LimeSurveyRow group, string field) =>
        Texts(groupTexts[group["gid"]], "language", field);

    public IEnumerable<(string Language, string Text)> SettingsOf(string field) => Texts(Settings, "surveyls_language", field);

    /// <summary>A setting of a question that does not hang on the language; "" where it is as usual.</summary>
    public string Attribute(LimeSurveyRow question, string name) =>
        attributes[question["qid"]]
            .Where(row => row["attribute"] == name)
            .Select(row => row["value"].Trim())
            .FirstOrDefault(value => value.Length > 0, "");

    public IEnumerable<(string Language, string Text)> AttributeTexts(LimeSurveyRow question, string name) =>
        Texts(attributes[question["qid"]].Where(row => row["attribute"] == name), "language", "value");

    public IEnumerable<(string Name, string Value)> AttributesOf(LimeSurveyRow question) =>
        attributes[question["qid"]].Select(row => (row["attribute"], row["value"].Trim())).Where(one => one.Item2.Length > 0);

    private bool Has(string name) => Table(name).Count > 0;

    private static IEnumerable<(string, string)> Texts(IEnumerable<LimeSurveyRow> rows, string language, string field) =>
        rows.Select(row => (row[language], row[field]));

    /// <summary>What tells one answer from another, in all languages.</summary>
    private static string AnswerOf(LimeSurveyRow row) =>
        row["aid"] is { Length: > 0 } id ? id : $"{row["qid"]} {ScaleOf(row)} {row["code"]}";

    private static string ScaleOf(LimeSurveyRow row) => row["scale_id"] is "" ? "0" : row["scale_id"];

    private static int Order(LimeSurveyRow row, string field) =>
        int.TryParse(
            row[field],
            System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture,
            out var order
        )
            ? order
            : 0;
}

/// <summary>One row of a table, by the names of its columns; "" where a column is missing.</summary>
internal sealed class LimeSurveyRow
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    private LimeSurveyRow() { }

    public LimeSurveyRow(XElement row)
    {
        foreach (var field in row.Elements())
            fields.TryAdd(field.Name.LocalName, field.Value);
    }

    public static LimeSurveyRow Empty { get; } = new();

    public string this[string name] => fields.GetValueOrDefault(name, "");
}
