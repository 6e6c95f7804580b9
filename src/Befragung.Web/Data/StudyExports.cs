using System.Runtime.CompilerServices;
using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// A study's data as they may leave: sheets that were handed in in closed rounds, each expert under a pseudonym. By default, experts of a group that is
/// hidden in any round or item have no group in any of them, so that neither a line nor a sum over lines tells what the results hide.
/// </summary>
/// <remarks>
/// The pseudonyms hold for one state of the study, which is its closed rounds, and for one kind of export. So all files of a state fit together and can be
/// made again, but neither a complete file nor one from before a further round gives a later file the groups that it leaves out. Lines come in the order of the
/// pseudonyms, which is random and another one each time too.
/// </remarks>
public sealed class StudyExports(SurveyDb db, Pseudonyms pseudonyms)
{
    // Some hundred experts at a time: sheets stream, only the names of the panel are in memory.
    private const int Portion = 500;

    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public StudyExport Of(Study study, bool complete)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rounds = study.Rounds.Where(round => round.Result is not null).OrderBy(round => round.Number).ToList();
        if (rounds.Count == 0)
            throw new RuleBrokenException("Daten gibt es, sobald eine Runde geschlossen ist.");
        var hidden = SmallCells.HiddenIn(rounds.Select(round => round.Result!));
        var names = pseudonyms.For(
            $"{study.Id} {(complete ? "complete" : "shown")} {string.Join(',', rounds.Select(round => round.Number))}"
        );
        return new StudyExport(
            study.Key,
            study.Title,
            [.. rounds.Select(round => new ExportRound(round.Number, round.Questionnaire, round.Result!, round.ClosedAt))],
            hidden,
            complete,
            SheetsAsync(study.Id, rounds, names, complete ? new HashSet<string>() : hidden)
        )
        {
            IsSimulated = study.IsSimulated,
        };
    }

    private async IAsyncEnumerable<ExportSheet> SheetsAsync(
        int studyId,
        List<Round> rounds,
        Func<Guid, string> names,
        IReadOnlySet<string> hidden,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var numbers = rounds.ToDictionary(round => round.Id, round => round.Number);
        var panel = await db
            .Panelists.Where(panelist => panelist.StudyId == studyId)
            .Select(panelist => new { panelist.Id, panelist.GroupKey })
            .ToListAsync(cancel);
        foreach (
            var portion in panel
                .Select(panelist => (panelist.Id, panelist.GroupKey, Name: names(panelist.Id)))
                .OrderBy(panelist => panelist.Name, StringComparer.Ordinal)
                .Chunk(Portion)
        )
        {
            var ids = Array.ConvertAll(portion, panelist => panelist.Id);
            var sheets = (
                await db
                    .Sheets.Where(sheet =>
                        ids.Contains(sheet.PanelistId) && numbers.Keys.Contains(sheet.RoundId) && sheet.HandedInAt != null
                    )
                    .Select(sheet => new
                    {
                        sheet.PanelistId,
                        sheet.RoundId,
                        sheet.Answers,
                        sheet.NotAsked,
                    })
                    .ToListAsync(cancel)
            ).ToLookup(sheet => sheet.PanelistId);
            foreach (var (id, group, name) in portion)
            foreach (var sheet in sheets[id].OrderBy(sheet => numbers[sheet.RoundId]))
                yield return new(numbers[sheet.RoundId], name, hidden.Contains(group) ? "" : group, sheet.Answers)
                {
                    NotAsked = (sheet.NotAsked ?? "").Split(' ').ToHashSet(),
                };
        }
    }
}
