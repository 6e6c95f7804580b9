using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Befragung.Web.Kern;

/// <summary>
/// Why a form was not taken in. From this one record come the "Fehler: …" in front of the title, the summary above the page and what stands at each field, so that
/// none of them can be forgotten.
/// </summary>
/// <remarks>
/// Not the model state: that also keeps what the framework could not bind, in the framework's words, and it has no heading.
/// </remarks>
/// <param name="Heading">What did not happen: "Das Passwort ist noch nicht geändert".</param>
public sealed record PageErrors(string Heading, IReadOnlyList<PageError> Errors)
{
    /// <summary>Those of the page that is being made; null where nothing was refused.</summary>
    public static PageErrors? Of(ViewDataDictionary data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data[nameof(PageErrors)] as PageErrors;
    }

    /// <summary>Has the page show them.</summary>
    public void Tell(ViewDataDictionary data)
    {
        ArgumentNullException.ThrowIfNull(data);
        data[nameof(PageErrors)] = this;
    }

    /// <summary>What is wrong with one field; null for nothing.</summary>
    public string? At(string field)
    {
        var words = Errors.Where(error => error.Field == field).Select(error => error.Words).ToList();
        return words.Count == 0 ? null : string.Join(' ', words);
    }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">The id of the field that it is wrong in; null where it is in none.</param>
/// <param name="Words">What is wrong and what to do, as a sentence.</param>
public sealed record PageError(string? Field, string Words);
