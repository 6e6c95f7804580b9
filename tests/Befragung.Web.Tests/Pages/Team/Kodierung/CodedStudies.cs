using Befragung.Delphi.Coding;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>Closed rounds with open answers, and their coding through the pages.</summary>
internal static class CodedStudies
{
    /// <summary>A closed round 1 in which everybody wrote something to "Was fehlt?".</summary>
    public static async Task<string> WrittenAsync(this SurveyApp app, int experts, Func<int, string> text, string yaml = Sample.Yaml)
    {
        var key = await app.OpenStudyAsync(experts, yaml);
        for (var expert = 0; expert < experts; expert++)
            await app.HandInAsync(key, expert, new("r1", "4"), new("l1", text(expert)), new(Reasons.For, $"Weil {expert}"));
        await app.CloseAsync(key);
        return key;
    }

    /// <summary>Its coding, begun by the page.</summary>
    public static async Task BeginAsync(Visitor team, string key, int share = 0, bool reasons = false)
    {
        var reply = await team.SubmitAsync(
            await team.GetAsync(Root(key) + "/kodierung"),
            "main form",
            ("anteil", $"{share}"),
            ("begruendungen", reasons ? "true" : null)
        );
        Assert.Equal(Root(key) + "/nennungen", reply.Location);
    }

    /// <summary>The same without the page, of all texts and reasons: the first one has a code, which is given back.</summary>
    public static Task<Guid> CodingAsync(this SurveyApp app, string key, int round = 1, int share = 100) =>
        app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var study = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!;
            var codings = services.GetRequiredService<Codings>();
            var items = study.Round(round).Questionnaire.Items.Select(item => item.Key).ToList();
            await codings.BeginAsync(study, study.Round(round), items, withReasons: true, share, "test", CancellationToken.None);
            var tree = new CodeTree(await db.CodesAsync(study.Id, CancellationToken.None));
            var code =
                tree.Named("Förderung")
                ?? await services.GetRequiredService<Codebooks>().AddAsync(study, "Geld > Förderung", CancellationToken.None);
            var coding = (await db.RoundCodingAsync(study.Round(round).Id, CancellationToken.None))!;
            var mention = await db.Mentions.AsNoTracking().Where(one => one.RoundId == coding.RoundId).InOrder().FirstAsync();
            await codings.GiveAsync(coding, new RowMark(mention.Id, 0), code, "somebody", "test", CancellationToken.None);
            return code.Id;
        });

    /// <summary>A statement made from its coding.</summary>
    public static Task<Guid> StatementAsync(this SurveyApp app, string key) =>
        app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var study = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!;
            var coding = (await db.RoundCodingAsync(study.Round(1).Id, CancellationToken.None))!;
            var statements = services.GetRequiredService<Statements>();
            var statement = await statements.AddAsync(
                study,
                coding,
                new("de", "Mehr Geld hilft."),
                null,
                "test",
                "test",
                CancellationToken.None
            );
            var mention = await db.Mentions.Where(one => one.RoundId == coding.RoundId).InOrder().FirstAsync();
            await statements.AddSourcesAsync(coding, statement, [mention.Id], CancellationToken.None);
            await statements.CommentAsync(statement, "Wirklich?", "test", CancellationToken.None);
            return statement.Id;
        });

    /// <summary>Two have coded blind, differ about the first mention, and compared.</summary>
    public static async Task ComparedAsync(this SurveyApp app, string key)
    {
        await app.CodingAsync(key);
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var study = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!;
            var codings = services.GetRequiredService<Codings>();
            var coding = (await db.RoundCodingAsync(study.Round(1).Id, CancellationToken.None))!;
            var codes = new CodeTree(await db.CodesAsync(study.Id, CancellationToken.None));
            var mentions = await db.Mentions.AsNoTracking().Where(one => one.RoundId == coding.RoundId).InOrder().ToListAsync();
            foreach (var mention in mentions)
            foreach (var coder in (string[])["one", "other"])
                await codings.GiveAsync(
                    coding,
                    new RowMark(mention.Id, 0),
                    mention == mentions[0] && coder == "one" ? codes.Tops[0] : codes.InOrder.Last(),
                    coder,
                    "test",
                    CancellationToken.None
                );
            await codings.CompareAsync(study, coding, "test", CancellationToken.None);
            return true;
        });
    }

    /// <summary>A statement made of all that was written is shown to whoever wrote it; the first five say that it was not meant so, and that something is missing.</summary>
    /// <param name="onlyFirst">Whether it is made of the first mention alone: all others are asked what is missing.</param>
    /// <param name="answering">How many answer.</param>
    /// <param name="words">What they write, by their address: whether of the statement or of what is missing.</param>
    public static Task CorrectedAsync(
        this SurveyApp app,
        string key,
        bool onlyFirst = false,
        int answering = 5,
        Func<string, bool, string>? words = null
    ) =>
        app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var study = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!;
            var round = study.Round(1);
            var now = app.Clock.GetUtcNow().UtcDateTime;
            var coding = (await db.RoundCodingAsync(round.Id, CancellationToken.None))!;
            var statements = services.GetRequiredService<Statements>();
            var statement = await statements.AddAsync(
                study,
                coding,
                new("de", "Es fehlt an Geld."),
                null,
                "test",
                "test",
                CancellationToken.None
            );
            var mentions = await db.Mentions.Where(one => one.RoundId == round.Id).InOrder().Select(one => one.Id).ToListAsync();
            await statements.AddSourcesAsync(coding, statement, onlyFirst ? mentions[..1] : mentions, CancellationToken.None);
            statement.MakeReady(false, now, "test", "test");
            await db.SaveChangesAsync();
            var corrections = services.GetRequiredService<Corrections>();
            await services
                .GetRequiredService<CorrectionLetters>()
                .BeginAsync(
                    study,
                    round,
                    DateOnly.FromDateTime(now).AddDays(20),
                    (await corrections.PlanAsync(study, round, CancellationToken.None)).Seen,
                    "test",
                    CancellationToken.None
                );
            var correction = (await db.CorrectionAsync(round.Id, CancellationToken.None))!;
            var sheets = await db.CorrectionSheets.Where(one => one.RoundId == round.Id).ToListAsync();
            // Whose words the statement is made of answers in any case.
            foreach (var sheet in sheets.OrderByDescending(one => one.Statements.Any()).ThenBy(one => one.SheetId).Take(answering))
            {
                var address = await (
                    from own in db.Sheets
                    where own.Id == sheet.SheetId
                    join card in db.ContactCards on own.PanelistId equals card.PanelistId
                    select card.Email
                ).SingleAsync();
                await corrections.SendAsync(
                    new(correction, sheet, []),
                    new Dictionary<Guid, SaidOfStatement> { [statement.Id] = new(false, words?.Invoke(address, true) ?? "Nicht Geld.") },
                    words?.Invoke(address, false) ?? "Zeit.",
                    CancellationToken.None
                );
            }
            return true;
        });

    public static string Root(string key) => $"/team/studien/{key}/runden/1";

    /// <summary>The card of the mention that has these words.</summary>
    public static string CardOf(Reply page, string words) =>
        "#"
        + page.Page.QuerySelectorAll("[data-mention]")
            .Single(card => card.QuerySelector(".said")!.TextContent.Contains(words, StringComparison.Ordinal))
            .Id;

    /// <summary>Types a code for a mention and presses Enter, or the button for a new one.</summary>
    public static async Task<Reply> GiveAsync(Visitor team, string key, string words, string code, bool isNew = true)
    {
        var page = await team.GetAsync(Root(key) + "/nennungen");
        return await team.SubmitAsync(page, CardOf(page, words) + " form.give", ("code", code), ("neu", isNew ? "true" : null));
    }

    /// <summary>The codes on the card of a mention, as somebody sees them.</summary>
    public static IEnumerable<string> CodesOf(Reply page, string words) =>
        page.Page.QuerySelectorAll(CardOf(page, words) + " .code-mark").Select(mark => mark.FirstChild!.TextContent.Trim());

    public static Task<List<Mention>> MentionsAsync(this SurveyApp app, string key) =>
        app.DataAsync(db =>
            db.Mentions.AsNoTracking()
                .Where(mention =>
                    db.Rounds.Any(round =>
                        round.Id == mention.RoundId && db.Studies.Any(study => study.Id == round.StudyId && study.Key == key)
                    )
                )
                .InOrder()
                .ToListAsync()
        );
}
