using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Where an expert arrives: what this is about, how far one has come, and how to go on.</summary>
public class IndexModel(SheetSite site, IStringLocalizer<Texts> t) : ExpertPage(site)
{
    protected override bool BetweenRounds => true;

    public IReadOnlyList<(Section Section, Progress Answered, int Wrong)> Steps { get; private set; } = [];

    /// <summary>The first section that has something left to answer.</summary>
    public Section Next { get; private set; } = null!;

    internal override SharedKey? Shared =>
        Desk.Open?.Sheet is not { } sheet
            ? null
            : new StartKey(sheet.HandedInAt is { } at ? Clock.Day(at) : null, sheet.SavedAt is not null);

    /// <summary>The sections that this expert is asked, and how much of each is answered.</summary>
    public string StepsHtml
    {
        get
        {
            var steps = new StringBuilder();
            foreach (var (section, answered, wrong) in Steps)
                steps.Append(
                    CultureInfo.InvariantCulture,
                    $"""
                    <li><a href="{Root}/abschnitt/{section.Key}">{section.Title.Said()}</a>
                    <span class="steps__state">{TemplateText.Encoder.Encode(
                        answered.Partial == 0
                            ? t["{0} von {1} beantwortet", answered.Whole, answered.All].Value
                            : t["{0} von {1} beantwortet, {2} teilweise", answered.Whole, answered.All, answered.Partial].Value
                    )}{(wrong == 0 ? "" : $", <strong>{TemplateText.Encoder.Encode(t["{0} zu berichtigen", wrong].Value)}</strong>")}</span></li>

                    """
                );
            return steps.ToString();
        }
    }

    /// <summary>The way to one's own link, for whoever came by an open one; nobody else needs it.</summary>
    public string OwnLinkHtml =>
        Desk.Panelist.OpenLinkId is null
            ? ""
            : $"<p><a href=\"{Root}/link\">{TemplateText.Encoder.Encode(t["Später oder auf einem anderen Gerät weitermachen: Ihr persönlicher Link"].Value)}</a></p>";

    internal override IActionResult Look()
    {
        Read();
        return Page();
    }

    /// <summary>What the expert may say of statements between two rounds; null for nothing.</summary>
    public OwnCorrection? Correction { get; private set; }

    public bool MaySay { get; private set; }

    public async Task OnGetAsync(
        [FromServices] SurveyDb db,
        [FromServices] CorrectionAskedQuery asked,
        [FromServices] TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (Desk.Open is null && (await asked.ReadAsync(Desk.Panelist.Id, cancel)).Count > 0)
        {
            Correction = await db.OwnCorrectionAsync(Desk.Panelist.Id, cancel);
            MaySay = Correction is { Sheet.IsSent: false } own && own.Correction.IsOpen(clock.GetUtcNow().UtcDateTime);
        }
        Read();
    }

    private void Read()
    {
        if (Desk.Open is not { } open)
            return;
        Steps =
        [
            .. open.Asked.Sections.Select(section =>
                (section, Progress.Of(section.Items, open.Answers), TypedMistakes.In(open, section.Items).Count)
            ),
        ];
        Next = Steps.FirstOrDefault(step => step.Wrong > 0 || !step.Answered.IsComplete, Steps[0]).Section;
    }
}

/// <summary>Where one arrives: before anything is saved, before and after handing in.</summary>
public sealed record StartKey(string? HandedInOn, bool Saved) : SharedKey
{
    internal override string View => "/Pages/Bogen/_Start.cshtml";

    internal override string Address => "/bogen";

    internal override SharedPage Of(FrozenRound round) => new SharedPage<IndexModel, StartKey>(round, this);
}
