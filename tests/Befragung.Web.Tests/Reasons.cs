using AngleSharp.Dom;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests;

/// <summary>A study with reasons, and the team's decisions on them without a page.</summary>
internal static class Reasons
{
    public const string For = "r1.:for",
        Against = "r1.:against";

    /// <summary>
    /// Round 1 closed: eight experts, all but the seventh rate r1 (2, 3, 3, 4, 4, 4, –, 5: the middle half is 3 to 4), and write what is given here.
    /// </summary>
    public static Task<string> FirstAsync(SurveyApp app, params (int Expert, string Part, string Text)[] written) =>
        FirstAsync(app, "rounds: 3", written);

    /// <param name="settings">What stands there instead of how many rounds are planned.</param>
    public static async Task<string> FirstAsync(SurveyApp app, string settings, params (int Expert, string Part, string Text)[] written)
    {
        var key = await app.OpenStudyAsync(8, Sample.Yaml.Replace("rounds: 2", settings, StringComparison.Ordinal));
        using (await app.ExpertAsync(key)) { }
        string?[] points = ["2", "3", "3", "4", "4", "4", null, "5"];
        for (var expert = 0; expert < points.Length; expert++)
            await app.HandInAsync(
                key,
                expert,
                [
                    new("r1", points[expert]),
                    new("m1.wert", points[expert]),
                    new("m1.lage", points[expert]),
                    .. written.Where(one => one.Expert == expert).Select(one => new AnswerChange(one.Part, one.Text)),
                ]
            );
        await app.CloseAsync(key);
        return key;
    }

    /// <summary>The same with all released and round 2 open.</summary>
    public static async Task<string> SecondAsync(SurveyApp app, params (int Expert, string Part, string Text)[] written)
    {
        var key = await FirstAsync(app, written);
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        return key;
    }

    public static Task DecideAsync(this SurveyApp app, string key, Action<Reason> decide) =>
        app.DataAsync(async db =>
        {
            foreach (var reason in await Of(db, key).ToListAsync())
                decide(reason);
            return await db.SaveChangesAsync();
        });

    public static Task<List<Reason>> ReasonsAsync(this SurveyApp app, string key) =>
        app.DataAsync(db => Of(db, key).AsNoTracking().OrderBy(reason => reason.Id).ToListAsync());

    public static async Task<Reason> ReasonAsync(this SurveyApp app, string key, string text) =>
        (await app.ReasonsAsync(key)).Single(reason => reason.Text == text);

    /// <summary>Presses a card's button that releases it as it is written; without a card, that of the first one.</summary>
    public static Task<Reply> ReleaseAsync(Visitor editor, Reply page, string? card) =>
        editor.SubmitAsync(page, "#freigeben", ("mark", Card(page, card).QuerySelector("[data-release]")!.GetAttribute("value")));

    /// <summary>Presses the first button that releases all of a question.</summary>
    public static Task<Reply> ReleaseAllAsync(Visitor editor, Reply page)
    {
        var all = page.Page.QuerySelector("button[formaction*=Alle]")!;
        return editor.PostAsync(
            all.GetAttribute("formaction")!,
            [.. Visitor.Fill(page, "#freigeben").Fields, new("shown", all.GetAttribute("value")!)]
        );
    }

    public static Task<Reply> ShortenAsync(Visitor editor, Reply page, string? card, string text) =>
        DecideAsync(editor, page, card, "Kuerzen", text);

    public static Task<Reply> WithholdAsync(Visitor editor, Reply page, string? card, string text) =>
        DecideAsync(editor, page, card, "Zurueckhalten", text);

    /// <summary>Has the page open the words of a step, as it does without scripts, and sends them.</summary>
    public static async Task<Reply> DecideAsync(Visitor editor, Reply page, string? card, string step, string? text) =>
        await editor.SubmitAsync(
            await OpenAsync(editor, page, card, step.ToLowerInvariant()),
            $"[data-reason] form[action*={step}]",
            ("text", text)
        );

    /// <summary>The page with the words of a step open.</summary>
    public static Task<Reply> OpenAsync(Visitor editor, Reply page, string? card, string step)
    {
        var (form, fields) = Visitor.Fill(page, "#oeffnen");
        var button = Card(page, card).QuerySelector($"button[form=oeffnen][name={step}]")!;
        return editor.GetAsync(
            QueryHelpers.AddQueryString(
                form.GetAttribute("action")!,
                fields
                    .Append(new(step, button.GetAttribute("value")!))
                    .Select(field => KeyValuePair.Create(field.Key, (string?)field.Value))
            )
        );
    }

    private static IElement Card(Reply page, string? card) =>
        page.Page.QuerySelector(card is null ? "[data-reason]" : $"#{card}") ?? throw new InvalidOperationException($"No card {card}.");

    public static string QueuePath(string key, int round = 1) => $"/team/studien/{key}/runden/{round}/begruendungen";

    private static IQueryable<Reason> Of(SurveyDb db, string key) =>
        from reason in db.Reasons
        join round in db.Rounds on reason.RoundId equals round.Id
        join study in db.Studies on round.StudyId equals study.Id
        where study.Key == key
        select reason;
}
