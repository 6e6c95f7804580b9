using Befragung.Delphi.Coding;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Simulation;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <summary>Codes the open answers of the demonstration as a team of two would, each for themselves first, and makes statements of them.</summary>
internal sealed class DemoCoding(IServiceProvider services, TimeProvider clock, string by)
{
    /// <summary>How many of a hundred mentions both code.</summary>
    private const int Share = 30;

    // Nobody has these accounts: the pages call them former members.
    private static readonly string[] Coders = ["beispiel-1", "beispiel-2"];

    /// <summary>The account of who words statements.</summary>
    public static string Writer => Coders[0];

    /// <summary>The account of who says that they are ready.</summary>
    /// <summary>Of how many themes of a question somebody is quoted.</summary>
    private const int Quoted = 2;

    public static string Second => Coders[1];

    /// <summary>The statements that the next round asks; none where nobody may read the answers, or hardly anything was written.</summary>
    public async Task<TakenStatements> RunAsync(Study study, Round round, CancellationToken cancel)
    {
        var db = services.GetRequiredService<SurveyDb>();
        if (round.Result!.IsTooSmall || !await db.OpenAnswers.AnyAsync(answer => answer.RoundId == round.Id, cancel))
            return TakenStatements.None;
        var codings = services.GetRequiredService<Codings>();
        var items = round.Questionnaire.Items.Select(item => item.Key).ToList();
        if (await db.RoundCodingAsync(round.Id, cancel) is null)
            await codings.BeginAsync(study, round, items, withReasons: false, Share, by, cancel);
        var coding = (await db.RoundCodingAsync(round.Id, cancel))!;
        if (coding.IsBlind)
        {
            await CodeAsync(db, study, round, cancel);
            await codings.CompareAsync(study, coding, by, cancel);
            await SettleAsync(db, study, coding, codings, cancel);
        }
        await TellAsync(db, study, round, coding, codings, cancel);
        return await StatementsAsync(db, study, coding, cancel);
    }

    /// <summary>What the report tells of it: the themes, and of the commonest ones a sentence.</summary>
    private async Task TellAsync(SurveyDb db, Study study, Round round, RoundCoding coding, Codings codings, CancellationToken cancel)
    {
        if (
            round.Themes is not null
            || await db.CountedThemesAsync(study, round, clock.GetUtcNow().UtcDateTime, by, cancel) is not { Items.Count: > 0 } themes
        )
            return;
        foreach (var theme in themes.Items.SelectMany(item => item.Themes.Take(Quoted).Select(theme => (item.ItemKey, theme.Codes))))
        {
            var mention = await db
                .Mentions.AsNoTracking()
                .Where(one => one.RoundId == round.Id && one.ItemKey == theme.ItemKey && one.Quotation == null)
                .Where(one => one.Text.Length <= QuotedText.MostLetters)
                .Where(one =>
                    db.AppliedCodes.Any(applied =>
                        applied.MentionId == one.Id && applied.Coder == AppliedCode.Team && theme.Codes.Contains(applied.CodeId)
                    )
                )
                .InOrder()
                .FirstOrDefaultAsync(cancel);
            if (mention is not null)
                await codings.QuoteAsync(study, coding, new RowMark(mention.Id, mention.Version), mention.Text, by, cancel);
        }
        round.TellThemes(themes);
        await db.SaveChangesAsync(cancel);
    }

    private async Task CodeAsync(SurveyDb db, Study study, Round round, CancellationToken cancel)
    {
        var codebooks = services.GetRequiredService<Codebooks>();
        foreach (var path in SimulatedCodes.All)
            if (new CodeTree(await db.CodesAsync(study.Id, cancel)).Named(path) is null)
                await codebooks.AddAsync(study, path, cancel);
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        var now = clock.GetUtcNow().UtcDateTime;
        var mentions = await db.Mentions.AsNoTracking().Where(mention => mention.RoundId == round.Id).InOrder().ToListAsync(cancel);
        foreach (var (number, mention) in mentions.Index())
        foreach (var coder in mention.IsBlind ? Coders : [AppliedCode.Team])
        {
            var codes = SimulatedCodes.Of(mention.Text).Select(path => tree.Named(path)!).ToList();
            // Two people do not see everything alike: one of eight, the second takes for something more general.
            if (coder == Coders[1] && number % 8 == 0)
                codes = [.. codes.Select(code => tree.ParentOf(code) ?? code).Distinct()];
            if (codes.Count == 0)
                codes = [tree.None!];
            db.AppliedCodes.AddRange(codes.Select(code => new AppliedCode(mention.Id, code.Id, coder, now, by)));
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Where they differ, the more precise one holds.</summary>
    private async Task SettleAsync(SurveyDb db, Study study, RoundCoding coding, Codings codings, CancellationToken cancel)
    {
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        var apart = await db
            .Mentions.AsNoTracking()
            .Where(mention => mention.RoundId == coding.RoundId && mention.IsBlind && mention.SettledAt == null)
            .ToListAsync(cancel);
        foreach (var mention in apart)
            await codings.SettleAsync(
                coding,
                new(mention.Id, mention.Version),
                [.. SimulatedCodes.Of(mention.Text).Select(path => tree.Named(path)!.Id)],
                "Der genauere Code gilt.",
                by,
                cancel
            );
    }

    private async Task<TakenStatements> StatementsAsync(SurveyDb db, Study study, RoundCoding coding, CancellationToken cancel)
    {
        var statements = services.GetRequiredService<Statements>();
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.Statements.AnyAsync(statement => statement.RoundId == coding.RoundId, cancel))
            foreach (var (path, german, english) in SimulatedCodes.Statements)
            {
                var text = new LocalizedText([new("de", german), new("en", english)]);
                var statement = await statements.AddAsync(study, coding, text, tree.Named(path)!.Id, by, Writer, cancel);
                statement.MakeReady(bySecond: true, now, by, Second);
                await db.SaveChangesAsync(cancel);
            }
        var ready = await services.GetRequiredService<NextRounds>().ReadyAsync(study, cancel);
        return new(
            [.. ready.Select(statement => statement.Id)],
            ReadyScales.All.Single(scale => scale.Key == "zustimmung5").ToScale(),
            null,
            new LocalizedText([new("de", "Thesen aus Ihren Antworten"), new("en", "Statements from your answers")])
        );
    }
}
