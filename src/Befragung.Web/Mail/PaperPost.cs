using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>Who gets a letter on paper.</summary>
public enum PaperReach
{
    /// <summary>Whose letter did not get through.</summary>
    Failed,

    /// <summary>Who has saved nothing yet.</summary>
    NotBegun,
}

/// <summary>Letters of an open round to be printed, each with a link of its own that can be typed. They are kept nowhere: whoever prints them once more gets other links, and all of them are valid.</summary>
public sealed class PaperPost(SurveyDb db, SiteAddress site, IStringLocalizer<Texts> t, TimeProvider clock)
{
    /// <summary>How many go into one file: so many that printing it takes seconds.</summary>
    public const int Most = 200;

    public Task<int> CountAsync(Round round, PaperReach reach, CancellationToken cancel) => Cards(round, reach).CountAsync(cancel);

    /// <summary>Writes some, in the order of the panel's list.</summary>
    /// <param name="first">How many to pass over.</param>
    public Task<IReadOnlyList<PaperLetter>> WriteAsync(Study study, Round round, PaperReach reach, int first, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        return WriteAsync(
            study,
            round,
            reach == PaperReach.NotBegun ? LetterKind.ReminderToBegin : LetterKinds.Opening(round.Number),
            Cards(round, reach).OrderBy(card => card.Order).ThenBy(card => card.PanelistId).Skip(first).Take(Most),
            cancel
        );
    }

    /// <summary>Writes to one person the letter with which the round begins; none where they have handed in, or are not asked.</summary>
    public Task<IReadOnlyList<PaperLetter>> WriteAsync(Study study, Round round, Guid panelistId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        return WriteAsync(
            study,
            round,
            LetterKinds.Opening(round.Number),
            Asked(round).Where(card => card.PanelistId == panelistId),
            cancel
        );
    }

    private async Task<IReadOnlyList<PaperLetter>> WriteAsync(
        Study study,
        Round round,
        LetterKind kind,
        IQueryable<ContactCard> cards,
        CancellationToken cancel
    )
    {
        round.RequireUnsealed();
        var people = await cards
            .Select(card => new
            {
                card.PanelistId,
                card.Name,
                card.Panelist.GroupKey,
                card.Panelist.Language,
            })
            .ToListAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var templates = await LetterTemplates.OfAsync(db, t, [study.Id], cancel);
        var durations = Duration.Of(round.Questionnaire);
        var letters = new List<PaperLetter>();
        foreach (var one in people)
        {
            var token = Token.NewToType();
            db.Invitations.Add(new Invitation(one.PanelistId, token, now));
            letters.Add(
                LetterWriter.OnPaper(
                    t,
                    templates.Find(study.Id, kind, one.Language),
                    new(
                        one.Name,
                        round.Questionnaire,
                        round.Number,
                        durations.FirstOrDefault(duration => duration.GroupKey == one.GroupKey) ?? Duration.OfAll(round.Questionnaire),
                        round.DeadlineAt,
                        site.Of($"/einladung/{token}")
                    ),
                    site.Of("/code"),
                    Token.InGroups(token),
                    one.Language
                )
            );
        }
        if (letters.Count > 0)
            db.Note(clock, ChronicleStep.PaperLettersMade, study.Id, round.Number, number: letters.Count);
        await db.SaveChangesAsync(cancel);
        return letters;
    }

    private IQueryable<ContactCard> Cards(Round round, PaperReach reach) =>
        reach == PaperReach.NotBegun
            ? Asked(round)
                .Where(card =>
                    db.Sheets.Any(sheet => sheet.RoundId == round.Id && sheet.PanelistId == card.PanelistId && sheet.SavedAt == null)
                )
            : Asked(round)
                .Where(card => db.Outbox.NotArrived(db).Any(entry => entry.RoundId == round.Id && entry.PanelistId == card.PanelistId));

    /// <summary>Those who are asked in a round and have not handed in.</summary>
    private IQueryable<ContactCard> Asked(Round round) =>
        db.ContactCards.Where(card =>
            card.StudyId == round.StudyId
            && card.Panelist.WithdrawnAt == null
            && db.Sheets.Any(sheet => sheet.RoundId == round.Id && sheet.PanelistId == card.PanelistId && sheet.HandedInAt == null)
        );
}
