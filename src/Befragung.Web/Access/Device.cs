namespace Befragung.Web.Access;

/// <summary>
/// What a browser says of itself, in so few words that whoever owns it knows it again and nobody else learns much: "Firefox, Windows". Of what cannot be told there is
/// nothing.
/// </summary>
public static class Device
{
    public const int Longest = 40;

    // Who says the name of others too comes before them.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var said = userAgent ?? "";
        return string.Join(", ", ((string?[])[Found(Browsers, said), Found(Systems, said)]).OfType<string>());
    }

    private static string? Found((string Sign, string Name)[] known, string said) =>
        known.Where(one => said.Contains(one.Sign, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
