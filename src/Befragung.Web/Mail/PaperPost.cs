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

    /// <summary>Who has no address for mails, and no letter of the round on paper yet.</summary>
    WithoutMail,

    /// <summary>Who has no address for mails and was printed a letter of the round: the same once more.</summary>
    WithoutMailAgain,

    /// <summary>The same people: a reminder, in the words for how far they are.</summary>
    WithoutMailReminder,
}

/// <summary>Letters of an open round to be printed, each with a link of its own that can be typed. They are kept nowhere: whoever prints them once more gets other links, and all of them are valid.</summary>
public sealed class PaperPost(SurveyDb db, SiteAddress site, IStringLocalizer<Texts> t, TimeProvider clock)
{
    /// <summary>How many go into one file: so many that printing it takes seconds.</summary>
    public const int Most = 200;

    /// <summary>How many become a file each: every one of them takes a second or two, and nobody who waits for them is cut off.</summary>
    public const int MostApart = 25;

    /// <summary>How many people of the panel have no address for mails.</summary>
    public Task<int> WithoutMailAsync(Study study, CancellationToken cancel) =>
        db.ContactCards.CountAsync(card => card.StudyId == study.Id && card.Email == "" && card.Panelist.WithdrawnAt == null, cancel);

    /// <summary>How many of those who were asked and have not handed in have no address for mails.</summary>
    public Task<int> AskedWithoutMailAsync(Round round, CancellationToken cancel) =>
        Asked(round).CountAsync(card => card.Email == "", cancel);

    public Task<int> CountAsync(Round round, PaperReach reach, CancellationToken cancel) => Cards(round, reach).CountAsync(cancel);

    /// <summary>Writes some, in the order of the panel's list.</summary>
    /// <param name="first">How many to pass over.</param>
    public Task<IReadOnlyList<PaperLetter>> WriteAsync(Study study, Round round, PaperReach reach, int first, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        return WriteAsync(
            study,
            round,
            reach switch
            {
                PaperReach.NotBegun => LetterKind.ReminderToBegin,
                PaperReach.WithoutMailReminder => null,
                _ => LetterKinds.Opening(round.Number),
            },
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

    /// <summary>Puts down whose letters are printed, once they are: that there was one stays, its link does not.</summary>
    public async Task NotePrintedAsync(IReadOnlyList<PaperLetter> letters, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(letters);
        var now = clock.GetUtcNow().UtcDateTime;
        db.PersonSteps.AddRange(letters.Select(one => new PersonStep(one.PanelistId, PersonStepKind.LetterPrinted, now, Actor.Current)));
        await db.SaveChangesAsync(cancel);
    }

    /// <param name="kind">Null for the reminder that fits how far somebody is.</param>
    private async Task<IReadOnlyList<PaperLetter>> WriteAsync(
        Study study,
        Round round,
        LetterKind? kind,
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
                card.Post,
                HasSaved = db.Sheets.Any(sheet =>
                    sheet.RoundId == round.Id && sheet.PanelistId == card.PanelistId && sheet.SavedAt != null
                ),
                card.Panelist.GroupKey,
                card.Panelist.Language,
            })
            .ToListAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var templates = await LetterTemplates.OfAsync(db, t, [study.Id], cancel);
        var durations = Duration.Of(round.Questionnaire);
        var complete = kind is null
            ? await db.CompleteAsync(study, round, people.Where(one => one.HasSaved).Select(one => one.PanelistId).ToList(), cancel)
            : [];
        var letters = new List<PaperLetter>();
        foreach (var one in people)
        {
            var token = Token.NewToType();
            db.Invitations.Add(new Invitation(one.PanelistId, token, now));
            var own =
                kind
                ?? (
                    !one.HasSaved ? LetterKind.ReminderToBegin
                    : complete.Contains(one.PanelistId) ? LetterKind.ReminderToHandIn
                    : LetterKind.ReminderToGoOn
                );
            letters.Add(
                LetterWriter.OnPaper(
                    t,
                    templates.Find(study.Id, own, one.Language),
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
                ) with
                {
                    PanelistId = one.PanelistId,
                    Post = PostalAddress.Stored(one.Post)?.Lines ?? [],
                }
            );
        }
        if (letters.Count > 0)
            db.Note(clock, ChronicleStep.PaperLettersMade, study.Id, round.Number, number: letters.Count);
        await db.SaveChangesAsync(cancel);
        return letters;
    }

    private IQueryable<ContactCard> Cards(Round round, PaperReach reach) =>
        reach switch
        {
            PaperReach.NotBegun => Asked(round)
                .Where(card =>
                    db.Sheets.Any(sheet => sheet.RoundId == round.Id && sheet.PanelistId == card.PanelistId && sheet.SavedAt == null)
                ),
            PaperReach.Failed => Asked(round)
                .Where(card => db.Outbox.NotArrived(db).Any(entry => entry.RoundId == round.Id && entry.PanelistId == card.PanelistId)),
            _ => Asked(round)
                .Where(card => card.Email == "")
                .Where(card =>
                    db.PersonSteps.Printed(db, round).Any(step => step.PanelistId == card.PanelistId) == (reach != PaperReach.WithoutMail)
                ),
        };

    /// <summary>Those who are asked in a round and have not handed in.</summary>
    private IQueryable<ContactCard> Asked(Round round) =>
        db.ContactCards.Where(card =>
            card.StudyId == round.StudyId
            && card.Panelist.WithdrawnAt == null
            && db.Sheets.Any(sheet => sheet.RoundId == round.Id && sheet.PanelistId == card.PanelistId && sheet.HandedInAt == null)
        );
}
