using System.Globalization;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>What a reader is handed, and where the same is to be read as a page.</summary>
/// <param name="Address">Of the PDF, with its language.</param>
/// <param name="IsPublic">Whether strangers ask for it: they can have only so many made, and their browsers may keep it.</param>
/// <param name="Kind">What it is made as.</param>
public sealed record ReportFile(string Name, string Address, string Page, bool IsPublic = false, PaperKind Kind = PaperKind.Pdf)
{
    /// <summary>As it is called on the way.</summary>
    public string Type => Kind == PaperKind.Word ? FileTypes.Word : "application/pdf";

    /// <summary>A version of a study's report, in the language of the page.</summary>
    public static ReportFile Of(Study study, ReportAddresses addresses, ReportVersion version, PaperKind kind = PaperKind.Pdf)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(addresses);
        var language = Languages.Current;
        return new(
            $"{study.Key}-{version switch { ReportVersion.Brief => "kurzfassung", ReportVersion.Data => "datenband", _ => "bericht" }}-{language}.{(kind == PaperKind.Word ? "docx" : "pdf")}",
            ReportAddresses.In(language, kind == PaperKind.Word ? addresses.Word(version) : addresses.Pdf(version)),
            addresses.Link(language, addresses.Page(version)),
            addresses.IsPublic,
            kind
        );
    }

    /// <summary>The presentation, in the language of the page.</summary>
    public static ReportFile OfSlides(Study study, ReportAddresses addresses)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(addresses);
        var language = Languages.Current;
        return new(
            $"{study.Key}-vorstellung-{language}.pdf",
            ReportAddresses.In(language, addresses.SlidesPdf),
            addresses.Link(language, addresses.Presentation ?? addresses.Slides!),
            addresses.IsPublic
        );
    }
}

/// <summary>
/// Hands out reports as PDF and as Word documents. What is not printed yet is printed in the background; programs wait for it, and browsers are shown how far it is.
/// Whether one may read the report is the page's question, and asked before.
/// </summary>
public sealed class ReportDelivery(PrintedReports printed, ReportPrints prints, ReportLimiter limiter, IStringLocalizer<Texts> t)
{
    public async Task<IActionResult> HandOutAsync(PageModel page, ReportPaper paper, ReportFile file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(file);
        page.Response.Headers.Vary = "Accept";
        // Whoever waits asks again and again: that must not take the making of the whole document, as the fingerprint does.
        if (page.Request.Query[PrintView.Waits].ToString() is { Length: > 0 } waits && UnderWay(page, paper.Subject, waits) is { } known)
            return await TellAsync(page, known, file, cancel);

        var fingerprint = await paper.FingerprintAsync();
        if (page.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag.AsSpan().Trim('"').SequenceEqual(fingerprint)))
            return Marked(page, file, fingerprint, new StatusCodeResult(StatusCodes.Status304NotModified));
        if (await printed.FindAsync(paper.Subject, fingerprint, cancel) is { } pdf)
            return IsAtOnce(page, file) || !page.Request.Query.ContainsKey(PrintView.Waits)
                ? Hand(page, file, fingerprint, pdf)
                : Show(page, PrintView.Ready(file));

        if (UnderWay(page, paper.Subject, fingerprint) is { } print)
            return await TellAsync(page, print, file, cancel);
        if (file.IsPublic && !limiter.Allows(page.HttpContext))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        try
        {
            return await TellAsync(page, prints.Begin(paper, fingerprint), file, cancel);
        }
        catch (ReportPrinterException full) when (!IsAtOnce(page, file))
        {
            if (full.RetryAfter is { } soon)
                page.Response.Headers.RetryAfter = soon.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Show(page, PrintView.Failed(file, full.Sentence, file.Address));
        }
    }

    /// <summary>
    /// The print that whoever asks can wait for, or that has just failed. Whoever wants to try again names the failure, so that looking at it again does not;
    /// a program that asks has not been told.
    /// </summary>
    private ReportPrint? UnderWay(PageModel page, string subject, string fingerprint)
    {
        if (prints.Of(subject, fingerprint) is not { } print)
            return null;
        if (print.Problem is null || (!IsProgram(page) && page.Request.Query[PrintView.Again] != print.Id))
            return print;
        prints.Forget(print);
        return null;
    }

    private async Task<IActionResult> TellAsync(PageModel page, ReportPrint print, ReportFile file, CancellationToken cancel) =>
        IsAtOnce(page, file) ? Hand(page, file, print.Fingerprint, await print.Pdf.WaitAsync(cancel))
        : print.Problem is { } problem
            ? Show(page, PrintView.Failed(file, problem, QueryHelpers.AddQueryString(file.Address, PrintView.Again, print.Id)))
        : print.Pdf.IsCompletedSuccessfully ? Show(page, PrintView.Ready(file))
        : Show(page, PrintView.Waiting(file, print));

    private static bool IsProgram(PageModel page) =>
        !IsScript(page) && !page.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>A Word document takes a few seconds, which is not worth a page that tells how far it is.</summary>
    private static bool IsAtOnce(PageModel page, ReportFile file) => file.Kind == PaperKind.Word || IsProgram(page);

    /// <summary>That of the page that waits.</summary>
    private static bool IsScript(PageModel page) => page.Request.Headers.Accept == "application/json";

    private IActionResult Show(PageModel page, PrintView view) =>
        IsScript(page)
            ? new JsonResult(
                new
                {
                    state = view.State.ToString(),
                    done = view.Done,
                    text = t.Say(view.Told),
                }
            )
            : new ViewResult
            {
                ViewName = "/Pages/Shared/Druck.cshtml",
                StatusCode = view.Status,
                ViewData = new ViewDataDictionary<PrintView>(page.MetadataProvider, page.ModelState) { Model = view },
            };

    private static IActionResult Hand(PageModel page, ReportFile file, string fingerprint, byte[] pdf) =>
        Marked(page, file, fingerprint, page.File(pdf, file.Type, file.Name));

    /// <summary>A mark of the content, not of the bytes: made anew, it may tell another day.</summary>
    private static IActionResult Marked(PageModel page, ReportFile file, string fingerprint, IActionResult result)
    {
        page.Response.Headers.ETag = $"W/\"{fingerprint}\"";
        if (file.IsPublic)
            page.Response.Headers.CacheControl = "private, no-cache";
        return result;
    }
}
