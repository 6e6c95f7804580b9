using Befragung.Web.Kern;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>What becomes of a form that is not taken in: its page again, with what is wrong (<see cref="PageErrors"/>). What was typed is kept by the page.</summary>
internal static class Refusals
{
    /// <param name="heading">What did not happen.</param>
    public static PageResult Refuse(this PageModel page, string heading, params IReadOnlyList<PageError> errors) =>
        page.Refuse(StatusCodes.Status400BadRequest, heading, errors);

    /// <param name="status">Another than 400, such as 409 where somebody else was faster.</param>
    public static PageResult Refuse(this PageModel page, int status, string heading, params IReadOnlyList<PageError> errors)
    {
        new PageErrors(heading, errors).Tell(page.ViewData);
        page.Response.StatusCode = status;
        return page.Page();
    }

    /// <summary>What Identity has against an address (the field "email") or a password ("password").</summary>
    public static IReadOnlyList<PageError> AtFields(this IdentityResult result) =>
        [.. result.Errors.Select(error => new PageError(IsOfAddress(error) ? "email" : "password", error.Description)).Distinct()];

    private static bool IsOfAddress(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.InvalidEmail);
}
