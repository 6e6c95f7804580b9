using Befragung.Web.Charts;

namespace Befragung.Web.Reports.Figures;

/// <summary>A picture of the report as a thing of its own, to be taken elsewhere: with what it is about, and with its numbers.</summary>
/// <param name="Key">Its name in addresses; see <see cref="FigureKeys"/>.</param>
/// <param name="Title">What was asked.</param>
/// <param name="Note">How to read it, with its round and its n.</param>
/// <param name="Width">How wide it is drawn to be shown large.</param>
public sealed record Figure(string Key, string Title, string? Finding, string Note, Picture Picture, int Width, FigureTable Table);

/// <summary>The numbers of a picture. Numbers are full and written with a point, like those of all exports; what may not be told is left blank.</summary>
public sealed record FigureTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows);
