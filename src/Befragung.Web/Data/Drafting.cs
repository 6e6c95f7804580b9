using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Exchange.Reading;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// The questionnaire of a study while it is written. What round 1 asks is the newest version that is a questionnaire; as long as the newest is none, its title, languages and
/// groups are taken over where they can be, so that a panel can be gathered meanwhile, and no round opens.
/// </summary>
public sealed class Drafting(SurveyDb db, TimeProvider clock)
{
    /// <summary>For so long, what one person saves is one version.</summary>
    private static readonly TimeSpan Sitting = TimeSpan.FromMinutes(15);

    private QuestionnaireVersion? newest;

    /// <summary>What is written so far.</summary>
    public async Task<Draft> LatestAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        newest = await Newest(db, study).FirstOrDefaultAsync(cancel);
        return newest is null ? Draft.Of(study.Round(1).Questionnaire) : Read(newest);
    }

    /// <exception cref="RuleBrokenException">There is no such version.</exception>
    public async Task<QuestionnaireVersion> VersionAsync(Study study, int number, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        return await db
                .QuestionnaireVersions.AsNoTracking()
                .SingleOrDefaultAsync(one => one.StudyId == study.Id && one.Number == number, cancel)
            ?? throw new RuleBrokenException("Eine Fassung {0} gibt es von diesem Fragebogen nicht.", number);
    }

    public static Draft Read(QuestionnaireVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Draft.Read(version.Text).Draft ?? throw new InvalidDataException("A stored version lost its frame.");
    }

    /// <summary>What is wrong with a draft, for the panel of the study too.</summary>
    public async Task<CheckedDraft> CheckAsync(Study study, Draft draft, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(draft);
        var check = draft.Check(QuestionnaireFiles.Checks);
        List<DraftProblem> lost = [.. await LostGroupsAsync(study, draft, cancel), .. await LostLanguagesAsync(study, draft, cancel)];
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
                    study.Round(1).Questionnaire.NameOf(one.GroupKey).ToString()!,
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
                    : new Sentence(
                        "Im Panel sind schon Personen, die auf Deutsch angeschrieben werden: {0}. Nehmen Sie die Sprache wieder auf, oder nehmen Sie die Personen aus dem Panel.",
                        people.Sum()
                    )
            );
    }

    private static DraftProblem Lost(string place, Sentence what) => new(place, new(1, 1, what));

    /// <summary>Keeps a draft as the newest version, and lets round 1 ask it where it is a questionnaire.</summary>
    /// <param name="isStep">A version of its own, to go back behind: where something was deleted, or much changed at once.</param>
    /// <exception cref="RuleBrokenException">Round 1 was opened, or the questionnaire grew beyond what a file may have.</exception>
    public async Task<CheckedDraft> SaveAsync(Study study, Draft draft, string by, bool isStep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(draft);
        var check = await CheckAsync(study, draft, cancel);
        if (!check.IsReadable)
            throw new RuleBrokenException(
                "So groß kann ein Fragebogen nicht werden. Gespeichert ist, was vorher da war; kürzen Sie Texte."
            );
        Keep(study, draft.Text, by, isStep, check.Errors.Any());
        if ((check.Questionnaire ?? FrameOf(study, check)) is { } questionnaire)
            study.Revise(questionnaire, NewStudies.InPlainWords(check.Notices.Select(one => one.Problem)));
        else
            study.Round(1).RequireRevisable();
        await db.SaveChangesAsync(cancel);
        return check;
    }

    /// <summary>The number of the version that was read; with the first change, what the study was created with becomes the first.</summary>
    public int Number => newest?.Number ?? 1;

    /// <summary>When the version that was read was saved; null as long as nobody wrote.</summary>
    public DateTime? SavedAt => newest?.At;

    /// <summary>Makes an older version the newest one. What was in between stays.</summary>
    public async Task RestoreAsync(Study study, int number, string by, CancellationToken cancel)
    {
        var version = await VersionAsync(study, number, cancel);
        await LatestAsync(study, cancel);
        await SaveAsync(study, Read(version), by, isStep: true, cancel);
    }

    /// <summary>Whether round 1 cannot be opened because what is written is no questionnaire.</summary>
    public static async Task<bool> IsUnfinishedAsync(SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        return study.CurrentRound is { Number: 1, State: RoundState.Planned }
            && await Newest(db, study).Select(one => one.HasErrors).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The versions of a study, the newest first.</summary>
    public static IQueryable<QuestionnaireVersion> Newest(SurveyDb db, Study study)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.QuestionnaireVersions.Where(one => one.StudyId == study.Id).OrderByDescending(one => one.Number);
    }

    /// <summary>What stands around the sections can change while something is wrong in these.</summary>
    private static Questionnaire? FrameOf(Study study, CheckedDraft check) =>
        check.Frame is { } frame ? frame with { Sections = study.Round(1).Questionnaire.Sections } : null;

    private void Keep(Study study, string text, string by, bool isStep, bool hasErrors)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (newest is null)
        {
            // What it was before anybody wrote, to go back to.
            newest = new QuestionnaireVersion(study, Draft.Of(study.Round(1).Questionnaire).Text, study.CreatedAt, study.CreatedBy);
            db.QuestionnaireVersions.Add(newest);
        }
        if (newest.Text == text)
            newest.Checked(hasErrors);
        else if (!isStep && newest.Number > 1 && newest.By == by && now - newest.At < Sitting)
            newest.Continue(text, now, hasErrors);
        else
            db.QuestionnaireVersions.Add(newest = newest.Next(text, now, by, hasErrors));
    }
}
