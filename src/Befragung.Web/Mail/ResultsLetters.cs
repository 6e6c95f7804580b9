using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>Tells whoever took part that there are results to read, once for each released round.</summary>
public sealed class ResultsLetters(SurveyDb db, SurveyDatabase database, Outbox outbox, TimeProvider clock)
{
    /// <summary>The round of which there is something to tell: the last one released, as long as its page is shown; null where there is none.</summary>
    public static Round? RoundOf(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.ResultsWithdrawnAt is null ? study.Rounds.LastOrDefault(round => round.ReleasedAt is not null) : null;
    }

    /// <summary>How many it would reach now.</summary>
    public Task<int> CountAsync(Study study, Round round, CancellationToken cancel) => People(study, round).CountAsync(cancel);

    /// <summary>How many took part and learn nothing by it, since they have no address for mails.</summary>
    public Task<int> WithoutMailAsync(Study study, CancellationToken cancel) =>
        TookPart(study)
            .CountAsync(
                one => one.WithdrawnAt == null && db.ContactCards.Any(card => card.PanelistId == one.Id && card.Email == ""),
                cancel
            );

    /// <summary>Sends it; returns how many it reaches.</summary>
    /// <param name="told">How many whoever sends it was told of; where it is another number by now, nothing is sent.</param>
    public async Task<int> SendAsync(Study study, int told, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        await db.Entry(study).ReloadAsync(cancel);
        if (RoundOf(study) is not { } round)
            throw new RuleBrokenException("Noch ist kein Ergebnis zu lesen. Geben Sie es erst frei.");
        var people = await People(study, round).OrderBy(one => one).ToListAsync(cancel);
        if (people.Count != told)
            throw new RuleBrokenException(
                "Inzwischen beträfe das Anschreiben {0:Person|Personen} statt {1}. Verschickt ist nichts; bitte sehen Sie noch einmal hin.",
                people.Count,
                told
            );
        db.Note(clock, ChronicleStep.ResultsTold, study.Id, round.Number, number: people.Count);
        await db.SaveChangesAsync(cancel);
        var due = Clock.ByDay(now);
        await database.InsertAsync(db, people.Select(one => new OutboxEntry(one, round, LetterKind.ResultsReleased, 0, now, due)), cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return people.Count;
    }

    /// <summary>Whoever handed in in any round, can be reached, and was not told of this one yet.</summary>
    private IQueryable<Guid> People(Study study, Round round) =>
        TookPart(study)
            .Reached(db)
            .Where(one =>
                !db.Outbox.Any(entry => entry.RoundId == round.Id && entry.PanelistId == one.Id && entry.Kind == LetterKind.ResultsReleased)
            )
            .Select(one => one.Id);

    private IQueryable<Panelist> TookPart(Study study)
    {
        var rounds = study.Rounds.Select(one => one.Id).ToList();
        return db
            .Panelists.Where(one => one.StudyId == study.Id)
            .Where(one => db.Sheets.Any(sheet => sheet.PanelistId == one.Id && rounds.Contains(sheet.RoundId) && sheet.HandedInAt != null));
    }
}
