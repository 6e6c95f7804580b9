using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// What a correction round would show now. It can be looked at again and again, so nothing that a page tells of it may depend on who was withdrawn or has an address: whoever withdrew
/// somebody by name would else see by the difference what they wrote.
/// </summary>
/// <param name="Sheets">Of all who wrote something, withdrawn or not.</param>
/// <param name="WithoutSource">How many statements would not be shown, because nobody's words are behind them.</param>
public sealed record CorrectionPlan(IReadOnlyList<ShownStatement> Statements, IReadOnlyList<CorrectionSheet> Sheets, int WithoutSource)
{
    /// <summary>How many wrote something that is coded, wherever it went: who moves mentions about learns nothing from it.</summary>
    public int Writers { get; init; }

    /// <summary>The sheets of those who take part no longer: they are counted, and asked nothing.</summary>
    public IReadOnlySet<long> Gone { get; init; } = new HashSet<long>();

    /// <summary>How many handed in and still take part, whether they wrote anything or not: it is one of these who answers.</summary>
    public int Active { get; init; }

    /// <exception cref="RuleBrokenException">There is nothing to show, or so few wrote it or still take part that everybody knows who answers.</exception>
    public void RequireEnough(int smallestCell)
    {
        if (Active < smallestCell)
            throw new RuleBrokenException(
                "Es nehmen nur noch weniger als {0:Person|Personen} teil. Es wäre zu erkennen, wer antwortet.",
                smallestCell
            );
        Correction.RequireEnough(Statements, Sheets.Count, smallestCell);
    }

    /// <summary>Where it is another one by now, nothing is begun.</summary>
    public string Seen { get; init; } = "";
}

/// <summary>The steps of the correction round.</summary>
public sealed class Corrections(SurveyDb db, TimeProvider clock)
{
    /// <summary>
    /// What would be shown, and to whom: statements that are ready or to be checked, to whoever wrote a mention they were made from; and to whoever wrote a thought that is in none of them.
    /// The tie goes over the sheet of the answer or reason, and is kept in <see cref="CorrectionSheet"/> alone.
    /// </summary>
    public async Task<CorrectionPlan> PlanAsync(Study study, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        var statements = await db
            .Statements.AsNoTracking()
            .Where(one => one.RoundId == round.Id && one.RemovedAt == null && (one.ReadyAt != null || one.CheckAskedAt != null))
            .OrderBy(one => one.CreatedAt)
            .ThenBy(one => one.Id)
            .ToListAsync(cancel);
        var shown = statements.ConvertAll(one => one.Id);
        var into = (
            await db
                .StatementSources.Where(source =>
                    db.Statements.Any(one => one.Id == source.StatementId && one.RoundId == round.Id && one.RemovedAt == null)
                )
                .ToListAsync(cancel)
        )
            .Where(source => shown.Contains(source.StatementId))
            .ToLookup(source => source.MentionId, source => source.StatementId);
        var all = await (
            from sheet in db.Sheets
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where sheet.RoundId == round.Id && sheet.HandedInAt != null
            select new { sheet.Id, IsGone = panelist.WithdrawnAt != null }
        ).ToListAsync(cancel);
        var mentions = await MentionsAsync(round, cancel);
        var writers = await Writers.OfAsync(db, study, round, cancel);
        var sheets = new List<CorrectionSheet>();
        foreach (var own in mentions.GroupBy(one => one.Sheet).OrderBy(own => own.Key))
        {
            var words = shown
                .Select(id => new OwnWords(id, [.. own.Where(one => into[one.Mention].Contains(id)).Select(one => one.Text)]))
                .Append(new OwnWords(null, [.. own.Where(one => !one.IsNone && !into[one.Mention].Any()).Select(one => one.Text)]))
                .Where(one => one.Words.Count > 0)
                .ToList();
            if (words.Count > 0)
                sheets.Add(new(round.Id, own.Key, words, writers.GroupOf(own.Key), writers.LanguageOf(own.Key)));
        }
        var counts = sheets.SelectMany(sheet => sheet.Statements).CountBy(id => id).ToDictionary();
        return new(
            [.. statements.Where(one => counts.ContainsKey(one.Id)).Select(one => new ShownStatement(one.Id, one.Text, counts[one.Id]))],
            sheets,
            statements.Count(one => !counts.ContainsKey(one.Id))
        )
        {
            Writers = mentions.Select(one => one.Sheet).Distinct().Count(),
            Gone = all.Where(one => one.IsGone).Select(one => one.Id).ToHashSet(),
            Active = all.Count(one => !one.IsGone),
            // Of what everybody sees, and no numbers of people: those could be tried out.
            Seen = Convert.ToHexString(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(
                        string.Join(
                            '\n',
                            statements.Select(one =>
                                $"{one.Id:N} {one.Version} {string.Join(' ', mentions.Select(source => source.Mention).Where(mention => into[mention].Contains(one.Id)).Select(mention => $"{mention:N}"))}"
                            )
                        )
                    )
                )
            )[..16],
        };
    }

    /// <summary>Ends a correction round by hand.</summary>
    public async Task EndAsync(Round round, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        var correction = await db.CorrectionAsync(round.Id, cancel) ?? throw NotBegun();
        correction.End(Now, by);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Sends what an expert says. Of two tabs, the first counts.</summary>
    /// <exception cref="RuleBrokenException">It is over, was sent, or is not complete.</exception>
    public async Task SendAsync(
        OwnCorrection own,
        IReadOnlyDictionary<Guid, SaidOfStatement> said,
        string missing,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(own);
        db.Remarks.AddRange(own.Sheet.Send(own.Correction, said, missing, Now));
        // Whoever ends it at this moment does so before or after.
        db.Entry(own.Correction).Property(one => one.Version).IsModified = true;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Answers a remark.</summary>
    /// <exception cref="RuleBrokenException">There is none, or it was answered.</exception>
    public async Task ReplyAsync(Round round, Guid id, RemarkOutcome? outcome, string? answer, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        var remark =
            await db.Remarks.SingleOrDefaultAsync(one => one.Id == id && one.RoundId == round.Id, cancel)
            ?? throw new RuleBrokenException("Diese Rückmeldung gibt es nicht mehr.");
        remark.Reply(outcome, answer, Now, by);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// What the opening of a round does, in its transaction and saved by it: what experts are asked next is settled, so nobody corrects it any more; and what was said by then is told with where
    /// its items are from.
    /// </summary>
    internal static async Task EndForAsync(SurveyDb db, Study study, Round opened, DateTime now, string by, CancellationToken cancel)
    {
        foreach (var round in study.Rounds.Where(one => one.Number < opened.Number))
        {
            if (await db.CorrectionStateAsync(round.Id, cancel) is not { } state)
                continue;
            if (state.Correction.IsOpen(now))
                state.Correction.End(now, by);
            if (opened.Origins?.From == round.Number && opened.IsRevisable)
                opened.TellCorrection(state.Told);
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static RuleBrokenException NotBegun() => new("Die Korrekturrunde hat noch nicht begonnen.");

    /// <summary>All mentions of a round with the sheet of what they are part of, in the order of the questions. Of those to which no code fits it is known, for nobody misses them in a statement.</summary>
    private async Task<List<(Guid Mention, long Sheet, string Text, bool IsNone)>> MentionsAsync(Round round, CancellationToken cancel)
    {
        var sheets = await db
            .OpenAnswers.Where(one => one.RoundId == round.Id)
            .Select(one => new { one.Id, one.SheetId })
            .Concat(db.Reasons.Where(one => one.RoundId == round.Id).Select(one => new { one.Id, one.SheetId }))
            .ToDictionaryAsync(one => one.Id, one => one.SheetId, cancel);
        var none = await db
            .AppliedCodes.Where(applied =>
                applied.Coder == AppliedCode.Team
                && db.Codes.Any(code => code.Id == applied.CodeId && code.IsNone)
                && db.Mentions.Any(mention => mention.Id == applied.MentionId && mention.RoundId == round.Id)
            )
            .Select(applied => applied.MentionId)
            .ToHashSetAsync(cancel);
        var mentions = await db.Mentions.AsNoTracking().Where(mention => mention.RoundId == round.Id).InOrder().ToListAsync(cancel);
        return
        [
            .. from mention in mentions
            where sheets.ContainsKey(mention.SourceId)
            select (mention.Id, sheets[mention.SourceId], mention.Text, none.Contains(mention.Id)),
        ];
    }
}
