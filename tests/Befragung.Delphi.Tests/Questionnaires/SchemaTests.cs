using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>
/// The schema is what editors of others go by, and is itself the file that is read when it changes; so it has to name the fields and types that the reader knows, no
/// more and no less.
/// </summary>
public class SchemaTests
{
    private const string Strange = "zzzzzzzz",
        Not = "Das Feld „{0}“ gehört nicht hierher. Möglich sind: {1}.";

    private static readonly JsonElement Schema = JsonDocument.Parse(Repository.Read("questionnaires", "schema.json")).RootElement;

    public static TheoryData<string, string> Places()
    {
        var places = new TheoryData<string, string>
        {
            { "", Questionnaire(top: $"{Strange}: 1") },
            { "properties/contact", Questionnaire(top: $"contact: {{ name: A, email: a@example.org, {Strange}: 1 }}") },
            { "properties/recruiting", Questionnaire(top: $"recruiting: {{ text: A, options: [], {Strange}: 1 }}") },
            { "properties/settings", Questionnaire(top: $"settings: {{ {Strange}: 1 }}") },
            { "definitions/labelForms", Questionnaire(top: $"groupLabel: {{ one: A, many: B, {Strange}: 1 }}") },
            { "definitions/unitForms", Questionnaire(item: $"type: number, unit: {{ one: A, many: B, {Strange}: 1 }}") },
            { "definitions/group", Questionnaire(group: $"{Strange}: 1") },
            { "definitions/scale", Questionnaire(top: $"scales: {{ s: {{ points: 5, {Strange}: 1 }} }}") },
            { "definitions/section", Questionnaire(section: $"{Strange}: 1") },
            {
                "definitions/criterion",
                Questionnaire(item: $"type: multiRating, criteria: [ {{ key: a, name: A, scale: s, {Strange}: 1 }} ]")
            },
            { "definitions/named", Questionnaire(item: $"type: singleChoice, options: [ {{ key: a, name: A, {Strange}: 1 }} ]") },
            { "definitions/markable", Questionnaire(item: $"type: multipleChoice, options: [ {{ key: a, name: A, {Strange}: 1 }} ]") },
            { "definitions/condition", Questionnaire(item: $"type: longText, when: {{ groups: [g], {Strange}: 1 }}") },
        };
        foreach (var type in Types())
            places.Add("definitions/item_" + type, Questionnaire(item: $"type: {type}, {Strange}: 1"));
        foreach (var rule in Words("definitions/consensus/properties/rule"))
            places.Add("definitions/consensus_" + rule, Questionnaire(top: $"settings: {{ consensus: {{ rule: {rule}, {Strange}: 1 }} }}"));
        return places;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void The_schema_has_the_fields_that_the_reader_knows(string place, string yaml)
    {
        var known = QuestionnaireReader
            .Read(yaml)
            .Problems.Single(problem => problem.What.German == Not && (string)problem.What.Values[0] == Strange)
            .What.Values[1];
        Assert.Equal(
            ((string)known).Split(", ").Order(StringComparer.Ordinal),
            At(place).GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_schema_has_the_types_and_rules_that_the_reader_knows()
    {
        Assert.Equal(Known("type", Questionnaire(item: $"type: {Strange}")), Types().Order(StringComparer.Ordinal));
        Assert.Equal(
            Known("rule", Questionnaire(top: $"settings: {{ consensus: {{ rule: {Strange} }} }}")),
            Words("definitions/consensus/properties/rule").Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> Types() => Words("definitions/item/properties/type");

    private static IEnumerable<string> Words(string place) =>
        At(place).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    /// <summary>The words that the reader says are possible for a field.</summary>
    private static IEnumerable<string> Known(string field, string yaml) =>
        QuestionnaireReader
            .Read(yaml)
            .Problems.Select(problem => problem.What.Values)
            .First(values =>
                values.Contains(field) && values.Any(value => value is string text && text.Contains(", ", StringComparison.Ordinal))
            )
            .OfType<string>()
            .First(text => text.Contains(", ", StringComparison.Ordinal))
            .Split(", ")
            .Order(StringComparer.Ordinal);

    private static JsonElement At(string place) =>
        place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(Schema, (element, name) => element.GetProperty(name));

    private static string Questionnaire(string top = "", string group = "", string section = "", string item = "type: longText") =>
        $"""
            befragung: 1
            title: T
            languages: [de]
            {top}
            groups:
              - key: g
                name: G
                {group}
            sections:
              - key: s
                title: S
                {section}
                items:
                  - {"{"} key: i, text: Frage, {item} {"}"}

            """;
}
