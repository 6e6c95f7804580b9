using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Commands;
using Befragung.Web.Data;
using Befragung.Web.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Load.Reports;

/// <summary>A study as large as a report has to be printed quickly: three rounds, in each of which a simulated panel answers all items and gives reasons, of which half are released.</summary>
internal static class LargeStudy
{
    public const int Rounds = 3,
        Experts = 120;

    private static readonly string[] Groups =
    [
        "politik",
        "planung",
        "bildung",
        "stiftungen",
        "verbaende",
        "zivil",
        "international",
        "einzeln",
    ];

    private static readonly string[] Words =
    [
        "Innenstadt",
        "Wohnungsbestand",
        "Mobilität",
        "Daseinsvorsorge",
        "Beteiligung",
        "Klimaanpassung",
        "Finanzierung",
        "Zusammenarbeit",
        "Digitalisierung",
        "Fachkräfte",
        "Baukultur",
        "Ehrenamt",
        "Grünflächen",
    ];

    /// <summary>Makes it, and gives back its key.</summary>
    public static async Task<string> MakeAsync(IServiceProvider services, int items)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var panels = scope.ServiceProvider.GetRequiredService<Panels>();
        var fieldwork = scope.ServiceProvider.GetRequiredService<Fieldwork>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var read = QuestionnaireReader.Read(Yaml(items));
        var study = await NewStudies.AddAsync(
            db,
            read.Questionnaire ?? throw new InvalidOperationException(read.Problems[0].ToString()),
            now,
            "Last",
            default,
            simulated: true
        );
        study.Write(DemoTexts.All, now, "Last");
        await db.SaveChangesAsync();
        await panels.TakeInAsync(
            study,
            await panels.ReadAsync(study, new SimulatedPanel(2020, read.Questionnaire!).Csv(Experts), default),
            default
        );
        for (var number = 1; number <= Rounds; number++)
        {
            if (number > 1)
                study.PlanNext(
                    study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(),
                    new Dictionary<string, string>()
                );
            await db.SaveChangesAsync();
            await fieldwork.OpenAsync(study, study.CurrentRound, "Last", default);
            await AnswerAsync(services, db, study, now);
            await fieldwork.CloseAsync(study, study.CurrentRound, "Last", default);
            foreach (
                var reason in await db
                    .Reasons.Where(reason => reason.RoundId == study.CurrentRound.Id)
                    .OrderBy(reason => reason.Id)
                    .ToListAsync()
            )
                reason.Release(null, now, "Last");
            study.CurrentRound.Release(now, "Last");
            await db.SaveChangesAsync();
        }
        return study.Key;
    }

    private static async Task AnswerAsync(IServiceProvider services, SurveyDb db, Study study, DateTime now)
    {
        var round = study.CurrentRound;
        var panel = new SimulatedPanel(2020, round.Questionnaire);
        var before = study.Rounds.SingleOrDefault(one => one.Number == round.Number - 1);
        var earlier = before is null
            ? []
            : await db
                .Sheets.AsNoTracking()
                .Where(sheet => sheet.RoundId == before.Id)
                .ToDictionaryAsync(sheet => sheet.PanelistId, sheet => sheet.Answers);
        var reasons = (await services.GetRequiredService<FrozenRounds>().OfAsync(round.Id, db, default)).Reasons;
        var indexes = await db
            .ContactCards.Where(card => card.Panelist.StudyId == study.Id)
            .OrderBy(card => card.Email)
            .Select(card => card.PanelistId)
            .ToListAsync();
        foreach (var sheet in await db.Sheets.Where(sheet => sheet.RoundId == round.Id).ToListAsync())
        {
            var panelist = (await db.Panelists.FindAsync(sheet.PanelistId))!;
            var index = indexes.IndexOf(panelist.Id);
            var known = earlier.GetValueOrDefault(panelist.Id, Answers.None);
            panelist.Consent(now);
            var asking = new Asking(round.Questionnaire, panelist.Id, panelist.GroupKey, key => known[key]);
            var answers = panel.Answers(index, panelist.GroupKey, round, before?.Result, known);
            IReadOnlyList<AnswerChange> changes = [.. answers, .. panel.Reasons(index, round, before?.Result, answers, reasons, known)];
            sheet.Save(changes, asking, now);
            sheet.HandIn(asking, now);
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Of ten items, seven are ratings, one is rated by three criteria, one is a choice of several, and one a ranking or a choice.</summary>
    private static string Yaml(int items)
    {
        var yaml = new StringBuilder(
            $$"""
            befragung: 1
            title: Zukunft der Kleinstädte – eine große Befragung
            languages: [de]
            groups: [ {{string.Join(", ", Groups.Select(key => $"{{ key: {key}, name: Akteursgruppe {key} }}"))}} ]
            settings: { rounds: {{Rounds}} }
            scales:
              s5: { points: 5, labels: { 1: unwichtig, 2: eher unwichtig, 3: "teils, teils", 4: eher wichtig, 5: sehr wichtig } }
            sections:

            """
        );
        for (var number = 0; number < items; number++)
        {
            if (number % 10 == 0)
                yaml.Append(
                    CultureInfo.InvariantCulture,
                    $"  - key: a{number / 10}\n    title: {Words[number / 10 % Words.Length]} und {Words[(number / 10 + 5) % Words.Length]}\n    items:\n"
                );
            var text =
                $"{Words[number % Words.Length]} und {Words[(number * 7 + 3) % Words.Length]}: Wie wichtig ist dieses Thema ({number + 1}) für Kleinstädte in den nächsten zehn Jahren?";
            var options = string.Join(
                ", ",
                Enumerable.Range(0, 5).Select(option => $"{{ key: o{option}, name: {Words[(number + option) % Words.Length]} vor Ort }}")
            );
            yaml.Append(CultureInfo.InvariantCulture, $"      - {{ key: t_{number}, text: \"{text}\", type: ");
            yaml.Append(
                (number % 10, number % 20) switch
                {
                    (< 7, _) => "rating, scale: s5",
                    (7, _) =>
                        "multiRating, criteria: [ { key: wert, name: Bedeutung, scale: s5 }, { key: lage, name: Dringlichkeit, scale: s5 }, { key: kraft, name: Machbarkeit, scale: s5 } ]",
                    (8, _) => $"multipleChoice, options: [ {options} ]",
                    (_, 9) => $"ranking, top: 3, options: [ {options} ]",
                    _ => $"singleChoice, options: [ {options} ]",
                }
            );
            yaml.Append(" }\n");
        }
        return yaml.ToString();
    }
}
