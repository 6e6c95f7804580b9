using Befragung.Delphi;

namespace Befragung.Web.Settings;

/// <summary>A setting of the platform's own, and what may stand there.</summary>
/// <param name="Key">As the configuration names it, such as Site:Address.</param>
/// <param name="Check">What is wrong with a value, after the words "Site__Address ist „…“:"; null where nothing is.</param>
/// <param name="Default">What counts where nothing is set; checked too, where it depends on the machine.</param>
public sealed record Setting(string Key, Func<string, Sentence?> Check, string? Default = null)
{
    /// <summary>Whether the value is a secret, which no sentence repeats.</summary>
    public bool IsSecret { get; init; }

    public string Section => Key.Split(':')[0];

    /// <summary>As people write it, in the environment of the program.</summary>
    public string Name => NameOf(Key);

    public static string NameOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace(":", "__", StringComparison.Ordinal);
    }
}
