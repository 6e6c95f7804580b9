using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>
/// Begins a correction round, and writes to those concerned. Nobody of the team learns who they are: what else is known of letters to people by their names passes these over, see
/// <see cref="LetterKinds.Told"/>.
/// </summary>
public sealed class CorrectionLetters(SurveyDb db, SurveyDatabase database, Corrections corrections, Outbox outbox, TimeProvider clock)
{
    /// <param name="deadline">The last day.</param>
    /// <param name="seen">What whoever begins it saw; where it is something else by now, nothing is begun.</param>
    /// <exception cref="RuleBrokenException">It was begun, the next round was opened, or there is nothing to show.</exception>
    public async Task BeginAsync(Study study, Round round, DateOnly deadline, string? seen, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        foreach (var one in study.Rounds)
            await db.Entry(one).ReloadAsync(cancel);
        RequireTime(study, round);
        if (await db.CorrectionAsync(round.Id, cancel) is not null)
            throw new RuleBrokenException("Die Korrekturrunde hat schon begonnen.");
        var plan = await corrections.PlanAsync(study, round, cancel);
        if (plan.Seen != seen)
            throw new RuleBrokenException(
                "Inzwischen hat sich an den Thesen etwas geändert. Begonnen ist nichts; bitte sehen Sie noch einmal hin."
            );
        plan.RequireEnough(round.Questionnaire.Settings.SmallestCell);
        db.Corrections.Add(
            new(round.Id, plan.Statements, plan.Sheets.Count, round.Questionnaire.Settings.SmallestCell, Clock.EndOf(deadline), now, by)
        );
        // Nobody needs a copy of their words whom nobody asks.
        db.CorrectionSheets.AddRange(plan.Sheets.Where(sheet => !plan.Gone.Contains(sheet.SheetId)));
        await db.SaveChangesAsync(cancel);
        var due = Clock.ByDay(now);
        var people = await PeopleAsync(plan, round, cancel);
        await database.InsertAsync(db, people.Select(one => new OutboxEntry(one, round, LetterKind.Correction, 0, now, due)), cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
    }

    /// <exception cref="RuleBrokenException">A later round was opened.</exception>
    public static void RequireTime(Study study, Round round)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        if (OpenedAfter(study, round) is { } later)
            throw new RuleBrokenException("Runde {0} ist schon geöffnet. Für eine Korrekturrunde ist es zu spät.", later.Number);
    }

    /// <summary>Whether no later round was opened.</summary>
    public static bool IsTime(Study study, Round round)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        return OpenedAfter(study, round) is null;
    }

    private static Round? OpenedAfter(Study study, Round round) =>
        study.Rounds.FirstOrDefault(one => one.Number > round.Number && (one.OpenedAt ?? one.OpeningAt) is not null);

    private async Task<List<Guid>> PeopleAsync(CorrectionPlan plan, Round round, CancellationToken cancel)
    {
        var concerned = plan.Sheets.Select(sheet => sheet.SheetId).ToHashSet();
        var reached = await (
            from sheet in db.Sheets
            where sheet.RoundId == round.Id
            join one in db.Panelists.Reached(db) on sheet.PanelistId equals one.Id
            orderby one.Id
            select new { Sheet = sheet.Id, one.Id }
        ).ToListAsync(cancel);
        return [.. reached.Where(one => concerned.Contains(one.Sheet)).Select(one => one.Id)];
    }
}
