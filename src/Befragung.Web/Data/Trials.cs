using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Trials of a planned round: links for colleagues, and the sheets behind them, until the round opens.</summary>
public sealed class Trials(SurveyDb db, TimeProvider clock)
{
    /// <summary>So many colleagues are no trial any more.</summary>
    public const int Most = 100;

    public Task<List<TrialSheet>> OfAsync(Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        return db.TrialSheets.AsNoTracking().Where(sheet => sheet.RoundId == round.Id).OrderBy(sheet => sheet.Id).ToListAsync(cancel);
    }

    /// <summary>Makes a link; its secret is given back and stored nowhere.</summary>
    /// <exception cref="RuleBrokenException">The round is planned no more, or there is no such group or language.</exception>
    public async Task<string> AddAsync(
        Round round,
        Questionnaire questionnaire,
        string label,
        string? group,
        string? language,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(questionnaire);
        if (!round.IsRevisable)
            throw new RuleBrokenException("Runde {0} wurde geöffnet. Einen Probelauf gibt es nur vorher.", round.Number);
        if (questionnaire.Groups.All(one => one.Key != group))
            throw new RuleBrokenException(
                "Diese Gruppe steht nicht mehr im Fragebogen. Laden Sie die Seite neu, und wählen Sie eine andere."
            );
        if (language is null || !questionnaire.Languages.Contains(language))
            throw new RuleBrokenException(
                "Diese Sprache hat der Fragebogen nicht mehr. Laden Sie die Seite neu, und wählen Sie eine andere."
            );
        if (await db.TrialSheets.CountAsync(sheet => sheet.RoundId == round.Id, cancel) >= Most)
            throw new RuleBrokenException("Mehr als {0:Probebogen|Probebögen} gibt es nicht. Löschen Sie erst einige.", Most);
        var token = Token.New();
        db.TrialSheets.Add(new(round, label, group!, language, Token.Hash(token), clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>Removes a link with its sheet; where it is gone already, nothing is to be done.</summary>
    public async Task RemoveAsync(Round round, int id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (await db.TrialSheets.SingleOrDefaultAsync(sheet => sheet.Id == id && sheet.RoundId == round.Id, cancel) is not { } sheet)
            return;
        db.TrialSheets.Remove(sheet);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The sheet that a link opens, with its round; null for one that is unknown.</summary>
    public async Task<TrialSheet?> FindAsync(string? arrived, CancellationToken cancel)
    {
        if (Token.Read(arrived) is not { } token)
            return null;
        var hash = Token.Hash(token);
        return
            await db
                .TrialSheets.Include(one => one.Round)
                .SingleOrDefaultAsync(one => one.TokenHash == hash && db.Studies.Any(study => study.Id == one.Round.StudyId), cancel)
                is { } sheet
            && Token.Matches(token, sheet.TokenHash)
            ? sheet
            : null;
    }

    /// <summary>Wipes the trials of a round that opens, and leaves how many there were; in the transaction that opens it. Returns whether there were any.</summary>
    public static async Task<bool> WipeAsync(SurveyDb db, Round round, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        var all = db.TrialSheets.Where(sheet => sheet.RoundId == round.Id);
        var sheets = await all.AsNoTracking().ToListAsync(cancel);
        if (sheets.Count == 0)
            return false;
        round.Tried(sheets.Count(sheet => sheet.HandedInAt is not null), sheets.Sum(sheet => sheet.Notes.Remarks.Count));
        await all.ExecuteDeleteAsync(cancel);
        db.Note(clock, ChronicleStep.TrialsWiped, round.StudyId, round.Number, number: sheets.Count);
        return true;
    }
}

/// <summary>One trial sheet, kept as it is filled in.</summary>
public sealed class TrialKeeper(SurveyDb db, int id, Panelist nobody) : ISheetKeeper
{
    public async Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var kept = await ReadAsync(default);
        if (kept.Version != was)
            return false;
        kept.Take(sheet);
        return await StoreAsync(default);
    }

    public async Task<AnswerSheet> SheetAsync(AnswerSheet known, CancellationToken cancel) => (await ReadAsync(cancel)).Sheet(nobody);

    /// <summary>Notes something, however many do so at once.</summary>
    /// <exception cref="RuleBrokenException">The sheet is gone.</exception>
    public async Task NoteAsync(Func<TrialNotes, TrialNotes> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        do
        {
            var kept = await ReadAsync(cancel);
            var now = change(kept.Notes);
            if (now == kept.Notes)
                return;
            kept.Note(now);
        } while (!await StoreAsync(cancel));
    }

    public static RuleBrokenException IsOver() =>
        new(
            "Der Probelauf ist zu Ende: Die Runde wurde geöffnet, oder das Projektteam hat den Link gelöscht. Die Probebögen sind gelöscht."
        );

    private async Task<TrialSheet> ReadAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await db.TrialSheets.SingleOrDefaultAsync(sheet => sheet.Id == id, cancel) ?? throw IsOver();
    }

    private async Task<bool> StoreAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
