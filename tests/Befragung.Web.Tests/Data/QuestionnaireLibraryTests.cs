using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Simulation;
using Befragung.Web.Tests.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>The questionnaires that come along, each once through: created, answered on the pages and by a simulated panel, closed, and told in the report.</summary>
public sealed class QuestionnaireLibraryTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const int Experts = 60,
        Seed = 7;

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.PathOf("questionnaires"), "*.yaml").Select(path => Path.GetFileName(path)).Order()];

    [Fact]
    public async Task All_are_offered_by_their_title_and_say_how_much_they_ask()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = (await editor.GetAsync("/team/studien/neu")).Page;
        foreach (var (file, questionnaire) in QuestionnaireLibrary.All())
        {
            var radio = page.QuerySelector($"input[name=template][value='{file}']")!;
            Assert.Equal(questionnaire.Title.In("de"), page.QuerySelector($"label[for='{radio.Id}']")!.TextContent);
            Assert.Equal(
                $"Vorlage. Runden: {questionnaire.Settings.Rounds} · Gruppen: {questionnaire.Groups.Count} · Fragen: {questionnaire.Items.Count(item => item.Parts.Count > 0)}",
                page.GetElementById(radio.GetAttribute("aria-describedby")!)!.TextContent
            );
        }
        Assert.Equal(
            Files.Count,
            page.QuerySelectorAll("input[name=template]")
                .Count(radio => radio.GetAttribute("value") is { } value && value.EndsWith(".yaml", StringComparison.Ordinal))
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_goes_from_the_file_to_the_report_in_both_languages(string file)
    {
        var key = await CreateAsync(file);
        await app.OpenAsync(key);
        await WalkAsync(key);
        await AnswerAsync(key, from: 1);
        await app.CloseAsync(key);
        var first = (await app.ReadAsync(key)).Round(1);
        Assert.Equal(Experts, first.Result!.Response.HandedIn);
        // A question that nobody of so many was asked is asked of nobody.
        Assert.Empty(
            first.Questionnaire.Items.Where(item => item.Parts.Count > 0 && !IsAnswered(item, first.Result)).Select(item => item.Key)
        );
        if (first.Questionnaire.Settings.Rounds > 1)
        {
            await app.NextAsync(key);
            await AnswerAsync(key, from: 0);
            await app.CloseAsync(key);
        }
        var study = await app.ReadAsync(key);
        await AssertToldAsync(study, "de");
        await AssertToldAsync(study, "en");
    }

    /// <summary>Ideas are counted as one, all else by its parts.</summary>
    private static bool IsAnswered(Item item, RoundResult result) =>
        item.Parts.Select(part => part.Key).Append(item.Key).Any(part => result.Of(part)?.N > 0);

    private async Task<string> CreateAsync(string file)
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var created = await editor.SubmitAsync(await editor.GetAsync("/team/studien/neu"), "main form", ("template", file));
        Assert.Equal(302, created.Status);
        var key = created.Location!.Split('/')[3];
        return await app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            var csv = new StringBuilder("Name;E-Mail;Gruppe;Sprache\n");
            for (var expert = 0; expert < Experts; expert++)
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"Jörg Weiß;{Sample.Address(expert)};{GroupOf(study.CurrentRound.Questionnaire, expert)};de\n"
                );
            var panels = services.GetRequiredService<Panels>();
            await panels.TakeInAsync(
                study,
                await panels.ReadAsync(study, Encoding.UTF8.GetBytes(csv.ToString()), CancellationToken.None),
                CancellationToken.None
            );
            return key;
        });
    }

    /// <summary>The first expert answers as people do, section by section, what the pages ask.</summary>
    private async Task WalkAsync(string key)
    {
        var study = await app.ReadAsync(key);
        var answers = Answers(study, 0).Where(change => change.Value is { Length: > 0 }).ToList();
        using var expert = await app.ExpertAsync(key);
        var reply = await expert.GetAsync("/bogen/abschnitt/" + study.CurrentRound.Questionnaire.Sections[0].Key);
        var sections = 0;
        for (; reply.Path != "/bogen/abgeben"; sections++)
        {
            Assert.Equal(200, reply.Status);
            var names = reply.Page.QuerySelectorAll("main form [name]").Select(field => field.GetAttribute("name")).ToHashSet();
            var sent = await expert.SubmitAsync(
                reply,
                "main form",
                [
                    .. from change in answers
                    where names.Contains("a." + change.PartKey) && change.Value != MarkPart.NotChosen
                    select ("a." + change.PartKey, change.Value),
                ]
            );
            Assert.True(sent.Status == 302, sent.Text);
            reply = await expert.GetAsync(sent.Location!);
        }
        Assert.NotEqual(0, sections);
        await expert.SubmitAsync(reply, "main form.handin", ("anyway", "true"));
        var sheet = await app.SheetAsync(key);
        Assert.Equal(SheetState.HandedIn, sheet.State);
        Assert.NotEmpty(sheet.Answers.Values);
    }

    private async Task AnswerAsync(string key, int from)
    {
        var study = await app.ReadAsync(key);
        for (var expert = from; expert < Experts; expert++)
        {
            var changes = Answers(study, expert);
            Assert.Empty(AnswerChange.Check(study.CurrentRound.Questionnaire.Items, Delphi.Rounds.Answers.None, changes));
            await app.HandInAsync(key, expert, [.. changes]);
        }
    }

    private static IReadOnlyList<AnswerChange> Answers(Study study, int expert)
    {
        var round = study.CurrentRound;
        var before = study.Rounds.SingleOrDefault(one => one.Number == study.CurrentRound.Number - 1);
        return new SimulatedPanel(Seed, round.Questionnaire).Answers(
            expert,
            GroupOf(round.Questionnaire, expert),
            round,
            before?.Result,
            Delphi.Rounds.Answers.None
        );
    }

    private static string GroupOf(Questionnaire questionnaire, int expert) => questionnaire.Groups[expert % questionnaire.Groups.Count].Key;

    private async Task AssertToldAsync(Study study, string language)
    {
        var report = StudyReport.Of(study, app.Clock.GetUtcNow().UtcDateTime);
        var reports = app.Services.GetRequiredService<ReportPage>();
        ReportMeasuresTests.AssertSound(new HtmlParser().ParseDocument(await reports.ForScreen(report, language)));
        var page = new HtmlParser().ParseDocument(await reports.ForScreen(report, language, volume: ReportVersion.Data));
        ReportMeasuresTests.AssertSound(page);
        var questionnaire = study.Round(1).Questionnaire;
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(questionnaire.Title.In(language), page.QuerySelector("h1")!.TextContent.Trim());
        var words = Words(page.Body!.TextContent);
        var (label, usual) = (questionnaire.GroupLabel, GroupLabel.Usual);
        Assert.Contains(label.ManyFirst.In(language), words, StringComparison.Ordinal);
        if (label.One.In(language) != usual.One.In(language))
            Assert.DoesNotContain(usual.One.In(language), words, StringComparison.OrdinalIgnoreCase);
        Assert.All(questionnaire.Sections, section => Assert.Contains(section.Title.In(language), words, StringComparison.Ordinal));
        Assert.All(
            questionnaire.Items.Where(item => item.Parts.Count > 0),
            item => Assert.Contains(Words(Markdown.Plain(item.Text.In(language))), words, StringComparison.Ordinal)
        );
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
