using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// The steps of a round that touch the whole panel, each in one transaction: opening makes a sheet and a letter for everyone, closing seals
/// the sheets and computes the result once.
/// </summary>
public sealed class Fieldwork(SurveyDb db, Outbox outbox, TimeProvider clock)
{
    // Sheets are read in portions, so that neither all of them are in memory nor a cursor stays open while others are written.
    private const int Portion = 2000;

    public async Task OpenAsync(Study study, Round round, string by, CancellationToken cancel)
    {
        var now = Now;
        var panel = await db.Panelists.Where(panelist => panelist.StudyId == study.Id && panelist.WithdrawnAt == null).ToListAsync(cancel);
        if (panel.Count == 0) throw new RuleBrokenException("Das Panel ist noch leer. Nehmen Sie erst die Expertinnen und Experten auf.");
        round.Open(now, by);
        foreach (var panelist in panel) Invite(panelist, round, now);
        await db.SaveChangesAsync(cancel);
        outbox.Knock();
    }

    /// <summary>Adds the sheet and the letter of one expert; saved by the caller.</summary>
    public void Invite(Panelist panelist, Round round, DateTime now)
    {
        db.Sheets.Add(round.Invite(panelist, now));
        db.Outbox.Add(new OutboxEntry(panelist, round, now));
    }

    public async Task CloseAsync(Study study, Round round, string by, CancellationToken cancel)
    {
        round.RequireOpen();
        var now = Now;
        // From the sealing on, a late answer meets a sheet that is newer than it knows, and is refused.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Sheets.Where(sheet => sheet.RoundId == round.Id).ExecuteUpdateAsync(
            sheet => sheet.SetProperty(one => one.SealedAt, now).SetProperty(one => one.Version, one => one.Version + 1), cancel);
        var tally = new RoundTally(round.Questionnaire);
        await foreach (var sheet in HandedInAsync(round.Id, cancel))
            foreach (var (partKey, text) in tally.Add(sheet.GroupKey, sheet.Answers))
                db.OpenAnswers.Add(new OpenAnswer(round.Id, sheet.Id, partKey, text));
        var before = study.Rounds.SingleOrDefault(one => one.Number == round.Number - 1)?.Result;
        round.Close(tally.ToResult(round.Number, await db.ParticipationAsync(round.Id, cancel), before), now, by);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async IAsyncEnumerable<StoredSheet> HandedInAsync(int roundId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var last = 0L;
        List<StoredSheet> portion;
        do
        {
            // As it is stored, neither tracked nor unpacked: the tally reads it as it passes.
            portion = await db.Database.SqlQuery<StoredSheet>($"""
                SELECT s."Id", p."GroupKey", s."Answers" FROM "Sheets" AS s JOIN "Panelists" AS p ON p."Id" = s."PanelistId"
                WHERE s."RoundId" = {roundId} AND s."HandedInAt" IS NOT NULL AND s."Id" > {last} ORDER BY s."Id" LIMIT {Portion}
                """).ToListAsync(cancel);
            foreach (var sheet in portion) yield return sheet;
            if (portion.Count == 0) continue;
            last = portion[^1].Id;
            // The open answers of this portion leave memory too.
            await db.SaveChangesAsync(cancel);
            foreach (var written in db.ChangeTracker.Entries<OpenAnswer>().ToList()) written.State = EntityState.Detached;
        }
        while (portion.Count == Portion);
    }

    private sealed record StoredSheet(long Id, string GroupKey, string Answers);
}
