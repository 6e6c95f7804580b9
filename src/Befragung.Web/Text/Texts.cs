using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires.Hints;
using Microsoft.Extensions.Localization;

[assembly: RootNamespace("Befragung.Web")]

namespace Befragung.Web.Text;

/// <summary>
/// The English of every German sentence: the German one is the key, Texts.en.resx holds the other. A test fails on missing and on orphaned keys.
/// </summary>
public sealed class Texts;

/// <summary>The texts with their counts written in one way; see <see cref="Counts"/>.</summary>
internal sealed class CountedTexts(IStringLocalizerFactory factory) : IStringLocalizer<Texts>
{
    private readonly IStringLocalizer texts = factory.Create(typeof(Texts));

    public LocalizedString this[string name] => texts[name];

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = texts[name];
            return new(
                name,
                string.Format(new Counts(CultureInfo.CurrentCulture), text.Value, arguments),
                text.ResourceNotFound,
                text.SearchedLocation
            );
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
}

public static partial class LocalizerExtensions
{
    /// <summary>The texts in German and English.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services) =>
        services.AddLocalization().AddSingleton<IStringLocalizer<Texts>, CountedTexts>();

    /// <summary>"etwa 5 bis 15 Minuten".</summary>
    public static string Minutes(this IStringLocalizer t, Duration duration)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(duration);
        return (duration.Least, duration.Most) switch
        {
            (1, 1) => t["etwa eine Minute"],
            var (least, most) when least == most => t["etwa {0} Minuten", least],
            var (least, most) => t["etwa {0} bis {1} Minuten", least, most],
        };
    }

    /// <summary>A sentence of the method in the language of the page.</summary>
    public static string Say(this IStringLocalizer<Texts> t, Sentence sentence) =>
        t[sentence.German, [.. sentence.Values.Select(value => value is Sentence inner ? t.Say(inner) : value)]];

    /// <summary>
    /// A text that tells the number of a round where there are several. In brackets stands what is left out where there is but one: "Antworten[ in Runde {0}]".
    /// </summary>
    public static string Rounds(this IStringLocalizer<Texts> t, bool several, string german, params object[] values)
    {
        var text = t[german].Value;
        return string.Format(
            new Counts(CultureInfo.CurrentCulture),
            several
                ? text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
                : OfSeveral().Replace(text, ""),
            values
        );
    }

    /// <summary>What stands over the numbers of a round: its name, and of a single one that they are of all.</summary>
    public static string RoundName(this IStringLocalizer<Texts> t, bool several, int number) =>
        several ? t["Runde {0}", number] : t["Alle"];

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, 5000)]
    private static partial Regex OfSeveral();
}
