using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Mail;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Simulation;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

internal sealed record DemoSettings(int Experts, int Seed, string Pdf, bool Serve);

/// <summary>
/// The main job once through: the study of the model case, a simulated panel, two rounds closed with feedback between them, the report, and a third
/// round left open to look into. Every step looks at what is there first, so that a second run goes on and destroys nothing.
/// </summary>
internal sealed class Demo(IServiceProvider services, ShiftedClock clock, DemoSettings settings)
{
    private const string Source = "kleinstadtakademie.yaml";
    private const string By = "Beispielteam";
    private const int ClosedRounds = 2;

    public static async Task<int> RunAsync(DemoSettings settings, string[] configuration, CancellationToken cancel)
    {
        var clock = new ShiftedClock();
        await using var app = Site.Build(configuration, clock);
        using var held = ServerLock.Take(app.Services.GetRequiredService<DataFolder>(), clock);
        await Database.MigrateAsync(app.Services);
        await new Demo(app.Services, clock, settings).MakeAsync(cancel);
        if (settings.Serve)
            await Serve.RunAsync(app, cancel);
        return 0;
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        var key = await StudyAsync(cancel);
        for (var number = 1; number <= ClosedRounds; number++)
            await RoundAsync(key, number, cancel);
        clock.Shift = TimeSpan.Zero;
        await ReportAsync(key, cancel);
        await NextAsync(key, cancel);
        await LinksAsync(key, cancel);
    }

    private async Task<string> StudyAsync(CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        clock.Shift = TimeSpan.FromDays(-75);
        var study = await db.Studies.Include(one => one.Rounds).FirstOrDefaultAsync(one => one.IsSimulated, cancel);
        if (study is not null)
            Say($"Die Beispielstudie „{study.Key}“ ist schon da und wird nicht verändert.");
        else
        {
            study = await NewStudies.AddAsync(db, Read(), Now, By, cancel, simulated: true);
            study.Write(DemoTexts.All, Now, By);
            await db.SaveChangesAsync(cancel);
        }
        if (!await db.Panelists.AnyAsync(panelist => panelist.StudyId == study.Id, cancel))
        {
            var panels = scope.ServiceProvider.GetRequiredService<Panels>();
            await panels.TakeInAsync(
                study,
                await panels.ReadAsync(study, new SimulatedPanel(settings.Seed, Read()).Csv(settings.Experts), cancel),
                cancel
            );
            Say($"Studie „{study.Key}“ angelegt, {settings.Experts} simulierte Expertinnen und Experten aufgenommen.");
        }
        return study.Key;
    }

    /// <summary>As it is in the library, and experts may reply to each other's reasons.</summary>
    private static Questionnaire Read()
    {
        var read = QuestionnaireFiles
            .Read(
                QuestionnaireLibrary.Read(Source)
                    ?? throw new ConfigurationException($"Der Fragebogen {Source} fehlt neben dem Programm oder hat Fehler.")
            )
            .Questionnaire!;
        return read with { Settings = read.Settings with { Replies = true, Quotations = true } };
    }

    private async Task RoundAsync(string key, int number, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var fieldwork = scope.ServiceProvider.GetRequiredService<Fieldwork>();
        var study = (await db.StudyWithRoundsAsync(key, cancel))!;
        if (study.CurrentRound.Number < number)
        {
            clock.Shift = TimeSpan.FromDays(-70 + (35 * (number - 1)) - 5);
            var taken = await new DemoCoding(scope.ServiceProvider, clock, By).RunAsync(study, study.CurrentRound, cancel);
            if (taken.Ids.Count > 0)
                await new DemoCorrection(scope.ServiceProvider, clock, By).RunAsync(study, study.CurrentRound, cancel);
            var asked = study.CurrentRound.Questionnaire.Items.ToList();
            await scope
                .ServiceProvider.GetRequiredService<NextRounds>()
                .PlanAsync(
                    study,
                    new(
                        asked.Where(item => !item.IsOpen).Select(item => item.Key).ToHashSet(),
                        asked.ToDictionary(
                            item => item.Key,
                            _ => $"Aus den offenen Antworten der Runde {number - 1} sind neue Thesen entstanden."
                        )
                    ),
                    taken,
                    cancel
                );
            if (taken.Ids.Count > 0)
                Say($"Offene Antworten kodiert; {taken.Ids.Count} Thesen daraus stellt Runde {number}.");
        }
        var round = study.Round(number);
        var opens = TimeSpan.FromDays(-70 + (35 * (number - 1)));
        clock.Shift = opens;
        if (round.State == RoundState.Planned)
        {
            await fieldwork.OpenAsync(study, round, By, cancel);
            Say($"Runde {number} geöffnet.");
            var sent = await services.GetRequiredService<Outbox>().SendDueAsync(cancel);
            var mail = services.GetRequiredService<MailSettings>();
            Say(
                mail.OnlyFolder
                    ? $"{sent} Anschreiben in den Ordner geschrieben; verschickt werden sie nicht."
                    : $"{sent} Anschreiben verschickt."
            );
            if (services.GetRequiredService<Outbox>().Pause is { } pause)
                Say(pause.Trouble.What.ToString());
        }
        if (round.State == RoundState.Open)
        {
            if (!round.IsClosing)
                await AnswerAsync(study, round, opens, cancel);
            clock.Shift = opens + TimeSpan.FromDays(21);
            await fieldwork.CloseAsync(study, round, By, cancel);
            Say($"Runde {number} geschlossen: {round.Result!.Response.HandedIn} von {round.Result.Response.Invited} haben abgegeben.");
        }
        if (round.State == RoundState.Closed)
        {
            clock.Shift = opens + TimeSpan.FromDays(23);
            var known = new HashSet<(string Item, Guid? AnswersTo, string Text)>();
            foreach (
                var reason in await db
                    .Reasons.Where(reason => reason.RoundId == round.Id && reason.ReleasedAt == null && reason.WithheldAt == null)
                    .ToListAsync(cancel)
            )
            {
                SimulatedReasons.Decide(reason, known.Add((reason.ItemKey, reason.AnswersTo, reason.Text)), Now, By);
                if (SimulatedReasons.OfTeam(reason) is not { } words)
                    continue;
                var reply = new TeamReply(reason);
                reply.Write(reason, words, shownIn: null, Now, By);
                db.TeamReplies.Add(reply);
            }
            round.Release(Now, By);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Lets everyone answer who has not yet, in portions, so that stopping in the middle costs nothing.</summary>
    private async Task AnswerAsync(Study study, Round round, TimeSpan opens, CancellationToken cancel)
    {
        var panel = new SimulatedPanel(settings.Seed, round.Questionnaire);
        var before = study.Rounds.SingleOrDefault(one => one.Number == round.Number - 1);
        var portions = Enumerable.Range(0, settings.Experts).Chunk(200).ToList();
        for (var portion = 0; portion < portions.Count; portion++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
            var addresses = portions[portion].ToDictionary(SimulatedPanel.Address);
            var rows = await (
                from card in db.ContactCards
                where card.Panelist.StudyId == study.Id && addresses.Keys.Contains(card.Email)
                join sheet in db.Sheets on card.PanelistId equals sheet.PanelistId
                where sheet.RoundId == round.Id && sheet.StartedAt == null
                select new
                {
                    card.Email,
                    card.Panelist,
                    sheet,
                }
            ).ToListAsync(cancel);
            var panelists = rows.ConvertAll(row => row.Panelist.Id);
            var earlier = before is null
                ? []
                : await db
                    .Sheets.AsNoTracking()
                    .Where(sheet => sheet.RoundId == before.Id && panelists.Contains(sheet.PanelistId))
                    .ToDictionaryAsync(sheet => sheet.PanelistId, sheet => sheet.Answers, cancel);
            var reasons = (await services.GetRequiredService<FrozenRounds>().OfAsync(round.Id, db, cancel)).Reasons;
            foreach (var row in rows)
            {
                var index = addresses[row.Email];
                clock.Shift = opens + TimeSpan.FromHours(3 + (index * 53 % 480));
                var known = earlier.GetValueOrDefault(row.Panelist.Id, Answers.None);
                Fill(
                    row.sheet,
                    row.Panelist,
                    panel.Effort(index, round.Number),
                    () => panel.Answers(index, row.Panelist.GroupKey, round, before?.Result, known),
                    answers => panel.Reasons(index, round, before?.Result, answers, reasons, known),
                    new Asking(round.Questionnaire, row.Panelist.Id, row.Panelist.GroupKey, key => known[key])
                );
            }
            await db.SaveChangesAsync(cancel);
            Say($"Runde {round.Number}: {Math.Min(settings.Experts, (portion + 1) * 200)} von {settings.Experts} simuliert.");
        }
    }

    private void Fill(
        AnswerSheet sheet,
        Panelist panelist,
        SheetState effort,
        Func<IReadOnlyList<AnswerChange>> answers,
        Func<IReadOnlyList<AnswerChange>, IEnumerable<AnswerChange>> reasons,
        Asking asking
    )
    {
        if (effort == SheetState.Invited)
            return;
        panelist.Consent(Now);
        sheet.Start(Now);
        var changes = answers();
        if (effort == SheetState.Started)
            changes = [.. changes.Take(changes.Count / 3)];
        changes = [.. changes, .. reasons(changes)];
        var problems = AnswerChange.Check(asking.Questionnaire.Items, sheet.Answers, changes);
        if (problems.Count > 0 && effort == SheetState.HandedIn)
            throw new InvalidOperationException($"The simulated panel answered wrongly: {problems.First()}");
        sheet.Save([.. changes.Where(change => !problems.ContainsKey(change.PartKey.Split('.')[0]))], asking, Now);
        if (effort == SheetState.HandedIn)
            sheet.HandIn(asking, Now);
    }

    private async Task ReportAsync(string key, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var study = (await db.StudyWithRoundsAsync(key, cancel))!;
        Say("Der Ergebnisbericht wird gedruckt …");
        try
        {
            await services
                .GetRequiredService<StudyReports>()
                .PrintAsync(study, await db.ToldAsync(ReportVersion.Whole, study, cancel), "de", settings.Pdf, cancel);
            Say($"Ergebnisbericht: {settings.Pdf}");
        }
        catch (ReportPrinterException missing) when (settings.Serve)
        {
            // The pages work without a printer.
            await Console.Error.WriteLineAsync(missing.Message);
        }
    }

    /// <summary>Opens a third round with what is not settled, to look into; nobody answers it.</summary>
    private async Task NextAsync(string key, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var study = (await db.StudyWithRoundsAsync(key, cancel))!;
        if (study.CurrentRound.Number == ClosedRounds)
        {
            var last = study.CurrentRound;
            var told = SmallTotals.ForTeam(study.Rounds)[^1];
            var advice = last
                .Questionnaire.Items.Where(item => item.Parts.Count > 0)
                .ToDictionary(item => item.Key, item => Advice.On(item, last, told));
            var keep = advice.Where(one => one.Value.AskAgain).Select(one => one.Key).ToHashSet();
            if (keep.Count == 0)
                return;
            study.PlanNext(
                Reworded(
                    MergedAndSplit(
                        new(keep, advice.ToDictionary(one => one.Key, one => one.Value.Why.ToString())),
                        [.. last.Questionnaire.Items.OfType<RatingItem>().Where(item => keep.Contains(item.Key))]
                    )
                ) with
                {
                    Returned = Returned(study),
                }
            );
            await db.SaveChangesAsync(cancel);
        }
        if (study.CurrentRound.State != RoundState.Planned)
            return;
        await scope.ServiceProvider.GetRequiredService<Fieldwork>().OpenAsync(study, study.CurrentRound, By, cancel);
        await services.GetRequiredService<Outbox>().SendDueAsync(cancel);
        Say($"Runde {study.CurrentRound.Number} ist offen: Dort können Sie selbst antworten.");
    }

    /// <summary>One of the formats is asked in other words, and for a reason; where it is not asked again, none is.</summary>
    private static RoundPlan Reworded(RoundPlan plan)
    {
        const string peers = "f_kollegial";
        return plan.Keep.Contains(peers)
            ? plan with
            {
                Reworded = new Dictionary<string, Rewording>
                {
                    [peers] = new(
                        Both(
                            "Rathäuser beraten einander zu einem Fall (kollegiale Beratung)",
                            "Town halls advise each other on a case (peer coaching)"
                        )
                    ),
                },
                Reasons = new Dictionary<string, string>(plan.Reasons)
                {
                    [peers] = "Manche verstanden „kollegiale Beratung“ als Sprechstunde für Einzelne.",
                },
            }
            : plan;
    }

    /// <summary>Which formats are missing is asked again, now that the panel has judged those of round 1.</summary>
    private static string[] Returned(Study study) =>
        [.. study.Returnable.Select(one => one.Item.Key).Where(key => key == "formate_fehlend")];

    /// <summary>Of the statements that round 2 put to the panel, two become one, and the third becomes two; where these are not asked again, nothing does.</summary>
    private static RoundPlan MergedAndSplit(RoundPlan plan, IReadOnlyList<RatingItem> rated)
    {
        string? KeyOf(string words) => rated.FirstOrDefault(item => item.Text.In("de").Contains(words, StringComparison.Ordinal))?.Key;
        if (
            KeyOf("Städten gleicher Größe") is not { } exchange
            || KeyOf("eher die Zeit als das Wissen") is not { } time
            || KeyOf("jungen Menschen eigene Angebote") is not { } young
        )
            return plan;
        return plan with
        {
            Keep = plan.Keep.Except([exchange, time, young]).ToHashSet(),
            Merged =
            [
                new(
                    [exchange, time],
                    Both(
                        "Austausch, der wenig Zeit kostet, hilft kleinen Verwaltungen mehr als Vorträge.",
                        "Exchange that takes little time helps small administrations more than talks."
                    ),
                    "Beide Thesen meinen dasselbe: Es fehlt an Zeit, nicht an Wissen."
                ),
            ],
            Split =
            [
                new(
                    young,
                    [
                        Both(
                            "Die Kleinstadtakademie soll für junge Menschen eigene Veranstaltungen machen.",
                            "The academy for small towns should hold events of its own for young people."
                        ),
                        Both(
                            "In der Kleinstadtakademie sollen junge Menschen mitentscheiden.",
                            "Young people should have a say in the academy for small towns."
                        ),
                    ],
                    "„Eigene Angebote“ verstanden manche als Veranstaltungen, andere als Mitsprache."
                ),
            ],
        };
    }

    private static LocalizedText Both(string german, string english) => new([new("de", german), new("en", english)]);

    private async Task LinksAsync(string key, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var site = services.GetRequiredService<SiteAddress>();
        var study = (await db.StudyWithRoundsAsync(key, cancel))!;
        var panel = new SimulatedPanel(settings.Seed, study.CurrentRound.Questionnaire);
        var index = Enumerable.Range(0, settings.Experts).FirstOrDefault(one => panel.Effort(one, ClosedRounds) == SheetState.HandedIn);
        var expert = await db
            .ContactCards.Where(card => card.Email == SimulatedPanel.Address(index) && card.Panelist.StudyId == study.Id)
            .Select(card => card.PanelistId)
            .FirstAsync(cancel);
        var token = Token.New();
        db.Invitations.Add(new Invitation(expert, token, Now));
        await db.SaveChangesAsync(cancel);
        Console.WriteLine(
            $"""

              Projektteam:    {site.Of("/team")}
              Antwortbogen:   {site.Of($"/einladung/{token}")}
              Ergebnisse:     {site.Of(ReportAddresses.Public(study.Key).Page(ReportVersion.Whole))}

            """
        );
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static void Say(string line) => Console.WriteLine(line);
}
