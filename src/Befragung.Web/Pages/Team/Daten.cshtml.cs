using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team;

/// <summary>What can be taken out of a study, and what has to be known before.</summary>
public sealed class DatenModel(SurveyDb db, StudyExports exports, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>Null as long as no round is closed.</summary>
    public StudyExport? Export { get; private set; }

    public IEnumerable<string> Notes => new Codebook(Export!, new(t, Markdown.Plain)).Notes;

    public int GroupCount => Export!.Rounds[^1].Questionnaire.Groups.Count;

    public bool MayHaveAll => User.IsInRole(nameof(TeamRole.Owner));

    public void OnGet()
    {
        if (Study.Rounds.Any(round => round.Result is not null))
            Export = exports.Of(Study, complete: false);
    }
}

/// <summary>One file to take along.</summary>
/// <param name="HasLanguages">Whether there are words of the platform in it.</param>
public sealed record FileLink(Study Study, ExportFile File, bool Complete, string Name, string What, bool HasLanguages)
{
    public string Path => $"/team/studien/{Study.Key}/daten/{File.Address(Complete)}";

    public string Kind => File.Extension.TrimStart('.').ToUpperInvariant();
}
