namespace Befragung.Delphi.Questionnaires;

/// <summary>What an item, or a part of it, is called in a sentence: the item's text (inline Markdown) and the part's name.</summary>
public sealed record PartName(LocalizedText Item, LocalizedText? Part)
{
    public override string ToString() => Part is null ? Item.ToString() : $"{Item} ({Part})";
}
