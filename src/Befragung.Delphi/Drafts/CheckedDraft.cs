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
        var root = YamlTree.Parse(text, new Findings());
        var places = FilePlaces.Of(root);
        return new(
            read.Questionnaire,
            read.Questionnaire is { } whole ? whole with { Sections = [] } : QuestionnaireReader.ReadFrame(text, checks),
            [.. read.Problems.Select(problem => new DraftProblem(places.PlaceOf(problem), problem))]
        )
        {
            IsReadable = root is not null && Draft.HasFrame(draft.Root),
        };
    }
}
