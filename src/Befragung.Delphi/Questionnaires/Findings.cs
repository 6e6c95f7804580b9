namespace Befragung.Delphi.Questionnaires;

/// <summary>The problems found so far. A hostile file may have a million; nobody reads more than the first, but all are counted.</summary>
internal sealed class Findings
{
    public const int Most = 200;

    private const int LongestWord = 60;

    private readonly List<Problem> errors = [];
    private readonly List<Problem> notices = [];
    private int count;

    public bool HasErrors => errors.Count > 0;

    /// <summary>There are as many as are shown: another one only counts.</summary>
    public bool IsFull => errors.Count >= Most;

    /// <summary>In the order of the file, mistakes before notices where there are too many; the last one says how many more there are.</summary>
    public IReadOnlyList<Problem> Sorted
    {
        get
        {
            List<Problem> shown = [.. errors.Concat(notices).Take(Most).OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
            if (count > shown.Count)
                shown.Add(shown[^1] with { What = new Sentence("… und {0} weitere.", count - shown.Count), IsNotice = !HasErrors });
            return shown;
        }
    }

    /// <summary>Where a word is wrong that has a character in it that nobody sees, it is that character.</summary>
    public void Add(Node at, Sentence what)
    {
        if (IsFull)
            Skip();
        else if (at is ScalarNode { Value.Length: <= LongestWord } word && Invisible.IndexIn(word.Value) is >= 0 and var index)
            Add(new Problem(word.Line, word.Column + index + (word.IsPlain ? 0 : 1), Unseen(word.Value, index)));
        else
            Add(new Problem(at.Line, at.Column, what));
    }

    public void Add(Problem problem)
    {
        count++;
        var list = problem.IsNotice ? notices : errors;
        if (list.Count < Most)
            list.Add(problem);
    }

    public void Notice(Node at, Sentence what) => Add(new Problem(at.Line, at.Column, what, IsNotice: true));

    /// <summary>One more that need not be told.</summary>
    public void Skip() => count++;

    private static Sentence Unseen(string word, int index) =>
        new(
            "In „{0}“ steht hier ein Zeichen, das man nicht sieht ({1}). Löschen Sie es, oder schreiben Sie das Wort neu.",
            Characters.Quoted(Invisible.Trimmed(word)),
            Invisible.CodeOf(word[index])
        );
}
