using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Drafts;

/// <summary>What is wrong at one place of a draft.</summary>
/// <param name="Place">The way there: names and numbers from 0, such as "sections/0/items/3/text/de".</param>
/// <param name="Problem">What is wrong, and where it is in the text.</param>
public sealed record DraftProblem(string Place, Problem Problem)
{
    /// <summary>Whether it is at a place or below it.</summary>
    public bool IsIn(string place) => Place == place || Place.StartsWith(place + "/", StringComparison.Ordinal);
}

/// <param name="Questionnaire">Null where there is any problem that is no notice.</param>
/// <param name="Frame">What stands around the sections, where that is all right; it has no sections.</param>
/// <param name="Problems">All problems, in the order of the text.</param>
public sealed record CheckedDraft(Questionnaire? Questionnaire, Questionnaire? Frame, IReadOnlyList<DraftProblem> Problems)
{
    /// <summary>Whether what is written can be read again: not where it grew beyond what a file may have, or lost its frame.</summary>
    public bool IsReadable { get; init; } = true;

    public IEnumerable<DraftProblem> Errors => Problems.Where(one => !one.Problem.IsNotice);

    public IEnumerable<DraftProblem> Notices => Problems.Where(one => one.Problem.IsNotice);

    internal static CheckedDraft Of(Draft draft, OutsideChecks? checks)
    {
        var text = draft.Text;
        var read = QuestionnaireReader.Read(text, checks);
        var places = new List<(int Line, int Column, string Place)>();
        var root = YamlTree.Parse(text, new Findings());
        if (root is not null)
            Collect(root, "", places);
        return new(
            read.Questionnaire,
            read.Questionnaire is { } whole ? whole with { Sections = [] } : QuestionnaireReader.ReadFrame(text, checks),
            [.. read.Problems.Select(problem => new DraftProblem(PlaceOf(problem, places), problem))]
        )
        {
            IsReadable = root is not null && Draft.HasFrame(draft.Root),
        };
    }

    /// <summary>In the order of the text; at one character the outer before the inner.</summary>
    private static void Collect(Node node, string place, List<(int, int, string)> places)
    {
        places.Add((node.Line, node.Column, place));
        switch (node)
        {
            case MapNode map:
                foreach (var (name, value) in map.Entries)
                {
                    places.Add((name.Line, name.Column, Below(place, name.Value)));
                    Collect(value, Below(place, name.Value), places);
                }
                break;
            case ListNode list:
                for (var i = 0; i < list.Entries.Count; i++)
                    Collect(list.Entries[i], Below(place, i.ToString(CultureInfo.InvariantCulture)), places);
                break;
        }
    }

    private static string Below(string place, string name) => place.Length == 0 ? name : $"{place}/{name}";

    /// <summary>The outermost that begins just there; else the last that begins before, as where a character in the middle of a word is wrong.</summary>
    private static string PlaceOf(Problem problem, List<(int Line, int Column, string Place)> places)
    {
        var found = "";
        foreach (var (line, column, place) in places)
        {
            if ((line, column) == (problem.Line, problem.Column))
                return place;
            if (line < problem.Line || (line == problem.Line && column < problem.Column))
                found = place;
        }
        return found;
    }
}
