using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Load.Sessions;

/// <summary>
/// A study in its second round: everyone answered the first, so that each page shows feedback with eight groups. Twelve ratings, two texts and a multiple choice.
/// </summary>
internal static class LoadStudy
{
    public const string Section = "eins";

    /// <summary>As addresses name it.</summary>
    public const string Key = "last";

    private static readonly string[] Groups = ["politik", "planung", "bildung", "stiftungen", "verbaende", "zivil", "ausland", "einzeln"];

    private static string Yaml =>
        $$"""
            befragung: 1
            title: Last
            languages: [de]
            groups: [ {{string.Join(", ", Groups.Select(key => $"{{ key: {key}, name: Akteursgruppe {key} }}"))}} ]
            settings: { rounds: 3 }
            scales:
              s5: { points: 5, labels: { 1: unwichtig, 2: eher unwichtig, 3: "teils, teils", 4: eher wichtig, 5: sehr wichtig } }
            sections:
              - key: {{Section}}
                title: Themen der Kleinstadtentwicklung
                items:
            {{string.Concat(
                Enumerable.Range(1, 12).Select(number =>
                    $"      - {{ key: t{number}, type: rating, text: Thema der Kleinstadtentwicklung mit der Nummer {number}, scale: s5 }}\n"
                )
            )}}
                  - { key: o1, type: longText, text: "Was fehlt?" }
                  - { key: o2, type: longText, text: "Was wünschen Sie sich?" }
                  - key: m1
                    type: multipleChoice
                    text: Wer soll mitmachen?
                    options: [ { key: a, name: Vereine }, { key: b, name: Schulen }, { key: c, name: Betriebe }, { key: d, name: Kirchen } ]
            """;

    /// <summary>Makes the study with a panel of so many, in its second round, and returns a fresh personal link for each.</summary>
    public static async Task<IReadOnlyList<string>> MakeAsync(string folder, int panel, params string[] database)
    {
        await using var app = await SiteAsync(folder, database);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var fieldwork = scope.ServiceProvider.GetRequiredService<Fieldwork>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var study = await OpenAsync(scope.ServiceProvider, panel);
        await AnswerAsync(db, study.CurrentRound, now);
        await fieldwork.CloseAsync(study, study.CurrentRound, "Last", default);
        study.CurrentRound.Release(now, "Last");
        study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        await db.SaveChangesAsync();
        await fieldwork.OpenAsync(study, study.CurrentRound, "Last", default);
        return await InviteAsync(db);
    }

    /// <summary>The same in its first round: nobody has consented yet, and there is nothing to feed back.</summary>
    public static async Task<IReadOnlyList<string>> BeginAsync(string folder, int panel)
    {
        await using var app = await SiteAsync(folder);
        await using var scope = app.Services.CreateAsyncScope();
        await OpenAsync(scope.ServiceProvider, panel);
        return await InviteAsync(scope.ServiceProvider.GetRequiredService<SurveyDb>());
    }

    /// <summary>Lets people come into it by themselves as well; returns the code of the link.</summary>
    public static async Task<string> OpenLinkAsync(string folder)
    {
        await using var app = await SiteAsync(folder);
        await using var scope = app.Services.CreateAsyncScope();
        var study = (await scope.ServiceProvider.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(Key, default))!;
        return (await scope.ServiceProvider.GetRequiredService<OpenLinks>().AddAsync(study, null, "Last", default)).Code;
    }

    private static async Task<WebApplication> SiteAsync(string folder, params string[] database)
    {
        var app = Site.Build([$"--Data:Directory={folder}", "--Logging:LogLevel:Default=Warning", .. database]);
        await Database.MigrateAsync(app.Services);
        return app;
    }

    private static async Task<IReadOnlyList<string>> InviteAsync(SurveyDb db)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.ChangeTracker.Clear();
        // The letters are not what is measured.
        await db.Outbox.ExecuteUpdateAsync(entry => entry.SetProperty(one => one.SentAt, now));
        var links = new List<string>();
        foreach (var panelist in await db.Panelists.Select(one => one.Id).ToListAsync())
        {
            var token = Token.New();
            db.Invitations.Add(new Invitation(panelist, token, now));
            links.Add($"/einladung/{token}");
        }
        await db.SaveChangesAsync();
        return links;
    }

    /// <summary>The same study in its first round, with everybody's letter in the outbox.</summary>
    public static async Task<Study> OpenAsync(IServiceProvider services, int panel)
    {
        var study = await AddAsync(services);
        var panels = services.GetRequiredService<Panels>();
        await panels.TakeInAsync(study, await panels.ReadAsync(study, Csv(panel), default), default);
        await services.GetRequiredService<Fieldwork>().OpenAsync(study, study.CurrentRound, "Last", default);
        return study;
    }

    /// <summary>The study alone, without anybody.</summary>
    public static Task<Study> AddAsync(IServiceProvider services)
    {
        var read = QuestionnaireReader.Read(Yaml);
        var questionnaire = read.Questionnaire ?? throw new InvalidOperationException(read.Problems[0].ToString());
        return NewStudies.AddAsync(
            services.GetRequiredService<SurveyDb>(),
            questionnaire,
            TimeProvider.System.GetUtcNow().UtcDateTime,
            "Last",
            default
        );
    }

    public static byte[] Csv(int panel) =>
        Encoding.UTF8.GetBytes(
            "Name;E-Mail;Gruppe\n"
                + string.Concat(
                    Enumerable
                        .Range(0, panel)
                        .Select(index =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"Person {index};person-{index}@example.org;{Groups[index % Groups.Length]}\n"
                            )
                        )
                )
        );

    /// <param name="more">What the expert of this number says besides.</param>
    public static async Task AnswerAsync(SurveyDb db, Round round, DateTime now, Func<int, AnswerChange?>? more = null)
    {
        var chance = new Random(2020);
        foreach (var (number, sheet) in (await db.Sheets.Where(sheet => sheet.RoundId == round.Id).ToListAsync()).Index())
        {
            var panelist = await db.Panelists.FindAsync(sheet.PanelistId);
            panelist!.Consent(now);
            var asking = new Asking(round.Questionnaire, panelist.Id, panelist.GroupKey, _ => null);
            sheet.Save(
                [
                    .. round
                        .Questionnaire.Items.OfType<RatingItem>()
                        .Select(item => new AnswerChange(
                            item.Key,
                            Math.Clamp(chance.Next(1, 6) + chance.Next(2), 1, 5).ToString(CultureInfo.InvariantCulture)
                        )),
                    .. "abcd".Select(option => new AnswerChange($"m1.{option}", chance.Next(2).ToString(CultureInfo.InvariantCulture))),
                    .. more?.Invoke(number) is { } said ? [said] : Array.Empty<AnswerChange>(),
                ],
                asking,
                now
            );
            sheet.HandIn(asking, now);
        }
        await db.SaveChangesAsync();
    }
}
