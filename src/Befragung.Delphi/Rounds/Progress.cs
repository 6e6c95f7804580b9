using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

/// <summary>How far questions are answered; texts to be read are none.</summary>
/// <param name="Whole">Those that are answered in full.</param>
/// <param name="Partial">Those of which a part is answered.</param>
/// <param name="Open">Those without any answer.</param>
public sealed record Progress(int Whole, int Partial, int Open)
{
    public int All => Whole + Partial + Open;

    public int Begun => Whole + Partial;

    public bool IsComplete => Whole == All;

    /// <summary>Whether so little is answered that it may be a slip to hand in.</summary>
    public bool IsLittle => Begun * 2 < All;

    public static Progress Of(IEnumerable<Item> items, Answers answers)
    {
        var extents = items.Where(item => item.Parts.Count > 0).Select(answers.Extent).ToList();
        return new(extents.Count(one => one.IsWhole), extents.Count(one => one.IsPartial), extents.Count(one => one.IsNone));
    }
}
