using System.Globalization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>Where in a file what stands: the way to it ("sections/0/items/3/text/de") as line and column, and back.</summary>
public sealed class FilePlaces
{
    // In the order of the text; at one character the outer before the inner.
    private readonly List<(int Line, int Column, string Place)> places = [];

    private FilePlaces(Node? root)
    {
        if (root is not null)
            Collect(root, "");
    }

    public static FilePlaces Of(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return Of(YamlTree.Parse(yaml, new Findings()));
    }

    internal static FilePlaces Of(Node? root) => new(root);

    /// <summary>The beginning of a place; of what is not written, such as a language of a text that has one only, of what it would stand in.</summary>
    public (int Line, int Column) Find(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        for (var wanted = place; wanted.Length > 0; wanted = wanted.LastIndexOf('/') is > 0 and var end ? wanted[..end] : "")
            if (places.FirstOrDefault(one => one.Place == wanted) is { Line: > 0 } found)
                return (found.Line, found.Column);
        return (1, 1);
    }

    /// <summary>The outermost that begins just where a problem is; else the last that begins before, as where a character in the middle of a word is wrong.</summary>
    public string PlaceOf(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
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

    private void Collect(Node node, string place)
    {
        places.Add((node.Line, node.Column, place));
        switch (node)
        {
            case MapNode map:
                foreach (var (name, value) in map.Entries)
                {
                    places.Add((name.Line, name.Column, Below(place, name.Value)));
                    Collect(value, Below(place, name.Value));
                }
                break;
            case ListNode list:
                for (var i = 0; i < list.Entries.Count; i++)
                    Collect(list.Entries[i], Below(place, i.ToString(CultureInfo.InvariantCulture)));
                break;
        }
    }

    private static string Below(string place, string name) => place.Length == 0 ? name : $"{place}/{name}";
}
