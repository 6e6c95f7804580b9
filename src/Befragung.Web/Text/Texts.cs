using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Reporting;
using Microsoft.Extensions.Localization;

[assembly: RootNamespace("Befragung.Web")]

namespace Befragung.Web.Text;

/// <summary>
/// The English of every German sentence: the German one is the key, Texts.en.resx holds the other. A test fails on missing and on orphaned keys.
/// </summary>
public sealed class Texts;

/// <summary>The texts with their counts written in one way; see <see cref="CountFormat"/>.</summary>
internal sealed class CountedTexts(IStringLocalizerFactory factory) : IStringLocalizer<Texts>
{
    private readonly IStringLocalizer texts = factory.Create(typeof(Texts));

    public LocalizedString this[string name]
    {
        get
        {
            var text = texts[name];
            if (!text.ResourceNotFound || Languages.Current is "de" or "en")
                return text;
            // What is not there in a third language is said in English.
            var page = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = Languages.Culture("en");
            try
            {
                return texts[name];
            }
            finally
            {
                CultureInfo.CurrentUICulture = page;
            }
        }
    }

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new(
                name,
                string.Format(new CountFormat(CultureInfo.CurrentCulture), text.Value, arguments),
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
            var (least, most) when least == most => t["etwa {0:=eine Minute|# Minuten}", least],
            var (least, most) => t["etwa {0} bis {1:Minute|Minuten}", least, most],
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
            new CountFormat(CultureInfo.CurrentCulture),
            several
                ? text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
                : OfSeveral().Replace(text, ""),
            values
        );
    }

    /// <summary>What stands over the numbers of a round: its name, and of a single one that they are of all.</summary>
    public static string RoundName(this IStringLocalizer<Texts> t, bool several, int number) =>
        several ? t["Runde {0}", number] : t["Alle"];

    /// <summary>What a statement was made from: how many mentions, of how many groups.</summary>
    /// <param name="others">Whether somebody wrote one of whom the group may not be told.</param>
    public static string Origin(this IStringLocalizer<Texts> t, int mentions, int groups, bool others)
    {
        ArgumentNullException.ThrowIfNull(t);
        return (mentions, groups, others) switch
        {
            (0, _, _) => t["noch ohne Nennung"],
            // Of a single one the group is not told: it could be known who wrote it.
            (1, _, _) or (_, 0, _) => t["aus {0:Nennung|Nennungen}", mentions],
            (_, 1, false) => t["aus {0:Nennung|Nennungen} einer Gruppe", mentions],
            (_, 1, true) => t["aus {0:Nennung|Nennungen} einer Gruppe und weiterer, die nicht genannt werden", mentions],
            (_, _, true) => t["aus {0:Nennung|Nennungen}, {1:Gruppe|Gruppen} und weiteren, die nicht genannt werden", mentions, groups],
            _ => t["aus {0:Nennung|Nennungen}, {1:Gruppe|Gruppen}", mentions, groups],
        };
    }

    /// <summary>What became of a question in a round.</summary>
    public static string Told(this IStringLocalizer<Texts> t, QuestionPlace place)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(place);
        var others = string.Join(", ", place.Others.Select(other => other.Number));
        return place.Fate switch
        {
            QuestionFate.Merged or QuestionFate.Split => t["aus {0}", others],
            QuestionFate.Replaced => t["geht weiter als {0}", others],
            QuestionFate.OfAnswers when place.Origin is { } origin => t.Origin(origin.Mentions, origin.Groups, origin.OthersToo),
            var fate => t[Words.Of(fate)],
        };
    }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, 5000)]
    private static partial Regex OfSeveral();
}
