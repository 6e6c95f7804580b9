using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Tests.Exchange.Import;

/// <summary>What a file becomes, checked as the verb "check" does.</summary>
internal sealed record Imported(Questionnaire Questionnaire, string[] Notes)
{
    public static Imported Of(string name, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        var imported = QuestionnaireImport.Read(name, stream);
        var read = QuestionnaireFiles.Read(System.Text.Encoding.UTF8.GetBytes(imported.Draft.Text));
        Assert.Equal([], read.Problems.Where(problem => !problem.IsNotice).Select(problem => $"{problem.Line}: {problem.What}"));
        return new(read.Questionnaire!, [.. imported.Notes.Select(note => $"{note.Place}: {note.What}")]);
    }

    public static Imported Of(string name) => Of(name, SourceFiles.Read(name));

    /// <summary>"rating 4, information 2" by the types of the format, the most frequent first.</summary>
    public string Types =>
        string.Join(
            ", ",
            Questionnaire
                .Items.GroupBy(item => item.GetType().Name[..^"Item".Length])
                .OrderByDescending(same => same.Count())
                .ThenBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => $"{same.Key} {same.Count()}")
        );

    [System.Runtime.CompilerServices.IndexerName("Asked")]
    public Item this[string key] =>
        Questionnaire.ItemOf(key)
        ?? throw new KeyNotFoundException(key + " of " + string.Join(' ', Questionnaire.Items.Select(item => item.Key)));

    public T As<T>(string key)
        where T : Item => Assert.IsType<T>(this[key]);

    /// <summary>A condition as it is written in a file.</summary>
    public string When(string key) => Written(this[key].When);

    public static string Written(Condition? when) =>
        when is null
            ? ""
            : when.Item
                + (when.Is is { } values ? $" is {string.Join(' ', values)}" : "")
                + (when.IsNot is { } others ? $" isNot {string.Join(' ', others)}" : "")
                + (when.From is { } from ? $" from {from}" : "")
                + (when.To is { } to ? $" to {to}" : "");

    public string[] NotesOf(string place) =>
        [.. Notes.Where(note => note.StartsWith(place + ": ", StringComparison.Ordinal)).Select(note => note[(place.Length + 2)..])];
}
