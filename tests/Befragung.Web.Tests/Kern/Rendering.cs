using System.Text.Encodings.Web;
using System.Text.Unicode;
using Befragung.Web.Kern;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Tests.Kern;

/// <summary>Makes the HTML of one tag helper, as a page would: within what stands around it, and with what is in it.</summary>
internal sealed class Rendering(PageErrors? errors = null, Rendering? around = null)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly Dictionary<object, object> items = around is null ? [] : new(around.items);

    public ViewContext View
    {
        get
        {
            var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary());
            (errors ?? around?.Errors)?.Tell(data);
            return new ViewContext { ViewData = data };
        }
    }

    private PageErrors? Errors => errors ?? around?.Errors;

    /// <param name="element">The name in the page: "kern-input".</param>
    /// <param name="attributes">What the helper has no property for; null is one without a value.</param>
    /// <param name="inside">What stands between the tags, made when the helper asks for it.</param>
    public async Task<string> OfAsync(
        string element,
        TagHelper helper,
        IEnumerable<(string Name, string? Value)>? attributes = null,
        Func<Rendering, Task<string>>? inside = null
    )
    {
        var given = new TagHelperAttributeList(
            (attributes ?? []).Select(one => one.Value is null ? new TagHelperAttribute(one.Name) : new(one.Name, one.Value))
        );
        var context = new TagHelperContext(element, given, items, "test");
        TagHelperContent? made = null;
        var output = new TagHelperOutput(
            element,
            new(given),
            async (_, _) =>
            {
                made ??= new DefaultTagHelperContent().SetHtmlContent(inside is null ? "" : await inside(new Rendering(errors, this)));
                return made;
            }
        );
        helper.Init(context);
        await helper.ProcessAsync(context, output);
        if (!output.IsContentModified && output.TagName is not null)
            output.Content = await output.GetChildContentAsync();
        await using var html = new StringWriter();
        output.WriteTo(html, Encoder);
        return html.ToString();
    }
}
