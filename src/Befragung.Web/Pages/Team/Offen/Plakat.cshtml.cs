using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Web.Charts;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Offen;

/// <summary>An open link as a poster to be put up: for cameras, and to be typed.</summary>
public sealed class PlakatModel(
    SurveyDb db,
    SiteAddress site,
    Institution institution,
    ReportPage page,
    ReportDelivery delivery,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(int link, CancellationToken cancel)
    {
        if ((await OpenLinks.OfAsync(Db, Study, cancel)).Find(one => one.Id == link) is not { } found)
            return NotFound();
        var language = Languages.Current;
        var poster = PosterOf(found, language);
        var here = $"/team/studien/{Study.Key}/offen";
        return await delivery.HandOutAsync(
            this,
            new ReportPaper($"{Study.Id}-plakat-{found.Id}-{language}", _ => page.ForPaper(poster)),
            new ReportFile(
                $"{Study.Key}-plakat-{found.Printed}-{language}.pdf",
                ReportAddresses.In(language, $"{here}/{found.Id}/plakat.pdf"),
                here
            ),
            cancel
        );
    }

    private PrintedPoster PosterOf(OpenLink link, string language)
    {
        var round = Study.CurrentRound;
        var questionnaire = round.Questionnaire;
        var address = site.Of($"/offen/{link.Printed}");
        var until = (round.DeadlineAt, link.UntilAt) switch
        {
            ({ } deadline, { } last) => deadline < last ? deadline : last,
            var (deadline, last) => deadline ?? last,
        };
        var duration = Duration.Of(questionnaire).FirstOrDefault(one => one.GroupKey == link.GroupKey) ?? Duration.OfAll(questionnaire);
        return new(
            Markdown.Plain(questionnaire.Title.In(language)),
            language,
            institution.Name,
            link.GroupKey is { } key ? questionnaire.Groups.FirstOrDefault(group => group.Key == key)?.Name.In(language) : null,
            address.Split("://")[^1],
            QrCode.Svg(address, t["Adresse der Befragung als Bild für die Kamera: {0}", address]),
            t.Minutes(duration),
            until is { } day ? Clock.Day(day) : null,
            link.AccessHash is not null,
            questionnaire.Contact is { } contact ? $"{contact.Name}, {contact.Email}" : null
        );
    }
}
