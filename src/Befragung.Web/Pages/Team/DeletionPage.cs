using Befragung.Delphi;
using Befragung.Web.Data;

namespace Befragung.Web.Pages.Team;

/// <summary>A page that deletes something for good, on confirmation.</summary>
public abstract class DeletionPage(SurveyDb db) : StudyPage(db)
{
    protected static void RequireConfirmed(bool sure)
    {
        if (!sure)
            throw new RuleBrokenException("Bitte bestätigen Sie mit dem Häkchen, dass jetzt gelöscht werden soll.");
    }
}
