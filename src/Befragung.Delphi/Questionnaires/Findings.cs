namespace Befragung.Delphi.Questionnaires;

/// <summary>The problems found so far. A hostile file may have a million; nobody reads more than the first.</summary>
internal sealed class Findings
{
    private const int Most = 1000;

    private readonly List<Problem> problems = [];

    public bool HasErrors { get; private set; }

    public IReadOnlyList<Problem> Sorted => [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void Add(Node at, Sentence what) => Add(new Problem(at.Line, at.Column, what));

    public void Add(Problem problem)
    {
        HasErrors |= !problem.IsNotice;
        if (problems.Count < Most)
            problems.Add(problem);
        else if (problems.Count == Most)
            problems.Add(problem with { What = new Sentence("Es gibt mehr als {0:N0} Fehler; weitere nenne ich nicht.", Most) });
    }

    public void Notice(Node at, Sentence what) => Add(new Problem(at.Line, at.Column, what, IsNotice: true));
}
