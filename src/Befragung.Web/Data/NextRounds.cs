using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Which statements the next round asks, and how.</summary>
/// <param name="Ids">The statements.</param>
/// <param name="Scale">On which scale; null where no statement is taken.</param>
/// <param name="Section">The section they come at the end of; null for one of their own.</param>
/// <param name="Title">What that one is called.</param>
public sealed record TakenStatements(IReadOnlyCollection<Guid> Ids, Scale? Scale, string? Section, LocalizedText Title)
{
    /// <summary>Further items that are typed by hand, and were no statements.</summary>
    public IReadOnlyList<LocalizedText> Typed { get; init; } = [];

    public static TakenStatements None { get; } = new([], null, null, new LocalizedText("de", ""));
}

/// <summary>Plans the next round: what is asked again, and which statements are put to the panel for the first time.</summary>
public sealed class NextRounds(SurveyDb db)
{
    /// <summary>Statements that are ready and were put to nobody, the oldest first.</summary>
    public Task<List<Statement>> ReadyAsync(Study study, CancellationToken cancel) =>
        db
            .Statements.Where(one => one.StudyId == study.Id && one.ReadyAt != null && one.RemovedAt == null && one.AskedIn == null)
            .OrderBy(one => one.CreatedAt)
            .ThenBy(one => one.Id)
            .ToListAsync(cancel);

    /// <param name="plan">What becomes of what was asked before; the statements join what it adds.</param>
    /// <exception cref="RuleBrokenException">The newest round is not closed, or the plan has a problem.</exception>
    public async Task<Round> PlanAsync(Study study, RoundPlan plan, TakenStatements taken, CancellationToken cancel) =>
        await TryPlanAsync(study, plan, taken, cancel) switch
        {
            ({ } next, _) => next,
            (_, var problems) => throw new RuleBrokenException(problems[0].What.German, problems[0].What.Values),
        };

    /// <summary>The same; gives back all that stands against it, and plans nothing where anything does.</summary>
    /// <exception cref="RuleBrokenException">The newest round is not closed, or a statement was taken meanwhile.</exception>
    public async Task<(Round? Next, IReadOnlyList<PlanProblem> Problems)> TryPlanAsync(
        Study study,
        RoundPlan plan,
        TakenStatements taken,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(taken);
        var statements = (await ReadyAsync(study, cancel)).FindAll(statement => taken.Ids.Contains(statement.Id));
        if (statements.Count < taken.Ids.Count)
            throw new RuleBrokenException(
                "Eine der Thesen ist nicht mehr fertig, oder sie steht schon in einer Runde. Bitte sehen Sie nach."
            );
        var used = study
            .Rounds.SelectMany(round => round.Questionnaire.Items)
            .Concat(plan.Added.Select(one => one.Item))
            .Select(item => item.Key)
            .ToHashSet(StringComparer.Ordinal);
        var sections = study.CurrentRound.Questionnaire.Sections.Select(section => section.Key);
        var own = taken.Section ?? Draft.KeyFor("thesen", sections, "thesen");
        // A section of which nothing is kept comes anew, and is called as it was.
        var title = study.CurrentRound.Questionnaire.Sections.FirstOrDefault(section => section.Key == own)?.Title ?? taken.Title;
        var added = new List<NewItem>();
        foreach (var text in statements.Select(statement => statement.Text).Concat(taken.Typed))
        {
            var key = Draft.KeyFor(text.Texts.First().Value, used, "these");
            used.Add(key);
            added.Add(new(new RatingItem(key, text, taken.Scale!), own, title));
        }
        // Of several rounds, the newest.
        var from =
            study.Rounds.Where(round => statements.Exists(one => one.RoundId == round.Id)).MaxBy(round => round.Number)
            ?? study.CurrentRound;
        var full = plan with
        {
            Added = [.. plan.Added, .. added],
            Origins = await OriginsAsync(db, study, from, statements, added, cancel),
        };
        if (study.ProblemsOf(full) is { Count: > 0 } problems)
            return (null, problems);
        var next = study.PlanNext(full);
        // Those that were typed stand behind the statements.
        foreach (var (statement, item) in statements.Zip(added))
            statement.AskAs(next.Number, item.Item.Key);
        await db.SaveChangesAsync(cancel);
        return (next, []);
    }

    /// <summary>
    /// Part of a step of a round, saved by it: answers that were coded only once the next round was planned are told as well, with that they came late. Of those, it is counted anew with each step.
    /// </summary>
    internal static async Task TellLateAsync(SurveyDb db, Study study, Round upTo, CancellationToken cancel)
    {
        foreach (
            var round in study.Rounds.Where(one => one.Number > 1 && one.Number <= upTo.Number && one.Origins is null or { IsLate: true })
        )
            if (await OriginsAsync(db, study, study.Round(round.Number - 1), [], [], cancel) is { } origins)
                round.TellLate(origins);
    }

    /// <summary>
    /// What became of the answers of a round that these statements were made from. Where no statement is taken, that they were coded, or a correction round was held, is told as well. Null
    /// where neither was.
    /// </summary>
    internal static async Task<RoundOrigins?> OriginsAsync(
        SurveyDb db,
        Study study,
        Round from,
        List<Statement> statements,
        List<NewItem> added,
        CancellationToken cancel
    )
    {
        var groups = Writers.GroupsShown(study);
        var items = new List<ItemOrigin>();
        foreach (var round in statements.Select(statement => statement.RoundId).Distinct())
        {
            var rows = (await Statements.OfRoundAsync(db, round, groups, cancel)).ToDictionary(row => row.Statement.Id, row => row.Origin);
            items.AddRange(
                statements
                    .Zip(added)
                    .Where(one => one.First.RoundId == round)
                    .Select(one => new ItemOrigin(
                        one.Second.Item.Key,
                        rows[one.First.Id].Mentions,
                        rows[one.First.Id].Groups,
                        rows[one.First.Id].OthersToo
                    ))
            );
        }
        var mentions = db.Mentions.Where(mention => mention.RoundId == from.Id);
        var given = db
            .AppliedCodes.Where(applied => applied.Coder == AppliedCode.Team && mentions.Any(mention => mention.Id == applied.MentionId))
            .Where(applied => db.Codes.Any(code => code.Id == applied.CodeId && code.RemovedAt == null && !code.IsNone));
        var correction = await db.CorrectionStateAsync(from.Id, cancel);
        if (statements.Count == 0 && correction is null && !await given.AnyAsync(cancel))
            return null;
        var agreement = (await db.RoundCodings.AsNoTracking().SingleOrDefaultAsync(coding => coding.RoundId == from.Id, cancel))?.Agreement;
        return new(
            from.Number,
            await mentions.Select(mention => mention.SourceId).Distinct().CountAsync(cancel),
            await mentions.CountAsync(cancel),
            await given.Select(applied => applied.MentionId).Distinct().CountAsync(cancel),
            await given.Select(applied => applied.CodeId).Distinct().CountAsync(cancel),
            await db.Statements.CountAsync(one => one.RoundId == from.Id && one.RemovedAt == null, cancel),
            items
        )
        {
            // Told anew when the round opens: until then somebody may say something.
            Correction = correction?.Told,
            Agreement = agreement is { Mentions: > 0 }
                ? new(
                    agreement.Coders,
                    agreement.Mentions,
                    agreement.Overall.Krippendorff?.Value,
                    agreement.Overall.Krippendorff?.Lower,
                    agreement.Overall.Krippendorff?.Upper
                )
                : null,
        };
    }
}
