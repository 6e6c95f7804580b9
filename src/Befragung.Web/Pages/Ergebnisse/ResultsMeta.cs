using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Befragung.Web.Mail;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>What pages of released results tell programs, see <see cref="PageMeta"/>; only of those that everybody may read.</summary>
public sealed class ResultsMeta(SiteAddress site, IStringLocalizer<Texts> t)
{
    private const int LongestDescription = 300;

    /// <summary>An address in full, in the language of the page.</summary>
    public string Of(string address) => site.Of(ReportAddresses.In(Languages.Current, address));

    /// <summary>The beginning of all addresses of pictures, in full.</summary>
    public string Pictures(string key) => site.Of(ReportAddresses.Public(key).Pictures!);

    /// <summary>Of a volume of the report.</summary>
    public PageMeta Of(Study study, StudyReport report, ReportVersion version)
    {
        ArgumentNullException.ThrowIfNull(study);
        var addresses = ReportAddresses.Public(study.Key);
        return Of(study, report, Title(report), addresses.Page(version)) with { IsPublication = version == ReportVersion.Whole };
    }

    /// <summary>Of a page beside it.</summary>
    public PageMeta Of(Study study, StudyReport report, string title, string address)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(report);
        var addresses = ReportAddresses.Public(study.Key);
        var publication = new PublishedReport(
            Title(report),
            report.Publication.AuthorNames,
            report.Publication.Publisher?.ToString(),
            study.Rounds.Max(round => round.ReleasedAt)!.Value,
            Languages.Current,
            Of(addresses.Pdf(ReportVersion.Whole))
        );
        return new(
            publication,
            title,
            Description(report),
            Of(address),
            (Languages.Other, site.Of(ReportAddresses.In(Languages.Other, address)))
        )
        {
            Picture = Picture(report, addresses),
            Files = report.Texts.Offer.Data
                ? [("text/csv", Of(addresses.Data)), ("text/csv", Of(addresses.Codebook)), ("application/json", Of(addresses.Json))]
                : [],
        };
    }

    private static string Title(StudyReport report) => Markdown.Plain(report.Title.ToString());

    private string Description(StudyReport report)
    {
        string?[] said =
        [
            report.Notice is { } notice ? t.Plainly(notice) : null,
            (
                report.IsDelphi
                    ? t["Ergebnisse einer Delphi-Befragung in {0:Runde|Runden}.", report.Rounds.Count]
                    : t["Ergebnisse einer Befragung."]
            ).Value,
            report.KeyFindings is [var first, ..]
                ? report.Texts.Of(first.TextKey) is { } rewritten
                    ? Markdown.Plain(rewritten.Text.ToString())
                    : t.Plainly(first.Computed)
                : null,
        ];
        return Wording.Shortened(string.Join(' ', said.OfType<string>()), LongestDescription);
    }

    /// <summary>The first picture of what came out, else the logo.</summary>
    private MetaPicture? Picture(StudyReport report, ReportAddresses addresses)
    {
        var figures = new ReportFigures(t, report);
        var first = report
            .Sections.SelectMany(section =>
                section.Series.Select(series => figures.Overview(section, series, report.Newest.Number)).OfType<Figure>()
            )
            .FirstOrDefault();
        first ??= report
            .Sections.SelectMany(section => section.Items)
            .Select(item => figures.Of(item, report.Newest.Number).FirstOrDefault())
            .OfType<Figure>()
            .FirstOrDefault();
        return first is not null
                ? new(Of($"{addresses.Pictures}{first.Key}.png"), first.Finding is { } finding ? $"{first.Title}. {finding}" : first.Title)
            : report.Look.Logo is { } logo ? new(site.Of($"{addresses.Logo}?bild={logo.Id:N}"), logo.Alternative?.ToString() ?? "")
            : null;
    }
}
