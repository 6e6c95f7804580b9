using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Simulation;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <summary>
/// Shows those who wrote something the statements of the demonstration: most of them meant it so, a few did not, or miss a thought, and the team answers. Each step looks at what is there
/// first.
/// </summary>
internal sealed class DemoCorrection(IServiceProvider services, ShiftedClock clock, string by)
{
    /// <summary>One of so many who are asked says nothing.</summary>
    private const int Silent = 5;

    private readonly SurveyDb db = services.GetRequiredService<SurveyDb>();

    /// <summary>Takes four days, in the clock's time.</summary>
    public async Task RunAsync(Study study, Round round, CancellationToken cancel)
    {
        var begins = clock.Shift;
        if (await db.CorrectionAsync(round.Id, cancel) is null && !await BeginAsync(study, round, cancel))
            return;
        clock.Shift = begins + TimeSpan.FromDays(1);
        await SayAsync(round, cancel);
        clock.Shift = begins + TimeSpan.FromDays(2);
        await AnswerAsync(round, cancel);
        clock.Shift = begins + TimeSpan.FromDays(4);
    }

    /// <summary>Whether it began: not where so few wrote something that it could be told who answers.</summary>
    private async Task<bool> BeginAsync(Study study, Round round, CancellationToken cancel)
    {
        var plan = await services.GetRequiredService<Corrections>().PlanAsync(study, round, cancel);
        try
        {
            plan.RequireEnough(round.Questionnaire.Settings.SmallestCell);
        }
        catch (RuleBrokenException)
        {
            return false;
        }
        await services.GetRequiredService<CorrectionLetters>().BeginAsync(study, round, Clock.Date(Now).AddDays(3), plan.Seen, by, cancel);
        await services.GetRequiredService<Outbox>().SendDueAsync(cancel);
        return true;
    }

    /// <summary>All at once, in the order of the addresses, so that it is the same each time.</summary>
    private async Task SayAsync(Round round, CancellationToken cancel)
    {
        var correction = (await db.CorrectionAsync(round.Id, cancel))!;
        var asked = await (
            from own in db.CorrectionSheets
            where own.RoundId == round.Id
            join sheet in db.Sheets on own.SheetId equals sheet.Id
            join card in db.ContactCards on sheet.PanelistId equals card.PanelistId
            select new { card.Email, own }
        ).ToListAsync(cancel);
        if (!correction.IsOpen(Now) || asked.Exists(one => one.own.IsSent))
            return;
        var left = SimulatedRemarks.All.ToList();
        foreach (var (number, own) in asked.OrderBy(one => one.Email, StringComparer.Ordinal).Select(one => one.own).Index())
        {
            var remark = left.Find(one => IsAbout(one, own, correction));
            if (remark is not null)
                left.Remove(remark);
            else if (number % Silent == Silent - 1 || !own.Statements.Any())
                continue;
            var said = own.Statements.ToDictionary(
                id => id,
                id => remark is not null && StatementOf(remark, correction) == id ? new SaidOfStatement(false, remark.Text) : new(true, "")
            );
            db.Remarks.AddRange(own.Send(correction, said, remark is { Code: null } ? remark.Text : "", Now));
        }
        await db.SaveChangesAsync(cancel);
    }

    private async Task AnswerAsync(Round round, CancellationToken cancel)
    {
        var correction = (await db.CorrectionAsync(round.Id, cancel))!;
        foreach (var remark in await db.Remarks.Where(one => one.RoundId == round.Id && one.Outcome == null).ToListAsync(cancel))
        {
            var simulated = SimulatedRemarks.All.Single(one => one.Text == remark.Text);
            if (simulated.Rewording is var (german, english) && StatementOf(simulated, correction) is { } id)
            {
                var statement = await db.Statements.SingleAsync(one => one.Id == id, cancel);
                statement.Write(new LocalizedText([new("de", german), new("en", english)]), Now, by, DemoCoding.Writer);
                statement.MakeReady(bySecond: true, Now, by, DemoCoding.Second);
            }
            remark.Reply(simulated.Outcome, simulated.Answer, Now, by);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Whether the words that it answers went where it says.</summary>
    private static bool IsAbout(SimulatedRemark remark, CorrectionSheet own, Correction correction)
    {
        var statement = StatementOf(remark, correction);
        return (remark.Code is null || statement is not null)
            && own.Shown.Any(one =>
                one.Statement == statement && one.Words.Any(words => words.Contains(remark.Words, StringComparison.Ordinal))
            );
    }

    private static Guid? StatementOf(SimulatedRemark remark, Correction correction) =>
        SimulatedCodes.Statements.FirstOrDefault(one => one.Code == remark.Code) is { German: { } german }
            ? correction.Statements.FirstOrDefault(one => one.Text.In("de") == german)?.Id
            : null;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
