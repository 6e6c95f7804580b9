using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>Tells whoever took part that there are results to read.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class MitteilenModel(SurveyDb db, ResultsLetters letters, TimeProvider clock) : StudyPage(db)
{
    /// <summary>Of which there is something to tell; null where there is nothing.</summary>
    public Round? Round => ResultsLetters.RoundOf(Study);

    /// <summary>How many it would reach now.</summary>
    public int People { get; private set; }

    /// <summary>How many took part and have no address for mails.</summary>
    public int WithoutMail { get; private set; }

    public bool HasPassword { get; private set; }

    public bool Done { get; private set; }

    public bool IsNight => Clock.ByDay(clock.GetUtcNow().UtcDateTime) > clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(string? getan, CancellationToken cancel)
    {
        Done = getan is not null;
        People = Round is { } round ? await letters.CountAsync(Study, round, cancel) : 0;
        WithoutMail = Round is null ? 0 : await letters.WithoutMailAsync(Study, cancel);
        HasPassword = await Db.ResultsPasswords.AnyAsync(password => password.StudyId == Study.Id, cancel);
    }

    /// <param name="told">What the page said.</param>
    public async Task<IActionResult> OnPostAsync(int told, CancellationToken cancel)
    {
        await letters.SendAsync(Study, told, cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/anschreiben/mitteilen?getan=verschickt");
    }
}
