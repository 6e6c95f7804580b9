using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>The taking over of a section's form, without a request.</summary>
public sealed class SectionSavingTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task What_was_changed_is_taken_over_and_told_as_it_stands_now()
    {
        var key = await app.OpenStudyAsync(1);
        var saving = await SaveAsync(key, ("a.r1", "4"), ("a.r2", "2"));
        Assert.Empty(saving.Problems);
        Assert.Empty(saving.Differences);
        Assert.Equal(["r1", "r2"], saving.Taken.Select(part => part.Key).Intersect(["r1", "r2"]));
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("4", "2"), (answers["r1"], answers["r2"]));
    }

    [Fact]
    public async Task What_cannot_be_an_answer_is_a_problem_of_its_item_and_the_rest_is_saved()
    {
        var key = await app.OpenStudyAsync(1);
        var saving = await SaveAsync(key, ("a.r1", "77"), ("a.r2", "2"));
        Assert.Equal(["r1"], saving.Problems.Keys);
        Assert.DoesNotContain("r1", saving.Taken.Select(part => part.Key));
        Assert.Equal("77", saving.Posted["r1"]);
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal((null, "2"), (answers["r1"], answers["r2"]));
    }

    [Fact]
    public async Task Another_device_that_was_faster_between_reading_and_saving_is_not_undone()
    {
        var key = await app.OpenStudyAsync(1);
        await using var scope = app.Services.CreateAsyncScope();
        var desk = await DeskAsync(scope, key);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "1"), new AnswerChange("r2", "1"));
        var saving = await SaveAsync(desk, ("a.r1", "5"), ("was.r1", ""));
        var difference = Assert.Single(saving.Differences, one => one.Item.Key == "r1");
        Assert.Equal(Outcome.Newer, difference.Outcome);
        Assert.Equal("1", Assert.Single(difference.GivenUp).Value);
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("5", "1"), (answers["r1"], answers["r2"]));
    }

    [Fact]
    public async Task A_round_that_closed_meanwhile_takes_nothing()
    {
        var key = await app.OpenStudyAsync(1);
        await using var scope = app.Services.CreateAsyncScope();
        var desk = await DeskAsync(scope, key);
        await app.CloseAsync(key);
        await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() => SaveAsync(desk, ("a.r1", "5")));
        Assert.Null((await app.SheetAsync(key)).Answers["r1"]);
    }

    private async Task<SectionSaving> SaveAsync(string key, params (string Name, string Value)[] fields)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await SaveAsync(await DeskAsync(scope, key), fields);
    }

    private async Task<SectionSaving> SaveAsync(ExpertDesk desk, params (string Name, string Value)[] fields)
    {
        var open = desk.Open!;
        var section = AskedSection.Find(open, "eins")!;
        var form = new FormCollection(
            fields.ToDictionary(field => field.Name, field => new Microsoft.Extensions.Primitives.StringValues(field.Value))
        );
        var saving = new SectionSaving(
            open,
            section,
            new SectionForm(form, section.Section, open.Round, desk.IsOwn),
            app.Services.GetRequiredService<TimeProvider>()
        );
        await saving.SaveAsync(CancellationToken.None);
        return saving;
    }

    /// <summary>As a request would find it.</summary>
    private async Task<ExpertDesk> DeskAsync(AsyncServiceScope scope, string key)
    {
        var panelist = (await app.SheetAsync(key)).PanelistId;
        return (await scope.ServiceProvider.GetRequiredService<ExpertDesks>().FindAsync(panelist, 0, CancellationToken.None))!;
    }
}
