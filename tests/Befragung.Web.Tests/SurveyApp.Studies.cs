using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests;

/// <summary>The short ways to where a test begins: a study, its rounds, its experts.</summary>
public partial class SurveyApp
{
    /// <summary>A study with a panel of so many; returns its key.</summary>
    public Task<string> StudyAsync(int experts = 0, string yaml = Sample.Yaml) =>
        WithAsync(async services =>
        {
            var questionnaire = QuestionnaireReader.Read(yaml).Questionnaire!;
            var study = await NewStudies.AddAsync(
                services.GetRequiredService<SurveyDb>(),
                questionnaire,
                Now,
                "test",
                CancellationToken.None
            );
            await JoinAsync(study.Id);
            var panels = services.GetRequiredService<Panels>();
            if (experts > 0)
                await panels.TakeInAsync(
                    study,
                    await panels.ReadAsync(study, Sample.Panel(experts), CancellationToken.None),
                    CancellationToken.None
                );
            return study.Key;
        });

    /// <summary>The same with round 1 open.</summary>
    public async Task<string> OpenStudyAsync(int experts = 1, string yaml = Sample.Yaml)
    {
        var key = await StudyAsync(experts, yaml);
        await OpenAsync(key);
        return key;
    }

    public Task OpenAsync(string key) =>
        StepAsync(key, (fieldwork, study) => fieldwork.OpenAsync(study, study.CurrentRound, "test", CancellationToken.None));

    public Task CloseAsync(string key) =>
        StepAsync(key, (fieldwork, study) => fieldwork.CloseAsync(study, study.CurrentRound, "test", CancellationToken.None));

    public Task ReleaseAsync(string key) => ChangeAsync(key, study => study.CurrentRound.Release(Now, "test"));

    /// <summary>Plans the next round from all that is not open, or from what is chosen, and opens it.</summary>
    public async Task NextAsync(string key, Func<Item, bool>? keep = null)
    {
        await PlanAsync(key, keep);
        await OpenAsync(key);
    }

    /// <summary>The same without opening it.</summary>
    public Task PlanAsync(string key, Func<Item, bool>? keep = null) =>
        ChangeAsync(
            key,
            study =>
                study.PlanNext(
                    study.CurrentRound.Questionnaire.Items.Where(keep ?? (item => !item.IsOpen)).Select(item => item.Key).ToHashSet(),
                    study.CurrentRound.Questionnaire.Items.ToDictionary(item => item.Key, _ => "Ausgewertet.")
                )
        );

    public Task<Study> ReadAsync(string key) => DataAsync(async db => (await db.StudyWithRoundsAsync(key, CancellationToken.None))!);

    public Task<AnswerSheet> SheetAsync(string key, int expert = 0) => DataAsync(async db => (await SheetOf(db, key, expert))!);

    /// <summary>Hands in for an expert without a page.</summary>
    public Task HandInAsync(string key, int expert, params AnswerChange[] changes) => AnswerAsync(key, expert, changes, handIn: true);

    /// <summary>Answers for an expert who does not hand in.</summary>
    public Task BeginAsync(string key, int expert, params AnswerChange[] changes) => AnswerAsync(key, expert, changes, handIn: false);

    private Task AnswerAsync(string key, int expert, AnswerChange[] changes, bool handIn) =>
        DataAsync(async db =>
        {
            var sheet = (await SheetOf(db, key, expert))!;
            var panelist = await db.Panelists.SingleAsync(one => one.Id == sheet.PanelistId);
            var round = await db.Rounds.SingleAsync(round => round.Id == sheet.RoundId);
            var sheets = await (
                from one in db.Sheets.AsNoTracking()
                join its in db.Rounds on one.RoundId equals its.Id
                where one.PanelistId == panelist.Id
                select new { its.Number, Sheet = one }
            ).ToListAsync();
            var asking = new Asking(
                round.Questionnaire,
                panelist.Id,
                panelist.GroupKey,
                EarlierAnswers.Before(round.Number, sheets.Select(one => (one.Number, one.Sheet))).Newest
            );
            // Whoever says nothing in a test says "keine Angabe": without any answer nobody hands in.
            if (handIn && changes.All(change => change.Value is null) && sheet.Answers.Values.Count == 0)
                changes = [new(round.Questionnaire.Items.First(item => item.Parts.Count > 0).Parts[0].Key, "")];
            sheet.Save(changes, asking, Now);
            if (handIn)
                sheet.HandIn(asking, Now);
            return await db.SaveChangesAsync();
        });

    /// <summary>A fresh personal link, as a letter would carry it.</summary>
    public Task<string> LinkAsync(string key, int expert = 0) =>
        DataAsync(async db =>
        {
            var token = Token.New();
            db.Invitations.Add(new Invitation(await PanelistOf(db, key, expert), token, Now));
            await db.SaveChangesAsync();
            return $"/einladung/{token}";
        });

    /// <summary>An expert who has opened the link and consented, through the pages.</summary>
    public async Task<Visitor> ExpertAsync(string key, int expert = 0)
    {
        var visitor = Visitor();
        await visitor.GetAsync(await LinkAsync(key, expert));
        var reply = await visitor.GetAsync("/bogen/einwilligung");
        // Whoever consented in another session reads it again, and is not asked.
        if (reply.Page.QuerySelector("[name=einverstanden]") is not null)
            await visitor.SubmitAsync(reply, "main form", ("einverstanden", "true"));
        return visitor;
    }

    /// <summary>An expert who has consented in an earlier round, or on another device.</summary>
    public async Task<Visitor> ReturningAsync(string key, int expert = 0)
    {
        var visitor = Visitor();
        await visitor.FollowAsync(await LinkAsync(key, expert));
        if ((await visitor.GetAsync("/bogen")).Location is "/bogen/einwilligung")
            await visitor.SubmitAsync(await visitor.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        return visitor;
    }

    /// <summary>The letters so far, once the outbox has been worked through.</summary>
    public async Task<IReadOnlyList<string>> LettersAsync()
    {
        await Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None);
        return Directory.GetFiles(Path.Combine(Folder, "letters"), "*.eml");
    }

    private Task StepAsync(string key, Func<Fieldwork, Study, Task> step) =>
        WithAsync(async services =>
        {
            await step(
                services.GetRequiredService<Fieldwork>(),
                (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!
            );
            return 0;
        });

    private Task ChangeAsync(string key, Action<Study> change) =>
        DataAsync(async db =>
        {
            change((await db.StudyWithRoundsAsync(key, CancellationToken.None))!);
            return await db.SaveChangesAsync();
        });

    private static Task<Guid> PanelistOf(SurveyDb db, string key, int expert) =>
        (
            from card in db.ContactCards
            join study in db.Studies on card.Panelist.StudyId equals study.Id
            where study.Key == key && card.Email == Sample.Address(expert)
            select card.PanelistId
        ).SingleAsync();

    private static async Task<AnswerSheet?> SheetOf(SurveyDb db, string key, int expert)
    {
        var panelist = await PanelistOf(db, key, expert);
        return await db.Sheets.Where(sheet => sheet.PanelistId == panelist).OrderByDescending(sheet => sheet.RoundId).FirstOrDefaultAsync();
    }
}
