using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Exchange.Import;

/// <summary>Conditions of LimeSurvey, and the names by which they speak of questions and their parts.</summary>
internal sealed partial class LimeSurveyConditions
{
    private readonly ImportDraft target;

    /// <summary>How conditions name questions and their parts, by what the readers call them.</summary>
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    private readonly ILookup<string, LimeSurveyRow> conditions;

    public LimeSurveyConditions(LimeSurveyFile file, ImportDraft target)
    {
        this.target = target;
        conditions = file.Table("conditions").ToLookup(row => row["qid"]);
        foreach (var question in file.Questions)
            Name(file, question);
    }

    /// <summary>Of a group of questions.</summary>
    public DraftMap? When(Sentence place, string relevance) =>
        relevance is "" or "1" ? null : target.When(place, TestReader.Read(relevance), relevance, Find);

    /// <summary>Of a question: as a formula, or as rows of a table.</summary>
    public DraftMap? When(LimeSurveyRow row, Sentence place, string relevance)
    {
        if (relevance is not ("" or "1"))
            return When(place, relevance);
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

    private void Name(LimeSurveyFile file, LimeSurveyRow question)
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

    [GeneratedRegex(@"\.(NAOK|shown|value|valueNAOK|code|type)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Suffixes();
}
