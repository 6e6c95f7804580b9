using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Somebody whom people of the panel named.</summary>
/// <param name="Text">In their words.</param>
/// <param name="By">The name of who did.</param>
public sealed record Suggestion(DateTime At, string Text, Guid PanelistId, string By);

/// <summary>What experts tell the team about letters and people, never about answers. It lies with the contacts and goes with them.</summary>
public sealed class Contacting(SurveyDb db, TimeProvider clock)
{
    /// <summary>So many from one person.</summary>
    public const int Most = 5;

    /// <summary>Whether there is anybody to write to, by mail or on paper.</summary>
    public Task<bool> HasContactAsync(Guid panelistId, CancellationToken cancel) =>
        db.ContactCards.AnyAsync(card => card.PanelistId == panelistId, cancel);

    /// <summary>The languages that a study writes in.</summary>
    public async Task<IReadOnlyList<string>> LanguagesAsync(int studyId, CancellationToken cancel)
    {
        var newest = await db
            .Rounds.AsNoTracking()
            .Where(round => round.StudyId == studyId)
            .OrderByDescending(round => round.Number)
            .Select(round => round.Questionnaire)
            .FirstAsync(cancel);
        return newest.Languages;
    }

    /// <summary>The languages of the study that somebody is asked in; none where they are not in a panel any more.</summary>
    public async Task<IReadOnlyList<string>> LanguagesOfAsync(Guid panelistId, CancellationToken cancel)
    {
        var study = await db.Panelists.Where(one => one.Id == panelistId).Select(one => (int?)one.StudyId).SingleOrDefaultAsync(cancel);
        return study is { } id ? await LanguagesAsync(id, cancel) : [];
    }

    /// <summary>In which language somebody gets letters from now on.</summary>
    public async Task SpeakAsync(Guid panelistId, string language, CancellationToken cancel)
    {
        var panelist = await db.Panelists.SingleAsync(one => one.Id == panelistId, cancel);
        if (panelist.Language == language)
            return;
        panelist.Speak(language);
        db.PersonSteps.Add(new(panelistId, PersonStepKind.LanguageChanged, Now, Actor.Stranger));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What somebody says of themselves with their consent. It counts instead of what a file said: they know best. What the team puts down later counts again.</summary>
    public async Task SayOfThemselvesAsync(Guid panelistId, string trait, CancellationToken cancel)
    {
        // Without a card there is nobody whose field it would be.
        if (
            await db.ContactCards.SingleOrDefaultAsync(card => card.PanelistId == panelistId, cancel) is not { } found
            || found.Trait == trait
        )
            return;
        found.Characterise(trait);
        db.PersonSteps.Add(new(panelistId, PersonStepKind.TraitSaid, Now, Actor.Stranger));
        await db.SaveChangesAsync(cancel);
    }

    /// <exception cref="RuleBrokenException">They have named enough.</exception>
    public async Task SuggestAsync(Guid panelistId, string text, CancellationToken cancel)
    {
        if (await Suggestions().CountAsync(step => step.PanelistId == panelistId, cancel) >= Most)
            throw new RuleBrokenException(
                "Sie haben schon {0:Vorschlag|Vorschläge} gemacht. Weitere schreiben Sie bitte dem Projektteam.",
                Most
            );
        db.PersonSteps.Add(new(panelistId, PersonStepKind.Suggested, Now, Actor.Stranger, text));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The newest ones of a study.</summary>
    public async Task<IReadOnlyList<Suggestion>> NewestAsync(Study study, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        return await (
            from step in Suggestions()
            join card in db.ContactCards on step.PanelistId equals card.PanelistId
            where card.StudyId == study.Id
            orderby step.Id descending
            select new Suggestion(step.At, step.Reason!, step.PanelistId, card.Name)
        )
            .Take(most)
            .ToListAsync(cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private IQueryable<PersonStep> Suggestions() => db.PersonSteps.Where(step => step.Kind == PersonStepKind.Suggested);
}
