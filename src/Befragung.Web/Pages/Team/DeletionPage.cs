using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team;

/// <summary>A page that deletes something for good, on confirmation.</summary>
public abstract class DeletionPage(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>Shows the page again: the tick is missing.</summary>
    protected PageResult Unticked() => NotDeleted("sicher", new("Bitte bestätigen Sie mit dem Häkchen, dass jetzt gelöscht werden soll."));

    /// <summary>Shows the page again.</summary>
    protected PageResult NotDeleted(string field, Sentence why) =>
        this.Refuse(t["Gelöscht ist noch nichts"], new PageError(field, t.Say(why)));
}
