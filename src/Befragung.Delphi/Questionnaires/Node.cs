namespace Befragung.Delphi.Questionnaires;

/// <summary>What stands in a file, with its place (1-based).</summary>
internal abstract record Node(int Line, int Column);

internal sealed record ScalarNode(int Line, int Column, string Value, bool IsPlain) : Node(Line, Column)
{
    /// <summary>Nothing was written. In quotation marks "null" is a word.</summary>
    public bool IsNothing => IsPlain && Value is ("" or "~" or "null");
}

internal sealed record ListNode(int Line, int Column, IReadOnlyList<Node> Entries) : Node(Line, Column);

/// <param name="Line">Of its first character.</param>
/// <param name="Column">Of its first character.</param>
/// <param name="Entries">In their order, each name once.</param>
/// <param name="IsFlow">Written in braces.</param>
internal sealed record MapNode(int Line, int Column, IReadOnlyList<(ScalarNode Name, Node Value)> Entries, bool IsFlow)
    : Node(Line, Column);
