using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Befragung.Web.Pages;

/// <summary>The pages of a long list: which one is shown, and how to get to the others.</summary>
/// <param name="Here">From 1.</param>
/// <param name="Address">Of the list. Null where a form asks for its pages, since what is looked for belongs into no address.</param>
/// <param name="Form">Id of that form.</param>
public sealed record Pager(int Here, int Last, string? Address = null, string? Form = null)
{
    /// <summary>For so many entries; a page that is not there becomes the nearest one.</summary>
    public static Pager For(int wanted, int entries, int perPage, string? address = null, string? form = null)
    {
        var last = Math.Max(1, (entries + perPage - 1) / perPage);
        return new(Math.Clamp(wanted, 1, last), last, address, form);
    }

    /// <summary>The first, the last, and those around; null where some are left out.</summary>
    public IEnumerable<int?> Shown
    {
        get
        {
            var before = 0;
            foreach (var page in Enumerable.Range(1, Last).Where(page => page == 1 || page == Last || Math.Abs(page - Here) <= 2))
            {
                if (page > before + 1)
                    yield return null;
                yield return before = page;
            }
        }
    }

    public string Of(int page) => QueryHelpers.AddQueryString(Address!, "seite", page.ToString(CultureInfo.InvariantCulture));
}

/// <summary>One way out of a list to another page of it.</summary>
public sealed record PagerStep(Pager Pager, int Page, string Name, bool IsNumber = false);
