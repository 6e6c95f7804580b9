using System.Runtime.CompilerServices;
using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// A study's data as they may leave: sheets that were handed in in closed rounds, under pseudonyms. By default, experts of a group that is hidden in any round
/// or item have no group in any of them, so that neither a line nor a sum over lines tells what the results hide; a pseudonym goes on into the next round only where
/// that singles out nobody (<see cref="LinkedRounds"/>); questions that would tell the group (<see cref="GroupQuestions"/>) are not on their sheets; rounds that too few
/// handed in are left out; and reasons stand apart from sheets, as they were released.
/// </summary>
/// <remarks>
/// The pseudonyms hold for one state of the study, which is its closed rounds, and for one kind of export. So all files of a state fit together and can be made
/// again. They do not keep a complete file and another one apart: whoever has both can join them by equal answers, and then knows what the complete one tells.
/// Files of several states joined in that way tell no more than the latest. Lines come in the order of the pseudonyms, which is random and another one each time too.
/// </remarks>
public sealed class StudyExports(SurveyDb db, Pseudonyms pseudonyms)
{
    // Some hundred names at a time: sheets stream, only who took part in what is in memory.
    private const int Portion = 500;

    /// <exception cref="RuleBrokenException">No round is closed yet, or none that enough handed in.</exception>
    public async Task<StudyExport> OfAsync(Study study, bool complete, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var closed = study.Rounds.Where(round => round.Result is not null).OrderBy(round => round.Number).ToList();
        if (closed.Count == 0)
            throw new RuleBrokenException("Daten gibt es, sobald eine Runde geschlossen ist.");
        var rounds = complete ? closed : closed.FindAll(round => !round.Result!.IsTooSmall);
        if (rounds.Count == 0)
            throw new RuleBrokenException(
                "Noch hat keine Runde {0:abgegebenen Bogen|abgegebene Bögen}. So wenige wären zu erkennen; Daten gibt es erst ab dieser Zahl.",
                closed[^1].Result!.SmallestCell
            );
        var asked = closed.ConvertAll(round => round.Questionnaire);
        var hidden = SmallCells.HiddenIn(rounds.Select(round => round.Result!), asked);
        IReadOnlySet<string> telling = complete ? new HashSet<string>() : GroupQuestions.Of(asked, hidden);
        var names = pseudonyms.For(
            $"{study.Id} {(complete ? "complete" : "shown")} {string.Join(',', closed.Select(round => round.Number))}"
        );
        var numbers = rounds.ConvertAll(round => round.Id);
        return new StudyExport(
            study.Key,
            study.Title,
            rounds.ConvertAll(round => new ExportRound(round.Number, round.Questionnaire, round.Result!, round.ClosedAt)
            {
                TellsExpertise = complete,
            }),
            hidden,
            complete,
            SheetsAsync(study.Id, rounds, names, complete ? null : hidden, telling, CancellationToken.None)
        )
        {
            Telling = telling,
            IsSimulated = study.IsSimulated,
            Results = SmallTotals.ForTeam(closed),
            Published = SmallTotals.ForOthers(closed.ConvertAll(round => (round.Questionnaire, round.Result!))),
            LeftOut = [.. closed.Except(rounds).Select(round => round.Number)],
            ModerationAsync = stop => ModerationAsync(rounds, stop),
            Reasons =
            [
                .. (await db.ReleasedReasonsAsync(study.Id, cancel))
                    .Where(reason => numbers.Contains(reason.RoundId))
                    .Select(reason => new ExportReason(
                        rounds.Find(round => round.Id == reason.RoundId)!.Number,
                        reason.ItemKey,
                        reason.Side,
                        reason.Shown
                    )
                    {
                        Id = reason.Id,
                        AnswersTo = reason.AnswersTo,
                        TeamReply = reason.TeamReply,
                    }),
            ],
        };
    }

    private async Task<IReadOnlyList<ModeratedReason>> ModerationAsync(List<Round> rounds, CancellationToken cancel)
    {
        var numbers = rounds.ToDictionary(round => round.Id, round => round.Number);
        var reasons = await db
            .Reasons.AsNoTracking()
            .Where(reason => numbers.Keys.Contains(reason.RoundId))
            .OrderBy(reason => reason.Id)
            .ToListAsync(cancel);
        return
        [
            .. from reason in reasons
            orderby numbers[reason.RoundId]
            select new ModeratedReason(
                numbers[reason.RoundId],
                reason.ItemKey,
                reason.Side,
                reason.State,
                ModerationTable.LengthOf(reason.Text),
                reason.State == ReasonState.Released ? reason.Shown : null,
                reason.WithheldBecause
            )
            {
                IsShortened = reason.Shortened is not null,
                IsReply = reason.AnswersTo is not null,
            },
        ];
    }

    /// <param name="hidden">The groups that are not named; null for a complete export, in which everybody keeps their name.</param>
    /// <param name="telling">Keys of the items that would name them.</param>
    private async IAsyncEnumerable<ExportSheet> SheetsAsync(
        int studyId,
        List<Round> rounds,
        Func<string, string> names,
        IReadOnlySet<string>? hidden,
        IReadOnlySet<string> telling,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var numbers = rounds.ToDictionary(round => round.Id, round => round.Number);
        var panel = await TakingPartAsync(studyId, numbers, cancel);
        var begins = hidden is null ? null : LinkedRounds.Of(rounds.ConvertAll(round => round.Result!), panel);
        var named =
            from expert in panel
            from begin in expert.Rounds.GroupBy(round => begins?[(expert.Expert, round)] ?? 0)
            select (Name: names($"{expert.Expert:N} {begin.Key}"), expert.Expert, expert.Group, Rounds: begin.ToHashSet());
        foreach (var portion in named.OrderBy(one => one.Name, StringComparer.Ordinal).Chunk(Portion))
        {
            var ids = portion.Select(one => one.Expert).Distinct().ToList();
            var sheets = (
                await db
                    .Sheets.Where(AnswerSheet.InResult)
                    .Where(sheet => ids.Contains(sheet.PanelistId) && numbers.Keys.Contains(sheet.RoundId))
                    .Select(sheet => new
                    {
                        sheet.PanelistId,
                        sheet.RoundId,
                        sheet.Answers,
                        sheet.NotAsked,
                        sheet.Kept,
                    })
                    .ToListAsync(cancel)
            ).ToLookup(sheet => sheet.PanelistId);
            foreach (var one in portion)
            {
                var isNameless = hidden?.Contains(one.Group) == true;
                foreach (
                    var sheet in sheets[one.Expert]
                        .Where(sheet => one.Rounds.Contains(numbers[sheet.RoundId]))
                        .OrderBy(sheet => numbers[sheet.RoundId])
                )
                    yield return new(numbers[sheet.RoundId], one.Name, isNameless ? "" : one.Group, sheet.Answers)
                    {
                        NotAsked = (sheet.NotAsked ?? "").Split(' ').Concat(isNameless ? telling : []).ToHashSet(),
                        HasReasons = hidden is null,
                        Kept = hidden is null ? KeptAnswers.Parse(sheet.Kept) : KeptAnswers.None,
                    };
            }
        }
    }

    private async Task<List<TakingPart>> TakingPartAsync(int studyId, Dictionary<int, int> numbers, CancellationToken cancel)
    {
        var handedIn = await (
            from sheet in db.Sheets.Where(AnswerSheet.InResult)
            where numbers.Keys.Contains(sheet.RoundId)
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where panelist.StudyId == studyId
            select new
            {
                panelist.Id,
                panelist.GroupKey,
                sheet.RoundId,
            }
        ).ToListAsync(cancel);
        return
        [
            .. handedIn
                .GroupBy(sheet => (sheet.Id, sheet.GroupKey))
                .Select(one => new TakingPart(one.Key.Id, one.Key.GroupKey, one.Select(sheet => numbers[sheet.RoundId]).ToHashSet())),
        ];
    }
}
