namespace Befragung.Delphi.Questionnaires;

/// <summary>An item that a later round asks and the one before it did not, and where.</summary>
/// <param name="Item">A new one, or one of an earlier round.</param>
/// <param name="Section">The section it comes at the end of; one that is not there is added behind the others, with that title.</param>
public sealed record NewItem(Item Item, string Section, LocalizedText SectionTitle);
