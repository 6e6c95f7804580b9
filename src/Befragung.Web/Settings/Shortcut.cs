using Befragung.Delphi;

namespace Befragung.Web.Settings;

/// <summary>What makes the pages of experts faster than the framework alone would. Each can be turned off, which changes nothing but the time that they take.</summary>
[Flags]
public enum Shortcut
{
    None = 0,

    /// <summary>What all who see a page see alike is rendered once.</summary>
    Pages = 1,

    /// <summary>A mere look at a page that is there already does without MVC.</summary>
    Direct = 2,

    /// <summary>Queries are prepared by the database once.</summary>
    Queries = 4,

    All = Pages | Direct | Queries,
}

/// <summary>Which shortcuts are taken on this installation.</summary>
public sealed record ShortcutsTaken(Shortcut Taken)
{
    public const string Setting = "Experts:Shortcuts";

    public static ShortcutsTaken From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(configuration[Setting] is { } named ? Enum.Parse<Shortcut>(named, ignoreCase: true) : Shortcut.All);
    }

    public bool Has(Shortcut one) => Taken.HasFlag(one);

    /// <summary>What is wrong with a value of the setting; null where nothing is.</summary>
    public static Sentence? Check(string value) =>
        Enum.TryParse<Shortcut>(value, ignoreCase: true, out var named) && (named & ~Shortcut.All) == Shortcut.None
            ? null
            : new("Möglich sind „All“, „None“ oder, durch Kommas getrennt: {0}.", string.Join(", ", SingleOnes));

    private static IEnumerable<Shortcut> SingleOnes => [Shortcut.Pages, Shortcut.Direct, Shortcut.Queries];
}
