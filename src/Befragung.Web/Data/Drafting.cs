using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Chronicle;
using Befragung.Web.Exchange.Reading;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// The questionnaire of a round while it is written: of the one that is planned. What the round asks is the newest version that is a questionnaire; as long as the newest is none,
/// its title, languages and groups are taken over where they can be, so that a panel can be gathered meanwhile, and no round opens. In later rounds these stand, and so does how
/// what was asked before is answered (<see cref="AskedBefore"/>).
/// </summary>
public sealed class Drafting(SurveyDb db, TimeProvider clock)
{
    /// <summary>For so long, what one person saves is one version.</summary>
    private static readonly TimeSpan Sitting = TimeSpan.FromMinutes(15);

    private QuestionnaireVersion? newest;

    /// <summary>What is written so far for the newest round; where it was opened, what it asks.</summary>
    public async Task<Draft> LatestAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var round = study.CurrentRound;
        newest = await Newest(db, study, round.Number).FirstOrDefaultAsync(cancel);
        return newest is null ? Draft.Of(round.Questionnaire) : Read(newest);
    }

    /// <exception cref="RuleBrokenException">There is no such version.</exception>
    public async Task<QuestionnaireVersion> VersionAsync(Study study, int round, int number, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        return await db
                .QuestionnaireVersions.AsNoTracking()
                .SingleOrDefaultAsync(one => one.StudyId == study.Id && one.Round == round && one.Number == number, cancel)
            ?? throw new RuleBrokenException("Eine Fassung {0} gibt es von diesem Fragebogen nicht.", number);
    }

    public static Draft Read(QuestionnaireVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Draft.Read(version.Text).Draft ?? throw new InvalidDataException("A stored version lost its frame.");
    }

    /// <summary>What is asked outside when the questionnaire of the newest round is read: conditions of a later one may look back at what earlier rounds asked.</summary>
    public static OutsideChecks ChecksOf(Study study) => QuestionnaireFiles.Checks with { Asked = Before(study).Items };

    /// <summary>What is wrong with a text that is not kept yet.</summary>
    public static IEnumerable<Problem> ProblemsOf(Study study, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = QuestionnaireReader.Read(text, ChecksOf(study));
        return [.. Before(study).Problems(text, read.Questionnaire).Select(one => one.Problem), .. read.Problems];
    }

    private static AskedBefore Before(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var number = study.CurrentRound.Number;
        return new(study.Rounds.Where(round => round.Number < number).Select(round => (round.Number, round.Questionnaire)));
    }

    /// <summary>What is wrong with a draft of the newest round, for the panel of the study and after the rounds before too.</summary>
    public async Task<CheckedDraft> CheckAsync(Study study, Draft draft, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(draft);
        var check = draft.Check(ChecksOf(study));
        List<DraftProblem> lost =
        [
            .. Before(study).Problems(draft.Text, check.Questionnaire),
            .. await LostGroupsAsync(study, draft, cancel),
            .. await LostLanguagesAsync(study, draft, cancel),
        ];
        return lost.Count == 0 ? check : new(null, null, [.. lost, .. check.Problems]) { IsReadable = check.IsReadable };
    }

    private async Task<IEnumerable<DraftProblem>> LostGroupsAsync(Study study, Draft draft, CancellationToken cancel)
    {
        var groups = draft.Groups.Select(group => group.TextOf("key")).ToHashSet();
        return from one in await db.PanelCountsAsync(study.Id, cancel)
            where !groups.Contains(one.GroupKey)
            orderby one.GroupKey
            select Lost(
                "groups",
                new Sentence(
                    "Im Panel sind schon Personen der Gruppe „{0}“: {1}. Legen Sie die Gruppe wieder an, oder nehmen Sie die Personen aus dem Panel.",
                    study.CurrentRound.Questionnaire.NameOf(one.GroupKey).ToString()!,
                    one.All
                )
            );
    }

    /// <summary>Whoever is written to in a language has to find it on the sheet.</summary>
    private async Task<IEnumerable<DraftProblem>> LostLanguagesAsync(Study study, Draft draft, CancellationToken cancel)
    {
        var counts = await db.LetterCountsAsync(study, cancel);
        return from one in counts
            where !draft.Languages.Contains(one.Language)
            group one.Count by one.Language into people
            orderby people.Key
            select Lost(
                "languages",
                people.Key == "en"
                        ? new Sentence(
                            "Im Panel sind schon Personen, die auf Englisch angeschrieben werden: {0}. Nehmen Sie die Sprache wieder auf, oder nehmen Sie die Personen aus dem Panel.",
                            people.Sum()
                        )
                    : people.Key == "de"
                        ? new Sentence(
                            "Im Panel sind schon Personen, die auf Deutsch angeschrieben werden: {0}. Nehmen Sie die Sprache wieder auf, oder nehmen Sie die Personen aus dem Panel.",
                            people.Sum()
                        )
                    : new Sentence(
                        "Im Panel sind schon Personen, die in der Sprache „{0}“ angeschrieben werden: {1}. Nehmen Sie die Sprache wieder auf, oder nehmen Sie die Personen aus dem Panel.",
                        people.Key,
                        people.Sum()
                    )
            );
    }

    private static DraftProblem Lost(string place, Sentence what) => new(place, new(1, 1, what));

    /// <summary>Keeps a draft as the newest version, and lets the planned round ask it where it is a questionnaire.</summary>
    /// <param name="isStep">A version of its own, to go back behind: where something was deleted, or much changed at once.</param>
    /// <exception cref="RuleBrokenException">The newest round was opened, or the questionnaire grew beyond what a file may have.</exception>
    public async Task<CheckedDraft> SaveAsync(Study study, Draft draft, string by, bool isStep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(draft);
        var check = await CheckAsync(study, draft, cancel);
        if (!check.IsReadable)
            throw new RuleBrokenException(
                "So groß kann ein Fragebogen nicht werden. Gespeichert ist, was vorher da war; kürzen Sie Texte."
            );
        await KeepAsync(study, draft.Text, by, isStep, check.Errors.Any(), cancel);
        if ((check.Questionnaire ?? FrameOf(study, check)) is { } questionnaire)
            study.Revise(questionnaire, NewStudies.InPlainWords(check.Notices.Select(one => one.Problem)));
        else
            study.CurrentRound.RequireRevisable();
        await db.SaveChangesAsync(cancel);
        return check;
    }

    /// <summary>The number of the version that was read; with the first change, what the round was planned with becomes the first.</summary>
    public int Number => newest?.Number ?? 1;

    /// <summary>When the version that was read was saved; null as long as nobody wrote.</summary>
    public DateTime? SavedAt => newest?.At;

    /// <summary>Makes an older version the newest one. What was in between stays.</summary>
    public async Task RestoreAsync(Study study, int number, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var version = await VersionAsync(study, study.CurrentRound.Number, number, cancel);
        await LatestAsync(study, cancel);
        await SaveAsync(study, Read(version), by, isStep: true, cancel);
    }

    /// <summary>Whether the planned round cannot be opened because what is written is no questionnaire.</summary>
    public static async Task<bool> IsUnfinishedAsync(SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        return study.CurrentRound is { State: RoundState.Planned } planned
            && await Newest(db, study, planned.Number).Select(one => one.HasErrors).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The versions of a round, the newest first.</summary>
    public static IQueryable<QuestionnaireVersion> Newest(SurveyDb db, Study study, int round)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.QuestionnaireVersions.Where(one => one.StudyId == study.Id && one.Round == round).OrderByDescending(one => one.Number);
    }

    /// <summary>What stands around the sections can change while something is wrong in these.</summary>
    private static Questionnaire? FrameOf(Study study, CheckedDraft check) =>
        check.Frame is { } frame ? frame with { Sections = study.CurrentRound.Questionnaire.Sections } : null;

    private async Task KeepAsync(Study study, string text, string by, bool isStep, bool hasErrors, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (newest is null)
        {
            // What it was before anybody wrote, to go back to.
            var round = study.CurrentRound;
            var (at, planner) = round.Number == 1 ? (study.CreatedAt, study.CreatedBy) : await PlannedAsync(round, cancel) ?? (now, by);
            newest = new QuestionnaireVersion(study, Draft.Of(round.Questionnaire).Text, at, planner, round: round.Number);
            db.QuestionnaireVersions.Add(newest);
        }
        if (newest.Text == text)
            newest.Checked(hasErrors);
        else if (!isStep && newest.Number > 1 && newest.By == by && now - newest.At < Sitting)
            newest.Continue(text, now, hasErrors);
        else
            db.QuestionnaireVersions.Add(newest = newest.Next(text, now, by, hasErrors));
    }

    /// <summary>When a later round was planned, and by whom, as the chronicle has it.</summary>
    private async Task<(DateTime At, string By)?> PlannedAsync(Round round, CancellationToken cancel)
    {
        var planned = await db
            .Chronicle.Where(entry =>
                entry.StudyId == round.StudyId && entry.Step == ChronicleStep.RoundPlanned && entry.Round == round.Number
            )
            .OrderByDescending(entry => entry.Id)
            .Select(entry => new
            {
                entry.At,
                By = db.Users.Where(one => one.Id == entry.By).Select(one => one.Name ?? one.Email).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancel);
        return planned is { By: { } by } ? (planned.At, by) : null;
    }
}
