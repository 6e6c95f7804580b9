using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Befragung.Web.Data;

/// <summary>The steps of coding open answers: begin, give and take codes, cut and join, compare, settle.</summary>
public sealed class Codings(SurveyDb db, SurveyDatabase database, TimeProvider clock)
{
    /// <summary>Makes mentions of the answers to some questions of a closed round.</summary>
    /// <param name="items">Keys of the questions.</param>
    /// <param name="withReasons">Also of the reasons given for them.</param>
    /// <param name="blindShare">How many of a hundred are coded by several who do not see each other's codes.</param>
    /// <exception cref="RuleBrokenException">Nothing was written, or it was begun already.</exception>
    public async Task BeginAsync(
        Study study,
        Round round,
        IReadOnlyCollection<string> items,
        bool withReasons,
        int blindShare,
        string by,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        if (await db.RoundCodings.AnyAsync(coding => coding.RoundId == round.Id, cancel))
            throw new RuleBrokenException("Die Kodierung dieser Runde hat schon begonnen.");
        var mentions = await MentionsAsync(study, round, items, withReasons, cancel);
        if (mentions.Count == 0)
            throw new RuleBrokenException("Zu diesen Fragen hat niemand etwas geschrieben.");
        foreach (var alike in mentions.GroupBy(mention => (mention.ItemKey, mention.IsReason)))
        foreach (var drawn in RoundCoding.Drawn([.. alike], blindShare))
            drawn.CodeBlind();
        db.RoundCodings.Add(new(round.Id, blindShare, Now, by));
        if (!await db.Codes.AnyAsync(code => code.StudyId == study.Id && code.IsNone, cancel))
            db.Codes.Add(Code.ForNone(study.Id));
        await db.SaveChangesAsync(cancel);
        await database.InsertAsync(db, mentions, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Gives a mention a code.</summary>
    /// <param name="member">The account of who codes.</param>
    public Task GiveAsync(RoundCoding coding, RowMark mark, Code code, string member, string by, CancellationToken cancel) =>
        GiveAsync(coding, [mark], code, member, by, cancel);

    /// <summary>Gives several mentions the same code: all of them, or none where one was changed meanwhile.</summary>
    public async Task GiveAsync(
        RoundCoding coding,
        IReadOnlyCollection<RowMark> marks,
        Code code,
        string member,
        string by,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(code);
        await using var transaction = await BeginAsync(coding, cancel);
        if (await db.Codes.AnyAsync(one => one.Id == code.Id && one.RemovedAt != null, cancel))
            throw new RuleBrokenException("Den Code „{0}“ hat inzwischen jemand entfernt.", code.Name);
        var coders = await ToCodeAsync(coding, [.. marks.DistinctBy(mark => mark.Id)], member, cancel);
        var ids = coders.Keys.ToList();
        var given = (
            await db
                .AppliedCodes.Where(applied => EF.Parameter(ids).Contains(applied.MentionId))
                .Join(db.Codes, applied => applied.CodeId, one => one.Id, (applied, one) => new { applied, one.IsNone })
                .ToListAsync(cancel)
        ).ToLookup(one => (one.applied.MentionId, one.applied.Coder));
        foreach (var (mention, coder) in coders)
        {
            var there = given[(mention, coder)].ToList();
            if (there.Exists(one => one.applied.CodeId == code.Id))
                continue;
            // Either none fits, or some do.
            db.AppliedCodes.RemoveRange(there.Where(one => one.IsNone || code.IsNone).Select(one => one.applied));
            db.AppliedCodes.Add(new(mention, code.Id, coder, Now, by));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Takes a code from a mention; where it is gone already, nothing happens.</summary>
    public async Task TakeAsync(RoundCoding coding, RowMark mark, Guid code, string member, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(mark);
        await using var transaction = await BeginAsync(coding, cancel);
        var coder = (await ToCodeAsync(coding, [mark], member, cancel))[mark.Id];
        await db
            .AppliedCodes.Where(applied => applied.MentionId == mark.Id && applied.CodeId == code && applied.Coder == coder)
            .ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Cuts a mention where <see cref="Mention.CutSign"/> was typed; each piece keeps its codes.</summary>
    public async Task SplitAsync(RoundCoding coding, RowMark mark, string? typed, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(coding, cancel);
        var mention = await MarkedAsync(coding, mark, cancel);
        await RequireNotCodedBlindAsync([mention.Id], cancel);
        var pieces = mention.Split(mention.PlacesIn(typed));
        var codes = await db.AppliedCodes.AsNoTracking().Where(applied => applied.MentionId == mention.Id).ToListAsync(cancel);
        var statements = await StatementsOfAsync([mention.Id], cancel);
        db.Mentions.AddRange(pieces);
        db.StatementSources.AddRange(pieces.SelectMany(piece => statements.Select(statement => new StatementSource(statement, piece.Id))));
        db.AppliedCodes.AddRange(
            pieces.SelectMany(piece => codes.Select(code => new AppliedCode(piece.Id, code.CodeId, code.Coder, code.At, code.By)))
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Makes one mention of all pieces of a text again, with the codes of all. Gives it back.</summary>
    public async Task<Guid> JoinAsync(RoundCoding coding, RowMark mark, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(coding, cancel);
        var mention = await MarkedAsync(coding, mark, cancel);
        var pieces = await db
            .Mentions.Where(one => one.RoundId == coding.RoundId && one.SourceId == mention.SourceId)
            .OrderBy(one => one.Start)
            .ToListAsync(cancel);
        if (pieces.Count < 2)
            throw new RuleBrokenException("Dieser Text ist nicht geteilt.");
        var ids = pieces.ConvertAll(piece => piece.Id);
        await RequireNotCodedBlindAsync(ids, cancel);
        var first = pieces[0];
        var codes = await db.AppliedCodes.AsNoTracking().Where(applied => ids.Contains(applied.MentionId)).ToListAsync(cancel);
        var none = await db.Codes.Where(code => code.IsNone).Select(code => code.Id).ToListAsync(cancel);
        // One piece may have had a code, and another none that fitted.
        var coded = codes.Where(code => !none.Contains(code.CodeId)).Select(code => code.Coder).ToHashSet();
        db.AppliedCodes.RemoveRange(
            await db
                .AppliedCodes.Where(code => code.MentionId == first.Id && none.Contains(code.CodeId) && coded.Contains(code.Coder))
                .ToListAsync(cancel)
        );
        var own = codes.Where(code => code.MentionId == first.Id).Select(code => (code.CodeId, code.Coder)).ToHashSet();
        db.AppliedCodes.AddRange(
            codes
                .Where(code => !none.Contains(code.CodeId) || !coded.Contains(code.Coder))
                .DistinctBy(code => (code.CodeId, code.Coder))
                .Where(code => !own.Contains((code.CodeId, code.Coder)))
                .Select(code => new AppliedCode(first.Id, code.CodeId, code.Coder, code.At, code.By))
        );
        var there = await StatementsOfAsync([first.Id], cancel);
        db.StatementSources.AddRange(
            (await StatementsOfAsync(ids, cancel)).Except(there).Select(statement => new StatementSource(statement, first.Id))
        );
        first.BecomeWhole(await db.SourceAsync(mention, cancel));
        db.Mentions.RemoveRange(pieces.Skip(1));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return first.Id;
    }

    /// <summary>
    /// Ends the blind coding: where all who coded a mention gave it the same codes, these hold; the others wait to be settled. From now on everybody sees who gave which.
    /// </summary>
    public async Task CompareAsync(Study study, RoundCoding coding, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(coding);
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        var codes = await db.BlindCodesAsync(coding.RoundId, cancel);
        // Thousands of resamples take a while: nobody else has to wait for them.
        var agreement = Agreement();
        await using var transaction = await BeginAsync(coding, cancel);
        var before = codes.SelectMany(mention => mention).Select(Place).ToHashSet();
        codes = await db.BlindCodesAsync(coding.RoundId, cancel);
        if (!before.SetEquals(codes.SelectMany(mention => mention).Select(Place)))
            agreement = Agreement();
        if (codes.Count == 0)
            throw new RuleBrokenException("Noch hat niemand getrennt kodiert.");
        var now = Now;
        coding.Compare(agreement, now, by);
        var blind = await db.Mentions.Where(mention => mention.RoundId == coding.RoundId && mention.IsBlind).ToListAsync(cancel);
        foreach (var mention in blind)
            if (CoderSets.Agreed(codes[mention.Id]) is { } agreed)
            {
                mention.Settle(null, now, by);
                db.AppliedCodes.AddRange(agreed.Select(code => new AppliedCode(mention.Id, code, AppliedCode.Team, now, by)));
            }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);

        CodingAgreement Agreement()
        {
            var used = codes.SelectMany(mention => mention.Select(code => code.CodeId)).ToHashSet();
            return CodingAgreement.Of(
                coding.RoundId,
                [.. tree.InOrder.Where(code => used.Contains(code.Id)).Select(code => (code, tree.NameOf(code)))],
                codes
            );
        }

        static (Guid, Guid, string) Place(AppliedCode code) => (code.MentionId, code.CodeId, code.Coder);
    }

    /// <summary>Says which codes hold where those who coded blind differ.</summary>
    public async Task SettleAsync(
        RoundCoding coding,
        RowMark mark,
        IReadOnlyCollection<Guid> codes,
        string? note,
        string by,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(codes);
        await using var transaction = await BeginAsync(coding, cancel);
        if (coding.IsBlind)
            throw new RuleBrokenException("Hier wird noch getrennt kodiert.");
        var mention = await MarkedAsync(coding, mark, cancel);
        var chosen = await db
            .Codes.Where(code =>
                db.Rounds.Any(round => round.Id == coding.RoundId && round.StudyId == code.StudyId)
                && codes.Contains(code.Id)
                && code.RemovedAt == null
            )
            .Select(code => new { code.Id, code.IsNone })
            .ToListAsync(cancel);
        if (chosen.Count == 0)
            throw new RuleBrokenException("Wählen Sie, welche Codes gelten, oder dass keiner passt.");
        if (chosen.Count > 1 && chosen.Exists(code => code.IsNone))
            throw new RuleBrokenException("Entweder passt kein Code, oder einige gelten. Beides zugleich geht nicht.");
        var known = chosen.ConvertAll(code => code.Id);
        db.AppliedCodes.RemoveRange(
            await db
                .AppliedCodes.Where(applied =>
                    applied.MentionId == mention.Id && applied.Coder == AppliedCode.Team && !known.Contains(applied.CodeId)
                )
                .ToListAsync(cancel)
        );
        var there = await db
            .AppliedCodes.Where(applied => applied.MentionId == mention.Id && applied.Coder == AppliedCode.Team)
            .Select(applied => applied.CodeId)
            .ToListAsync(cancel);
        db.AppliedCodes.AddRange(known.Except(there).Select(code => new AppliedCode(mention.Id, code, AppliedCode.Team, Now, by)));
        mention.Settle(note, Now, by);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Releases words of an answer for the report.</summary>
    /// <exception cref="RuleBrokenException">The experts were not told of it, it is a reason, or it says something else.</exception>
    public async Task QuoteAsync(Study study, RoundCoding coding, RowMark mark, string? typed, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using var transaction = await BeginAsync(coding, cancel);
        if (!study.Rounds.Single(round => round.Id == coding.RoundId).Questionnaire.Settings.Quotations)
            throw new RuleBrokenException("Diese Studie zitiert nicht: Wer einwilligte, hat davon nichts gelesen.");
        var mention = await MarkedAsync(coding, mark, cancel);
        if (mention.IsReason)
            throw new RuleBrokenException("Eine Begründung geben Sie bei den Begründungen frei.");
        mention.Quote(typed, Now, by);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task TakeQuotationBackAsync(RoundCoding coding, RowMark mark, string by, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(coding, cancel);
        (await MarkedAsync(coding, mark, cancel)).TakeQuotationBack(Now, by);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>One after the other, and with the steps of the codebook: who compares, cuts, settles or removes a code is seen by whoever codes at that moment.</summary>
    private async Task<IDbContextTransaction> BeginAsync(RoundCoding coding, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(coding);
        var study = await db.Rounds.Where(round => round.Id == coding.RoundId).Select(round => round.StudyId).SingleAsync(cancel);
        var transaction = await database.BeginAsync(db, Turn.OfCoding(study), cancel);
        await db.Entry(coding).ReloadAsync(cancel);
        return transaction;
    }

    /// <summary>The statements that were made from any of these.</summary>
    private Task<List<Guid>> StatementsOfAsync(IReadOnlyList<Guid> mentions, CancellationToken cancel) =>
        db
            .StatementSources.Where(source => mentions.Contains(source.MentionId))
            .Select(source => source.StatementId)
            .Distinct()
            .ToListAsync(cancel);

    /// <summary>In whose name codes are given to each of these just now, as long as nobody changed one.</summary>
    private async Task<Dictionary<Guid, string>> ToCodeAsync(
        RoundCoding coding,
        IReadOnlyList<RowMark> marks,
        string member,
        CancellationToken cancel
    )
    {
        var mentions = await MarkedAsync(coding, marks, cancel);
        var apart = mentions.Where(mention => mention is { IsBlind: true, SettledAt: null }).Select(mention => mention.Id).ToHashSet();
        if (!coding.IsBlind && (await db.BlindlyCodedAsync([.. apart], cancel)).Count > 0)
            throw new RuleBrokenException("Hier gehen die Codes auseinander. Entscheiden Sie auf der Seite „Vergleich“, welche gelten.");
        return mentions.ToDictionary(
            mention => mention.Id,
            mention => coding.IsBlind && apart.Contains(mention.Id) ? member : AppliedCode.Team
        );
    }

    private async Task<Mention> MarkedAsync(RoundCoding coding, RowMark mark, CancellationToken cancel) =>
        (await MarkedAsync(coding, [mark], cancel))[0];

    private async Task<List<Mention>> MarkedAsync(RoundCoding coding, IReadOnlyList<RowMark> marks, CancellationToken cancel)
    {
        var versions = marks.ToDictionary(mark => mark.Id, mark => mark.Version);
        var ids = versions.Keys.ToList();
        var mentions = await db
            .Mentions.Where(one => EF.Parameter(ids).Contains(one.Id) && one.RoundId == coding.RoundId)
            .ToListAsync(cancel);
        return mentions.Count == ids.Count && mentions.TrueForAll(mention => mention.Version == versions[mention.Id])
            ? mentions
            : throw new RuleBrokenException(
                "Diese Nennung hat inzwischen jemand geteilt, zusammengefügt oder entschieden. Bitte sehen Sie nach."
            );
    }

    /// <summary>What several have coded as one cannot be compared any more once it is two.</summary>
    private async Task RequireNotCodedBlindAsync(IReadOnlyList<Guid> mentions, CancellationToken cancel)
    {
        if ((await db.BlindlyCodedAsync(mentions, cancel)).Count > 0)
            throw new RuleBrokenException(
                "Jemand hat diese Nennung schon kodiert, ohne die anderen zu sehen. Damit sich vergleichen lässt, bleibt sie, wie sie ist; geben Sie ihr mehrere Codes."
            );
    }

    private async Task<List<Mention>> MentionsAsync(
        Study study,
        Round round,
        IReadOnlyCollection<string> items,
        bool withReasons,
        CancellationToken cancel
    )
    {
        var places = round
            .Questionnaire.Items.Select((item, place) => (item.Key, place))
            .ToDictionary(item => item.Key, item => item.place);
        var writers = await Writers.OfAsync(db, study, round, cancel);
        var mentions = new List<Mention>();
        var answers = db.OpenAnswers.AsNoTracking().Where(answer => answer.RoundId == round.Id);
        foreach (var answer in await answers.ToListAsync(cancel))
            Add(answer.Id, isReason: false, answer.PartKey.Split('.')[0], answer.Text, answer.SheetId);
        if (withReasons)
            foreach (var reason in await db.Reasons.AsNoTracking().Where(reason => reason.RoundId == round.Id).ToListAsync(cancel))
                Add(reason.Id, isReason: true, reason.ItemKey, reason.Text, reason.SheetId);
        return mentions;

        void Add(Guid source, bool isReason, string item, string text, long sheet)
        {
            if ((isReason || items.Contains(item)) && places.TryGetValue(item, out var place))
                mentions.Add(new(round.Id, source, isReason, item, place, text, writers.GroupOf(sheet), writers.LanguageOf(sheet)));
        }
    }
}
