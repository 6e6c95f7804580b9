namespace Befragung.Web.Pages;

/// <summary>A message on a page, as KERN shows it.</summary>
/// <param name="Kind">info, success, warning or danger.</param>
public sealed record Alert(string Kind, string Title, IReadOnlyList<string> Lines)
{
    public Alert(string kind, string title, params string[] lines)
        : this(kind, title, (IReadOnlyList<string>)lines) { }
}
