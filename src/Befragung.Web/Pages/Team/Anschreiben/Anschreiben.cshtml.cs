using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>The letters that experts get, and which of them the team has written itself.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class AnschreibenModel(SurveyDb db) : StudyPage(db)
{
    private IReadOnlyList<LetterText> texts = [];

    public IReadOnlyList<string> StudyLanguages => Study.CurrentRound.Questionnaire.Languages;

    public async Task OnGetAsync(CancellationToken cancel) =>
        texts = await Db.LetterTexts.AsNoTracking().Where(text => text.StudyId == Study.Id).ToListAsync(cancel);

    /// <summary>What the team wrote; null where the platform's words go out.</summary>
    public LetterText? Own(LetterKind kind, string language) =>
        texts.FirstOrDefault(text => text.Kind == kind && text.Language == language);
}
