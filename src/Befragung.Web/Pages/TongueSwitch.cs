using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Befragung.Web.Pages;

/// <summary>Which languages a page offers besides its own.</summary>
public static class TongueSwitch
{
    /// <summary>So many stand in a line; more are a list to open.</summary>
    public const int MostInLine = 2;

    /// <summary>Says which languages the study of a page has that shows no round.</summary>
    public static void Offer(ViewDataDictionary data, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(data);
        data[nameof(TongueSwitch)] = languages;
    }

    public static IReadOnlyList<string> Of(ViewDataDictionary data, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(data);
        var ofStudy =
            data[nameof(TongueSwitch)] as IReadOnlyList<string> ?? (data[nameof(FrozenRound)] as FrozenRound)?.Questionnaire.Languages;
        return [.. Offered(ofStudy, http).Where(tag => tag != Languages.Content)];
    }

    /// <summary>A study in German or English, or both, has sentences in both, whatever its questions are in.</summary>
    private static IEnumerable<string> Offered(IReadOnlyList<string>? ofStudy, HttpContext http) =>
        ofStudy is null ? Languages.OfPage(http.Request.Path)
        : ofStudy.All(Languages.All.Contains) ? Languages.All
        : ofStudy;
}
