using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Befragung.Web.Exchange.CodedText;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What came of a file with codes.</summary>
/// <param name="NewCodes">Codes that were not there.</param>
/// <param name="Given">How often a mention got a code that it did not have.</param>
/// <param name="There">How often it had it already.</param>
/// <param name="Wider">How many places were only part of a mention, which has the code as a whole now.</param>
/// <param name="Refused">How many places belong to mentions whose codes somebody has to settle first.</param>
public sealed record CodesTaken(int NewCodes, int Given, int There, int Wider, int Refused);

/// <summary>The coding of a round as it goes to other programs, and back.</summary>
public sealed class CodedExchange(SurveyDb db, SurveyDatabase database, Codebooks codebooks, TimeProvider clock)
{
    /// <summary>
    /// What somebody may see of it. A reason that was not released as it was written is not in it: files go where nobody can take it back.
    /// </summary>
    /// <param name="groups">The groups that may be told.</param>
    /// <param name="colourOf">A colour of the codebook as #rrggbb.</param>
    public async Task<CodedAnswers> OfAsync(
        Study study,
        Round round,
        RoundCoding coding,
        string viewer,
        IReadOnlySet<string> groups,
        Func<int, string> colourOf,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(colourOf);
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        var mentions = await db.Mentions.AsNoTracking().Where(mention => mention.RoundId == round.Id).InOrder().ToListAsync(cancel);
        var texts = await TextsAsync(round.Id, cancel);
        mentions.RemoveAll(mention => !texts.ContainsKey(mention.SourceId));
        var visible = await db.VisibleCodes(coding, viewer)
            .Where(applied => db.Mentions.Any(mention => mention.Id == applied.MentionId && mention.RoundId == round.Id))
            .ToListAsync(cancel);
        var given = visible.Where(applied => tree.Find(applied.CodeId) is { IsNone: false }).ToLookup(applied => applied.MentionId);
        return new(
            study.Title.ToString(),
            [
                .. tree.InOrder.Select(code => new ExchangedCode(
                    code.Id,
                    code.ParentId,
                    code.Name,
                    colourOf(code.Colour),
                    code.Definition ?? "",
                    code.Example ?? ""
                )),
            ],
            [],
            [
                .. mentions
                    .DistinctBy(mention => mention.SourceId)
                    .Select(
                        (mention, number) =>
                            new ExchangedSource(
                                mention.SourceId,
                                $"{mention.ItemKey}-{number + 1}",
                                texts[mention.SourceId],
                                mention.Language ?? "",
                                mention.GroupKey is { } group && groups.Contains(group)
                                    ? round.Questionnaire.NameOf(group).ToString()!
                                    : "",
                                round.Questionnaire.ItemOf(mention.ItemKey)?.Text.ToString() ?? ""
                            )
                    ),
            ],
            [
                .. mentions.SelectMany(mention =>
                    given[mention.Id]
                        .Select(applied => new ExchangedCoding(
                            Derived.From(mention.Id, applied.CodeId.ToString("N")),
                            mention.SourceId,
                            mention.Start,
                            mention.Text.Length,
                            applied.CodeId,
                            null
                        ))
                ),
            ],
            []
        );
    }

    /// <summary>The answers that codes from elsewhere are put back onto.</summary>
    public async Task<IReadOnlyList<ExchangedSource>> SourcesAsync(Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        var used = await db
            .Mentions.Where(mention => mention.RoundId == round.Id)
            .Select(mention => mention.SourceId)
            .Distinct()
            .ToListAsync(cancel);
        var texts = await TextsAsync(round.Id, cancel);
        return [.. used.Where(texts.ContainsKey).Select(id => new ExchangedSource(id, "", texts[id], "", "", ""))];
    }

    /// <summary>
    /// Gives mentions the codes of a file, in the name of who brings it: all of it, or nothing. Codes are known by their number, or else by their name; those that are not there are added.
    /// </summary>
    /// <param name="answers">Already on the answers that are here.</param>
    public async Task<CodesTaken> TakeAsync(
        Study study,
        RoundCoding coding,
        CodedAnswers answers,
        string member,
        string by,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(answers);
        await using var transaction = await database.BeginAsync(db, Turn.OfCoding(study.Id), cancel);
        await db.Entry(coding).ReloadAsync(cancel);
        // What one person brings counts as theirs: two in one would agree with themselves.
        if (coding.IsBlind && answers.Codings.Select(one => one.Coder).Distinct().Count() > 1)
            throw new RuleBrokenException(
                "In der Datei haben mehrere Personen kodiert. Solange hier getrennt kodiert wird, bringt jede nur ihre eigenen Codes."
            );
        var (codes, added) = await CodesAsync(study, answers.Codes, cancel);
        var mentions = (await db.Mentions.AsNoTracking().Where(mention => mention.RoundId == coding.RoundId).ToListAsync(cancel)).ToLookup(
            mention => mention.SourceId
        );
        var applied = await db
            .AppliedCodes.Where(one => db.Mentions.Any(mention => mention.Id == one.MentionId && mention.RoundId == coding.RoundId))
            .ToListAsync(cancel);
        var none = (await db.CodesAsync(study.Id, cancel)).Find(code => code.IsNone)?.Id;
        var blindly = await db.BlindCodesAsync(coding.RoundId, cancel);
        var there = applied.ToDictionary(one => (one.MentionId, one.CodeId, one.Coder));
        int given = 0,
            known = 0,
            wider = 0,
            refused = 0;
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var place in answers.Codings)
        foreach (var mention in mentions[place.Source].Where(mention => Overlap(mention, place)))
        {
            var mine = mention.IsBlind && mention.SettledAt is null;
            if (mine && !coding.IsBlind && blindly.Contains(mention.Id))
            {
                refused++;
                continue;
            }
            var key = (mention.Id, codes[place.Code], mine && coding.IsBlind ? member : AppliedCode.Team);
            if (there.ContainsKey(key))
            {
                known++;
                continue;
            }
            there.Add(key, new(key.Id, key.Item2, key.Item3, now, by));
            db.AppliedCodes.Add(there[key]);
            // Who gives a code no longer says that none fits.
            if (none is { } code && there.Remove((mention.Id, code, key.Item3), out var before))
                db.AppliedCodes.Remove(before);
            given++;
            if (place.Start > mention.Start || place.Start + place.Length < mention.Start + mention.Text.Length)
                wider++;
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new(added, given, known, wider, refused);
    }

    private static bool Overlap(Mention mention, ExchangedCoding place) =>
        Math.Min(mention.Start + mention.Text.Length, place.Start + place.Length) > Math.Max(mention.Start, place.Start);

    private async Task<(Dictionary<Guid, Guid> Codes, int Added)> CodesAsync(
        Study study,
        IReadOnlyList<ExchangedCode> read,
        CancellationToken cancel
    )
    {
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        if (tree.InOrder.Count() + read.Count > Code.Most * 2)
            throw new RuleBrokenException("Ein Codebuch hat höchstens {0:Code|Codes}.", Code.Most);
        var codes = new Dictionary<Guid, Guid>();
        var made = new Dictionary<Guid, Code>();
        // Parents come before what stands below them.
        foreach (var one in read)
        {
            var parent = one.Parent is { } above ? made.GetValueOrDefault(above) ?? tree.Find(codes[above]) : null;
            if (tree.Find(one.Id) is { IsNone: false } same)
                codes[one.Id] = same.Id;
            else if (
                tree.Named(parent is null ? one.Name : parent.Name + CodeTree.Below + one.Name) is { } named
                && named.ParentId == parent?.Id
            )
                codes[one.Id] = named.Id;
            else
            {
                var code = codebooks.New(study, tree, one.Name, parent, one.Definition, one.Example);
                made.Add(one.Id, code);
                codes[one.Id] = code.Id;
                tree = new([.. tree.All, code]);
            }
        }
        if (tree.InOrder.Count() > Code.Most)
            throw new RuleBrokenException("Ein Codebuch hat höchstens {0:Code|Codes}.", Code.Most);
        return (codes, made.Count);
    }

    /// <summary>What was written, by its id; of reasons, those that were released as they were written.</summary>
    private async Task<Dictionary<Guid, string>> TextsAsync(int roundId, CancellationToken cancel)
    {
        var texts = await db
            .OpenAnswers.Where(answer => answer.RoundId == roundId)
            .Select(answer => new { answer.Id, answer.Text })
            .ToListAsync(cancel);
        var reasons = await db
            .Reasons.Where(reason => reason.RoundId == roundId && reason.ReleasedAt != null && reason.Shortened == null)
            .Select(reason => new { reason.Id, reason.Text })
            .ToListAsync(cancel);
        return texts.Concat(reasons).ToDictionary(text => text.Id, text => text.Text);
    }
}
