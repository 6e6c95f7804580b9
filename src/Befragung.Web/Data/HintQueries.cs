using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>A hint that is not told any more, and who said so.</summary>
public sealed record WavedAway(Hint Hint, DateTime At, string By);

/// <summary>What is hinted at in the questionnaire of a study.</summary>
/// <param name="Open">Nobody has waved these away.</param>
/// <param name="Dismissed">Somebody has, and what they speak of is still the same.</param>
public sealed record StudyHints(IReadOnlyList<Hint> Open, IReadOnlyList<WavedAway> Dismissed)
{
    public static StudyHints None { get; } = new([], []);
}

/// <summary>Hints on a questionnaire that is being written, and which of them the team has seen enough of.</summary>
public static class HintQueries
{
    public static async Task<StudyHints> HintsAsync(this SurveyDb db, Study study, Questionnaire questionnaire, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        var panel = (await db.PanelCountsAsync(study.Id, cancel)).ToDictionary(one => one.GroupKey, one => one.All, StringComparer.Ordinal);
        var dismissed = await db.DismissedHints.AsNoTracking().Where(one => one.StudyId == study.Id).ToListAsync(cancel);
        var hints = QuestionnaireHints
            .Of(questionnaire, panel)
            .Select(hint => (Hint: hint, Dismissed: dismissed.FirstOrDefault(one => one.IsOf(hint))))
            .ToList();
        return new(
            [.. hints.Where(one => one.Dismissed is null).Select(one => one.Hint)],
            [.. hints.Where(one => one.Dismissed is not null).Select(one => new WavedAway(one.Hint, one.Dismissed!.At, one.Dismissed.By))]
        );
    }

    /// <summary>Waves a hint away. Whoever does so for the second time changes nothing.</summary>
    public static async Task DismissAsync(this SurveyDb db, Study study, Hint hint, DateTime at, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(hint);
        // What was waved away of its former words means nothing any more.
        await db.BringBackAsync(study, hint, cancel);
        db.DismissedHints.Add(new(study.Id, hint, at, by));
        await db.SaveChangesAsync(cancel);
    }

    public static Task BringBackAsync(this SurveyDb db, Study study, Hint hint, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(hint);
        var kind = hint.Kind.ToString();
        return db
            .DismissedHints.Where(one => one.StudyId == study.Id && one.Kind == kind && one.Subject == hint.Subject)
            .ExecuteDeleteAsync(cancel);
    }
}
