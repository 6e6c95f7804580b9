using System.Runtime.CompilerServices;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
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
        // Whoever is taken into the panel at this moment is either seen here, or sees there that the round is open.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var panel = await db.Panelists.Where(panelist => panelist.StudyId == study.Id && panelist.WithdrawnAt == null).ToListAsync(cancel);
        if (panel.Count == 0)
            throw new RuleBrokenException("Das Panel ist noch leer. Nehmen Sie erst die Expertinnen und Experten auf.");
        round.Open(now, by);
        foreach (var panelist in panel)
            Invite(panelist, round, now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
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
        await db
            .Sheets.Where(sheet => sheet.RoundId == round.Id)
            .ExecuteUpdateAsync(
                sheet => sheet.SetProperty(one => one.SealedAt, now).SetProperty(one => one.Version, one => one.Version + 1),
                cancel
            );
        var tally = new RoundTally(round.Questionnaire);
        var before = study.Rounds.SingleOrDefault(one => one.Number == round.Number - 1);
        await foreach (var sheet in HandedInAsync(round.Id, before?.Id ?? 0, cancel))
        foreach (var (partKey, text) in tally.Add(sheet.GroupKey, sheet.Answers, sheet.Earlier, sheet.NotAsked))
            if (ReasonPart.Of(partKey) is { } reason)
                db.Reasons.Add(new Reason(round.Id, sheet.Id, reason, text));
            else if (ConvincedPart.Of(partKey) is null)
                db.OpenAnswers.Add(new OpenAnswer(round.Id, sheet.Id, partKey, text));
        if (before is not null)
            await foreach (var sheet in FirstAsync(study.Round(1).Id, round.Id, cancel))
                tally.AddFirst(sheet.Answers, sheet.Stayed);
        round.Close(tally.ToResult(round.Number, await db.ParticipationAsync(round.Id, cancel), before?.Result), now, by);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The sheets that were handed in, each with the same expert's of the round before.</summary>
    private async IAsyncEnumerable<StoredSheet> HandedInAsync(int roundId, int beforeId, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (
            var portion in PortionsAsync<StoredSheet>(
                last =>
                    $"""
                        SELECT s."Id", p."GroupKey", s."Answers", b."Answers" AS "Earlier", s."NotAsked" FROM "Sheets" AS s JOIN "Panelists" AS p ON p."Id" = s."PanelistId"
                        LEFT JOIN "Sheets" AS b ON b."PanelistId" = s."PanelistId" AND b."RoundId" = {beforeId} AND b."HandedInAt" IS NOT NULL
                        WHERE s."RoundId" = {roundId} AND s."HandedInAt" IS NOT NULL AND s."Id" > {last} ORDER BY s."Id" LIMIT {Portion}
                        """,
                cancel
            )
        )
        {
            foreach (var sheet in portion)
                yield return sheet;
            // What was written in own words in this portion leaves memory too.
            await db.SaveChangesAsync(cancel);
            foreach (var written in db.ChangeTracker.Entries().Where(entry => entry.Entity is OpenAnswer or Reason).ToList())
                written.State = EntityState.Detached;
        }
    }

    /// <summary>The sheets of round 1, and whether their experts handed in this round too.</summary>
    private async IAsyncEnumerable<FirstSheet> FirstAsync(int firstId, int roundId, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (
            var portion in PortionsAsync<FirstSheet>(
                last =>
                    $"""
                        SELECT f."Id", f."Answers", (n."HandedInAt" IS NOT NULL) AS "Stayed" FROM "Sheets" AS f
                        LEFT JOIN "Sheets" AS n ON n."PanelistId" = f."PanelistId" AND n."RoundId" = {roundId}
                        WHERE f."RoundId" = {firstId} AND f."HandedInAt" IS NOT NULL AND f."Id" > {last} ORDER BY f."Id" LIMIT {Portion}
                        """,
                cancel
            )
        )
        foreach (var sheet in portion)
            yield return sheet;
    }

    /// <summary>Documents as they are stored, neither tracked nor unpacked: the tally reads them as they pass.</summary>
    private async IAsyncEnumerable<List<T>> PortionsAsync<T>(
        Func<long, FormattableString> after,
        [EnumeratorCancellation] CancellationToken cancel
    )
        where T : class, IStored
    {
        List<T> portion;
        for (var last = 0L; (portion = await db.Database.SqlQuery<T>(after(last)).ToListAsync(cancel)).Count > 0; last = portion[^1].Id)
            yield return portion;
    }

    private interface IStored
    {
        long Id { get; }
    }

    private sealed record StoredSheet(long Id, string GroupKey, string Answers, string? Earlier, string? NotAsked) : IStored;

    private sealed record FirstSheet(long Id, string Answers, bool Stayed) : IStored;
}
