using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Handing in, and what happens to answers when the round closes meanwhile: nothing acknowledged is lost, nothing refused is counted.</summary>
public sealed class ClosingTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei";

    [Fact]
    public async Task A_sheet_is_handed_in_and_can_be_changed_until_the_round_closes()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "2"));
        var review = await expert.GetAsync("/bogen/abgeben");
        Assert.Contains("6 Fragen sind noch offen. Sie können auch so abgeben.", review.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await expert.SubmitAsync(review, "form.handin", ("anyway", "true"))).Location);
        Assert.Contains("Vielen Dank! Ihre Antworten sind abgegeben.", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);

        Assert.Equal("/bogen", (await expert.SubmitAsync(review, "form.handin", ("anyway", "true"))).Location);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "5"));
        await app.CloseAsync(key);
        var result = (await app.ReadAsync(key)).Round(1).Result!;
        Assert.Equal((1, 5), (result.Response.HandedIn, result.Of("r1")!.Median));
    }

    [Fact]
    public async Task A_sheet_that_was_not_handed_in_is_not_counted()
    {
        var key = await app.OpenStudyAsync(2);
        using var expert = await app.ExpertAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "1"));
        await app.HandInAsync(key, 1, new Delphi.Rounds.AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var result = (await app.ReadAsync(key)).Round(1).Result!;
        Assert.Equal((2, 2, 1), (result.Response.Invited, result.Response.Started, result.Response.HandedIn));
        Assert.Equal(1, result.Of("r1")!.N);
    }

    [Fact]
    public async Task A_post_after_closing_answers_409_and_shows_what_was_typed()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await app.BeginAsync(key, 0, new Delphi.Rounds.AnswerChange("r1", "2"));
        var section = await expert.GetAsync(Two);
        var review = await expert.GetAsync("/bogen/abgeben");
        await app.CloseAsync(key);
        var reply = await expert.SubmitAsync(section, "form.sheet", ("a.l1", "Ein langer Gedanke über <Größe>"), ("a.i1.2", "Bänke"));
        Assert.Equal(409, reply.Status);
        Assert.Contains("Die Runde ist geschlossen", reply.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Ein langer Gedanke über <Größe>", "Bänke"],
            reply.Page.QuerySelectorAll(".unsaved").Select(typed => typed.TextContent)
        );
        Assert.Equal(["r1"], (await app.SheetAsync(key)).Answers.Values.Keys);

        Assert.Equal("/bogen", (await expert.SubmitAsync(review, "form.handin", ("anyway", "true"))).Location);
        Assert.Null((await app.SheetAsync(key)).HandedInAt);
    }

    [Fact]
    public async Task Saving_in_the_background_after_closing_answers_409_and_says_what_to_do()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var section = await expert.GetAsync(Two);
        Assert.Equal(200, (await RememberAsync(expert, section, "davor")).Status);
        await app.CloseAsync(key);
        var reply = await RememberAsync(expert, section, "danach");
        Assert.Equal(409, reply.Status);
        Assert.StartsWith(
            "Die Runde wurde inzwischen geschlossen.",
            JsonDocument.Parse(reply.Body).RootElement.GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("davor", (await app.SheetAsync(key)).Answers["l1"]);
    }

    [Fact]
    public async Task Every_answer_that_was_acknowledged_while_the_round_closed_is_in_its_result()
    {
        const int Experts = 6;
        var key = await app.OpenStudyAsync(Experts);
        var acknowledged = new string[Experts];
        var begun = new CountdownEvent(Experts);
        var experts = Enumerable
            .Range(0, Experts)
            .Select(async index =>
            {
                using var expert = await app.ExpertAsync(key, index);
                await app.BeginAsync(key, index, new Delphi.Rounds.AnswerChange("r1", "2"));
                await expert.SubmitAsync(await expert.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
                var section = await expert.GetAsync(Two);
                for (var number = 1; ; number++)
                {
                    var text = string.Create(CultureInfo.InvariantCulture, $"Fassung {number} von {index}");
                    var reply =
                        number % 2 == 0
                            ? await RememberAsync(expert, section, text)
                            : await expert.SubmitAsync(section, "form.sheet", ("a.l1", text));
                    if (reply.Status == 409)
                        return;
                    Assert.True(reply.Status is 200 or 302, reply.Body);
                    acknowledged[index] = text;
                    if (number == 3)
                        begun.Signal();
                }
            })
            .ToList();
        await Task.Run(() => begun.Wait(TimeSpan.FromSeconds(30)));
        using var editor = await app.TeamAsync();
        var closed = await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/runden/1/schliessen"),
            "main form[action*=Schliessen]",
            ("sure", "true")
        );
        Assert.Equal(302, closed.Status);
        await Task.WhenAll(experts);

        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal(Experts, round.Result!.Of("l1")!.Entries);
        var counted = await app.DataAsync(db =>
            db.OpenAnswers.Where(answer => answer.RoundId == round.Id).Select(answer => answer.Text).ToListAsync()
        );
        Assert.Equal(acknowledged.Order(), counted.Order());
    }

    private static Task<Reply> RememberAsync(Visitor expert, Reply section, string text) =>
        expert.PostAsync(section.Path + "?handler=Merken", Visitor.Fill(section, "form.sheet", ("a.l1", text)).Fields);
}
