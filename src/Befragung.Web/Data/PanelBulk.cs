using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What can be done with all of a list at once; named as in the form.</summary>
public enum BulkStep
{
    Zurueckziehen,

    /// <summary>Letters that did not arrive are sent once more.</summary>
    Schicken,
    Sprache,
}

/// <summary>Whom a step with a list would meet.</summary>
/// <param name="Count">How many.</param>
/// <param name="Names">The first of them.</param>
public sealed record BulkReach(int Count, IReadOnlyList<string> Names);

/// <summary>Steps with all of a filtered list: those of it whom the step means, all or none.</summary>
public sealed class PanelBulk(SurveyDb db, SurveyDatabase database, FailedLetters failed, Outbox outbox, TimeProvider clock)
{
    /// <summary>With more, those who save meanwhile would wait too long.</summary>
    public const int Most = 5_000;

    private const int MostNames = 20;

    /// <param name="study">The study.</param>
    /// <param name="filter">Whom the list shows.</param>
    /// <param name="step">What would be done.</param>
    /// <param name="language">Into which the language is changed.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<BulkReach> ReachAsync(Study study, PanelFilter filter, BulkStep step, string? language, CancellationToken cancel)
    {
        var people = People(study, filter, step, language);
        var first = await people.Take(MostNames).ToListAsync(cancel);
        return new(
            await people.CountAsync(cancel),
            await db
                .ContactCards.Where(card => first.Contains(card.PanelistId))
                .OrderBy(card => card.Order)
                .Select(card => card.Name)
                .ToListAsync(cancel)
        );
    }

    /// <summary>Does it; returns with how many.</summary>
    /// <param name="study">The study.</param>
    /// <param name="filter">Whom the list shows.</param>
    /// <param name="step">What is done.</param>
    /// <param name="language">Into which the language is changed.</param>
    /// <param name="told">How many whoever does it was told of; where it is another number by now, nothing is done.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<int> DoAsync(Study study, PanelFilter filter, BulkStep step, string? language, int told, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            await db.Entry(study.CurrentRound).ReloadAsync(cancel);
            var people = await People(study, filter, step, language).Take(Most + 1).ToListAsync(cancel);
            if (people.Count != told)
                throw new RuleBrokenException(
                    "Inzwischen beträfe das {0} Personen statt {1}. Geändert ist nichts; bitte sehen Sie noch einmal hin.",
                    people.Count,
                    told
                );
            if (people.Count > Most)
                throw TooMany();
            foreach (var some in people.Chunk(Portions.Size))
                await DoAsync(study, some, step, language, cancel);
            // Letters that are tried again are told by themselves.
            if (step != BulkStep.Schicken && people.Count > 0)
                db.Note(
                    clock,
                    step == BulkStep.Sprache ? ChronicleStep.PersonEdited : ChronicleStep.InvitationWithdrawn,
                    study.Id,
                    number: people.Count
                );
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        if (step == BulkStep.Schicken)
            outbox.Resume();
        return told;
    }

    public static RuleBrokenException TooMany() =>
        new("Das geht mit höchstens {0:Person|Personen} auf einmal. Grenzen Sie die Liste weiter ein.", Most);

    private async Task DoAsync(Study study, Guid[] people, BulkStep step, string? language, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        switch (step)
        {
            case BulkStep.Zurueckziehen:
                await db
                    .Panelists.Where(one => EF.Parameter(people).Contains(one.Id))
                    .ExecuteUpdateAsync(one => one.SetProperty(panelist => panelist.WithdrawnAt, now), cancel);
                await db.Invitations.Where(link => EF.Parameter(people).Contains(link.PanelistId)).ExecuteDeleteAsync(cancel);
                break;
            case BulkStep.Sprache:
                await db
                    .Panelists.Where(one => EF.Parameter(people).Contains(one.Id))
                    .ExecuteUpdateAsync(one => one.SetProperty(panelist => panelist.Language, language!), cancel);
                break;
            default:
                await failed.TryAgainAsync(study, people, cancel);
                break;
        }
        await db.SaveChangesAsync(cancel);
        var kind = step switch
        {
            BulkStep.Zurueckziehen => PersonStepKind.Withdrawn,
            BulkStep.Sprache => PersonStepKind.LanguageChanged,
            _ => PersonStepKind.LetterSentAgain,
        };
        await database.InsertAsync(db, people.Select(one => new PersonStep(one, kind, now, Actor.Current)), cancel);
    }

    /// <summary>Those of the list with whom there is anything to do.</summary>
    private IQueryable<Guid> People(Study study, PanelFilter filter, BulkStep step, string? language)
    {
        var round = study.CurrentRound;
        int? open = round.State == RoundState.Open ? round.Id : null;
        var all = db.AllInPanel(study.Id, open, filter);
        return step switch
        {
            BulkStep.Zurueckziehen => all.Where(id => db.Panelists.Any(one => one.Id == id && one.WithdrawnAt == null)),
            BulkStep.Sprache => all.Where(id => db.Panelists.Any(one => one.Id == id && one.Language != language)),
            _ => all.Where(id => db.Outbox.NotArrived(db).Any(letter => letter.RoundId == open && letter.PanelistId == id))
                .Where(id => db.Panelists.Any(one => one.Id == id && one.WithdrawnAt == null))
                .Where(id => db.Sheets.Any(sheet => sheet.RoundId == open && sheet.PanelistId == id && sheet.HandedInAt == null)),
        };
    }
}
