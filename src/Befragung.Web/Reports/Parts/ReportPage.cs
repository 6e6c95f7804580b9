using System.Globalization;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Befragung.Web.Reports.Parts;

/// <summary>The report as one HTML document, for screen or paper; and what an expert answered, for paper. Needs no request: the verbs of the executable use it as pages do.</summary>
public sealed class ReportPage(IRazorViewEngine views, IServiceScopeFactory scopes, ReportStyle style, LogoFiles logos)
{
    private const string Whole = "/Reports/Parts/Report.cshtml",
        Data = "/Reports/Parts/Data.cshtml",
        Short = "/Reports/Parts/Short.cshtml",
        Own = "/Reports/Parts/Own.cshtml",
        Asked = "/Reports/Parts/Questionnaire.cshtml",
        Letters = "/Reports/Parts/Letters.cshtml",
        Poster = "/Reports/Parts/Poster.cshtml",
        Slides = "/Reports/Parts/SlidesPaper.cshtml",
        Ratings = "/Reports/Parts/Ratings.cshtml";

    /// <summary>A volume, to be served by a page: the style sheet is linked.</summary>
    /// <param name="running">The round that is open meanwhile, where that is told.</param>
    public Task<string> ForScreen(
        StudyReport report,
        string language,
        ReportLinks? links = null,
        RunningRound? running = null,
        ReportVersion volume = ReportVersion.Whole,
        PageMeta? meta = null
    ) =>
        Render(
            ViewOf(volume),
            language,
            new ReportView(report, language, null, links)
            {
                Running = running,
                Volume = volume,
                Meta = meta,
            }
        );

    /// <summary>The same to be printed: everything is inside, and nothing is loaded.</summary>
    public async Task<string> ForPaper(StudyReport report, string language, ReportVersion volume = ReportVersion.Whole)
    {
        ArgumentNullException.ThrowIfNull(report);
        return await Render(
            ViewOf(volume),
            language,
            new ReportView(report, language, style.Inlined(Footer(report, language)) + Palette.Of(report.Look).ToCss(), null)
            {
                LogoAddress = await logos.AddressAsync(report.Look.Logo),
                Volume = volume,
            }
        );
    }

    /// <summary>To be printed: the presentation, a screen on each page.</summary>
    public Task<string> SlidesForPaper(StudyReport report, string language)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Render(
            Slides,
            language,
            new SlidesView(report, language, style.Inlined(Footer(report, language)) + Palette.Of(report.Look).ToCss())
        );
    }

    /// <summary>All ratings in one table, to become a Word document.</summary>
    public Task<string> RatingsForPaper(StudyReport report, string language) =>
        Render(Ratings, language, new RatingsView(report, language));

    /// <summary>To be printed: an expert's own answers.</summary>
    public Task<string> ForPaper(OwnResult result, string language, DateTime madeAt)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Render(Own, language, new OwnPaper(result, language, style.Inlined(Footer(result.Asked.Title, language)), madeAt));
    }

    /// <summary>A questionnaire to be read before anybody answers, to be served by a page.</summary>
    /// <param name="made">When it is made; "" where that is not told.</param>
    public Task<string> ForScreen(PaperQuestionnaire paper, string language, string made, params IReadOnlyList<QuestionnaireLink> links) =>
        Render(Asked, language, new QuestionnaireView(paper, language, made, null, links));

    /// <summary>The same, to be printed.</summary>
    public Task<string> ForPaper(PaperQuestionnaire paper, string language, string made)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return Render(
            Asked,
            language,
            new QuestionnaireView(paper, language, made, style.Inlined(Footer(paper.Asked.Title, language)), [])
        );
    }

    /// <summary>To be printed: letters to people who have no mail.</summary>
    public Task<string> ForPaper(string title, string language, IReadOnlyList<PrintedLetter> letters) =>
        Render(Letters, language, new PrintedLetters(title, language, style.Inlined(""), letters));

    /// <summary>To be printed and put up.</summary>
    public Task<string> ForPaper(PrintedPoster poster)
    {
        ArgumentNullException.ThrowIfNull(poster);
        return Render(Poster, poster.Language, poster with { Style = style.Inlined("") });
    }

    private static string ViewOf(ReportVersion volume) =>
        volume switch
        {
            ReportVersion.Brief => Short,
            ReportVersion.Data => Data,
            _ => Whole,
        };

    /// <summary>What is not the last word says so on every page.</summary>
    private static string Footer(StudyReport report, string language) =>
        report.IsInterim
            ? $"{Footer(report.Title, language)} – {(language == "en" ? "interim report" : "Zwischenbericht")}"
            : Footer(report.Title, language);

    private static string Footer(LocalizedText title, string language) =>
        Markdown.Plain(title.In(language)) is var text && text.Length <= 100 ? text : text[..99] + "…";

    private async Task<string> Render<T>(string path, string language, T model)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture(language);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = new ActionContext(
                new DefaultHttpContext { RequestServices = scope.ServiceProvider },
                new(),
                new ActionDescriptor()
            );
            var view = views.GetView(null, path, isMainPage: true).EnsureSuccessful(null).View!;
            await using var writer = new StringWriter(CultureInfo.InvariantCulture);
            var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
            // Pictures stand deep inside the page, and need to know where they are as files.
            data[nameof(ReportLinks.Pictures)] = (model as ReportView)?.Links?.Pictures;
            data[nameof(ReportLinks.Embedded)] = (model as ReportView)?.Links?.Embedded;
            data[nameof(ReportView.Printed)] = (model as ReportView)?.Printed ?? true;
            data[nameof(ReportView.Volume)] = (model as ReportView)?.Volume;
            data["Report"] = (model as ReportView)?.Links?.Others.FirstOrDefault(other => other.Version == ReportVersion.Whole).Address;
            await view.RenderAsync(
                new ViewContext(
                    context,
                    view,
                    data,
                    new TempDataDictionary(context.HttpContext, new NoTempData()),
                    writer,
                    new HtmlHelperOptions()
                )
            );
            var html = Citations.Linked(writer.ToString());
            return GlossaryList.Filled((model as ReportView)?.Printed == false ? GlossaryList.Linked(html, language) : html, language);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>A view wants some, and the usual kind would make keys for a cookie that is never sent.</summary>
    private sealed class NoTempData : ITempDataProvider
    {
        public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>();

        public void SaveTempData(HttpContext context, IDictionary<string, object> values) { }
    }
}
