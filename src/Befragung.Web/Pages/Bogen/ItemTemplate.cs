using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// The page parts of items. What is frozen when a round opens (texts, feedback, pictures) is made once per round and language, and not for every expert.
/// </summary>
internal static partial class ItemTemplate
{
    private static readonly ConditionalWeakTable<
        FrozenRound,
        ConcurrentDictionary<(string Item, string Language), Template<OwnAnswers>>
    > All = [];

    /// <summary>The part of an item in the language of the page; null while it has not been made.</summary>
    public static Template<OwnAnswers>? Find(FrozenRound round, string item) =>
        All.TryGetValue(round, out var templates) && templates.TryGetValue((item, Languages.Current), out var template) ? template : null;

    /// <summary>Makes the part of an item, where nobody did yet.</summary>
    /// <param name="render">Renders the partial view of that name for an item.</param>
    public static async ValueTask MakeAsync(FrozenRound round, ItemView view, Func<string, ItemView, Task<IHtmlContent>> render)
    {
        if (Find(round, view.Item.Key) is not null)
            return;
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        (await render(view.Partial, view)).WriteTo(writer, HtmlEncoder.Default);
        // Indentation is for those who write the parts; a third of the page would be blanks.
        All.GetOrCreateValue(round)
            .TryAdd((view.Item.Key, Languages.Current), new(Indentation().Replace(writer.ToString(), "\n"), view.Places));
    }

    [GeneratedRegex(@"\n\s+", RegexOptions.None, 1000)]
    private static partial Regex Indentation();
}
