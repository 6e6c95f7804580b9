using AngleSharp.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Replies to reasons, of experts and of the team, from round to round.</summary>
public sealed class ReplyTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Section = "/bogen/abschnitt/eins",
        Form = "form.sheet",
        Words = "Das sehe ich <b>anders</b> 🙂\nnämlich so";

    [Fact]
    public async Task A_reply_is_written_in_the_second_round_released_and_read_in_the_third_below_its_reason_and_leaves_with_it()
    {
        var key = await Reasons.FirstAsync(
            app,
            "rounds: 4, replies: true",
            (0, Reasons.For, "Grund eins"),
            (1, Reasons.Against, "Grund zwei")
        );
        using var editor = await app.TeamAsync();
        var one = await app.ReasonAsync(key, "Grund eins");
        var two = await app.ReasonAsync(key, "Grund zwei");
        // Nobody replies to what is not released.
        Assert.Null((await editor.GetAsync(Reasons.QueuePath(key))).Page.QuerySelector("[name=antworten]"));
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        await app.CloseAsync(key);
        Assert.Equal(302, (await ReplyAsync(editor, key, one, " Danke vom Team ")).Status);
        var refused = await ReplyAsync(editor, key, one, new string('x', 10_000));
        Assert.Equal(400, refused.Status);
        Assert.Contains("Der Text hat 10.000 Zeichen, möglich sind 2.000.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await ReplyAsync(editor, key, one, " ")).Status);
        await app.NextAsync(key);

        using (var author = await SecondAsync(key, 0))
        {
            var own = (await author.GetAsync(Section)).Page.QuerySelector($"#g-{one.Id:N}")!.ParentElement!;
            Assert.Contains("Danke vom Team", own.TextContent, StringComparison.Ordinal);
            Assert.Null(own.QuerySelector("textarea"));
        }
        using (var expert = await SecondAsync(key, 3))
        {
            var page = await expert.GetAsync(Section);
            var shown = page.Page.QuerySelector($"#g-{one.Id:N}")!.ParentElement!;
            Assert.Equal("Antwort des Projektteams", shown.QuerySelector(".reply .side__name")!.TextContent);
            Assert.Contains("darauf antworten", shown.TextContent, StringComparison.Ordinal);
            var tooLong = await expert.SubmitAsync(page, Form, (Name(one), Words), (Name(two), new string('x', 10_000)));
            Assert.Equal(400, tooLong.Status);
            Assert.Contains("Der Text hat 10.000 Zeichen, möglich sind 2.000.", tooLong.Text, StringComparison.Ordinal);
            page = await expert.GetAsync(Section);
            Assert.Equal(Words, page.Page.QuerySelector($"[name='{Name(one)}']")!.TextContent);
            Assert.Null((await app.SheetAsync(key, 3)).Answers[Name(two)[2..]]);
            // Neither to what is not there.
            await expert.SubmitAsync(page, Form, ($"a.r1.:re.{Guid.NewGuid():N}", "Unfug"), ($"a.r1.:re.kaputt", "Unfug"));
            Assert.DoesNotContain("Unfug", (await app.SheetAsync(key, 3)).Answers.Values.Values);
            Assert.Contains(
                "Ihre Antwort auf eine Begründung: Das sehe ich",
                (await expert.GetAsync("/bogen/abgeben")).Text,
                StringComparison.Ordinal
            );
            await expert.SubmitAsync(await expert.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
        }

        // What an open round shows is not changed under the eyes of those who read it; taking it back is always possible.
        var early = await ReplyAsync(editor, key, one, "Anders");
        Assert.Contains("gerade in Runde 3 zu lesen", early.Text, StringComparison.Ordinal);
        await WithdrawAsync(editor, key, one);
        using (var expert = await SecondAsync(key, 4))
            Assert.DoesNotContain("Danke vom Team", (await expert.GetAsync(Section)).Body, StringComparison.Ordinal);
        await app.HandInAsync(key, 4, [new("r1", "4")]);
        await app.HandInAsync(key, 5, [new("r1", "4")]);
        await app.HandInAsync(key, 6, [new("r1", "4")]);
        await app.HandInAsync(key, 7, [new("r1", "4")]);
        await app.CloseAsync(key);
        await ReplyAsync(editor, key, one, "Noch einmal vom Team");

        var reply = await app.ReasonAsync(key, Words);
        Assert.Equal((one.Id, ReasonState.Waiting), (reply.AnswersTo, reply.State));
        var queue = await editor.GetAsync(Reasons.QueuePath(key, 3));
        var card = queue.Page.QuerySelector($"#b-{reply.Id:N}")!;
        Assert.Contains("Antwort auf: „Grund eins“", card.Text(), StringComparison.Ordinal);
        Assert.Contains("<b>anders</b>", card.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.Null(card.QuerySelector("[name=antworten]"));
        // Each leads to the other.
        var parent = await editor.GetAsync(card.QuerySelector("a")!.GetAttribute("href")!);
        var back = Assert.Single(parent.Page.QuerySelectorAll("[data-reason]")).QuerySelector($"a[href*='{reply.Id:N}']");
        Assert.Contains("/runden/3/", back!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(302, (await Reasons.ReleaseAsync(editor, queue, card.Id)).Status);
        await app.NextAsync(key);

        using var third = await SecondAsync(key, 5);
        Assert.Equal(
            ["Antwort des Projektteams Noch einmal vom Team", $"Antwort aus Runde 3 {Words}"],
            (await third.GetAsync(Section)).Page.QuerySelectorAll($".reply").Select(one => one.TextContent)
        );
        Assert.Equal([("Grund eins", "Noch einmal vom Team"), (Words, null), ("Grund zwei", null)], await ToldAsync(key));
        var file = await editor.GetAsync($"/team/studien/{key}/bericht");
        Assert.Equal(2, file.Page.QuerySelectorAll(".reasons .replies li").Length);

        Assert.Equal(
            302,
            (
                await Reasons.WithholdAsync(editor, await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=alle"), $"b-{one.Id:N}", "Name")
            ).Status
        );
        var after = (await third.GetAsync(Section)).Body;
        Assert.All(
            (string[])["Grund eins", "Noch einmal", "Das sehe ich"],
            words => Assert.DoesNotContain(words, after, StringComparison.Ordinal)
        );
        Assert.Equal([("Grund zwei", null)], await ToldAsync(key));
        Assert.Contains(
            "Diese Begründung ist nicht freigegeben.",
            (await editor.GetAsync(Reasons.QueuePath(key, 3) + "?zeige=alle")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["Grund zwei"],
            (
                await app.DataAsync(db =>
                    db.Reasons.Where(reason =>
                            reason.ReleasedAt != null
                            && reason.AnswersTo == null
                            && db.Rounds.Any(round =>
                                round.Id == reason.RoundId && db.Studies.Any(study => study.Id == round.StudyId && study.Key == key)
                            )
                        )
                        .Select(reason => reason.Text)
                        .ToListAsync()
                )
            )
        );
    }

    [Fact]
    public async Task A_study_that_does_not_ask_for_replies_takes_none_and_one_that_does_says_so_with_the_consent()
    {
        const string sentence = "können Sie auf Begründungen anderer antworten";
        var key = await Reasons.SecondAsync(app, (0, Reasons.For, "Grund"));
        var reason = await app.ReasonAsync(key, "Grund");
        using (var expert = await SecondAsync(key, 3))
        {
            var page = await expert.GetAsync(Section);
            Assert.Null(page.Page.QuerySelector($"[name='{Name(reason)}']"));
            await expert.SubmitAsync(page, Form, (Name(reason), "Trotzdem"), ("a.r1", "2"));
            Assert.Equal(
                ["r1"],
                (await app.SheetAsync(key, 3)).Answers.Values.Keys.Where(part => part.StartsWith("r1", StringComparison.Ordinal))
            );
        }
        var asking = await app.OpenStudyAsync(yaml: Sample.Yaml.Replace("rounds: 2", "rounds: 2, replies: true", StringComparison.Ordinal));
        using var visitor = app.Visitor();
        await visitor.GetAsync(await app.LinkAsync(asking));
        Assert.Contains(sentence, (await visitor.GetAsync("/bogen/einwilligung")).Text, StringComparison.Ordinal);
    }

    private Task<List<(string, string?)>> ToldAsync(string key) =>
        app.DataAsync(async db =>
        {
            var study = await db.Studies.Where(one => one.Key == key).Select(one => one.Id).SingleAsync();
            var told = await db.ReleasedReasonsAsync(study, CancellationToken.None);
            return told.ConvertAll(reason => (reason.Shown, reason.TeamReply))
                .OrderBy(one => one.Shown == Words ? "Grund h" : one.Shown, StringComparer.Ordinal)
                .ToList();
        });

    private static async Task<Reply> ReplyAsync(Visitor editor, string key, Reason reason, string text)
    {
        var page = await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=freigegeben");
        return await editor.SubmitAsync(
            await Reasons.OpenAsync(editor, page, $"b-{reason.Id:N}", "antworten"),
            "[data-reason] form[action*=Antworten]",
            ("text", text)
        );
    }

    private static async Task WithdrawAsync(Visitor editor, string key, Reason reason)
    {
        var page = await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=freigegeben");
        var mark = page.Page.QuerySelector($"#b-{reason.Id:N} [form=zurueckziehen]")!.GetAttribute("value");
        Assert.Equal(302, (await editor.SubmitAsync(page, "#zurueckziehen", ("mark", mark))).Status);
    }

    private static string Name(Reason reason) => $"a.{new ReplyPart(reason.ItemKey, reason.Id).Key}";

    /// <summary>An expert of a later round; consents where that has not happened yet.</summary>
    private async Task<Visitor> SecondAsync(string key, int expert)
    {
        var visitor = app.Visitor();
        await visitor.FollowAsync(await app.LinkAsync(key, expert));
        if ((await visitor.GetAsync(Section)).Status == 302)
            await visitor.SubmitAsync(await visitor.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        return visitor;
    }
}
