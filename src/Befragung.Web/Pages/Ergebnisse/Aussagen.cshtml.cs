using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>All ratings in one table, filtered and sorted as a reader likes. The address says how, so that it can be sent on.</summary>
[AllowAnonymous]
public sealed class AussagenModel(SurveyDb db, StudyReports reports, ResultsMeta meta, IStringLocalizer<Texts> t)
    : ReleasedPage(db, reports)
{
    public StatementChoice Choice { get; private set; } = new();

    public IReadOnlyList<StatementRow> Rows { get; private set; } = [];

    /// <summary>How many ratings there are.</summary>
    public int All { get; private set; }

    /// <summary>Groups that have a page of their own.</summary>
    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public void OnGet()
    {
        Choice = StatementChoice.Of(Request.Query);
        Rows = Choice.In(Report);
        All = new StatementChoice().In(Report).Count;
        Groups = GroupAnswers.Offered(Report);
        if (IsOpen)
            ViewData["Meta"] = meta.Of(
                Study,
                Report,
                $"{t["Alle Bewertungen"].Value} – {Markdown.Plain(Report.Title.ToString())}",
                Addresses.Statements
            );
    }
}
