using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>The letters that experts get, and which of them the team has written itself.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class AnschreibenModel(SurveyDb db, FailedLetters letters, PaperPost post) : StudyPage(db)
{
    private IReadOnlyList<LetterText> texts = [];
    private IReadOnlyList<LetterKind> wanted = [];

    public IReadOnlyList<string> StudyLanguages => Study.CurrentRound.Questionnaire.Languages;

    /// <summary>How many people a letter did not reach that is given up.</summary>
    public int Failed { get; private set; }

    /// <summary>How many of those who are asked have no address for mails.</summary>
    public int OnPaper { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        texts = await Db.LetterTexts.AsNoTracking().Where(text => text.StudyId == Study.Id).ToListAsync(cancel);
        wanted = await Db.WantedLetters.Where(one => one.StudyId == Study.Id).Select(one => one.Kind).ToListAsync(cancel);
        OnPaper = await post.WithoutMailAsync(Study, cancel);
        Failed = await letters.GivenUpAsync(Study, cancel);
    }

    /// <summary>Whether a kind goes that goes only where the team wants it.</summary>
    public bool IsOn(LetterKind kind) => wanted.Contains(kind);

    /// <summary>What the team wrote; null where the platform's words go out.</summary>
    public LetterText? Own(LetterKind kind, string language) =>
        texts.FirstOrDefault(text => text.Kind == kind && text.Language == language);
}
