using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Befragung.Web.Kern;

/// <summary>What a control has to know of the field around it, and the parts that all fields have alike.</summary>
internal sealed record FieldParts(string Id, bool HasHint, bool IsWrong)
{
    /// <summary>What describes the control, the error first: that is what somebody comes back for.</summary>
    public string? DescribedBy(string? own)
    {
        string?[] ids = [IsWrong ? Id + "-fehler" : null, HasHint ? Id + "-hinweis" : null, own];
        var all = string.Join(' ', ids.Where(id => !string.IsNullOrEmpty(id)));
        return all.Length == 0 ? null : all;
    }

    public static IHtmlContent HintOf(string id, string words)
    {
        var hint = Html.Tag("div", "kern-hint").With(words);
        hint.Attributes["id"] = id + "-hinweis";
        return hint;
    }

    public static IHtmlContent ErrorOf(string id, string words)
    {
        var icon = Html.Tag("span", "kern-icon kern-icon--danger kern-icon--md");
        icon.Attributes["aria-hidden"] = "true";
        var error = Html.Tag("p", "kern-error");
        error.Attributes["id"] = id + "-fehler";
        error.InnerHtml.AppendHtml(icon).AppendHtml(Html.Tag("span", "kern-body").With(words));
        return error;
    }
}
