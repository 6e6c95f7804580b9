namespace Befragung.Web.Access;

/// <summary>What somebody looks for, as words. Each becomes a condition of a query: so there are only so many, however much is sent.</summary>
public static class SearchWords
{
    public const int Longest = 200;

    private const int Most = 10;

    public static IReadOnlyList<string> Of(string? typed) =>
        [.. (typed is { Length: > Longest } ? typed[..Longest] : typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(Most)];
}
