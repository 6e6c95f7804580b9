using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;

namespace Befragung.Web.Mail;

internal static class NeededLetters
{
    /// <summary>Who can be written to: neither withdrawn nor declined, and with an address for mails.</summary>
    public static IQueryable<Panelist> Reached(this IQueryable<Panelist> people, SurveyDb db) =>
        people.Where(one => one.WithdrawnAt == null && db.ContactCards.Any(card => card.PanelistId == one.Id && card.Email != ""));

    /// <summary>Of an open round, that somebody has a letter on paper whose link is valid: one from before a renewed invitation opens nothing.</summary>
    public static IQueryable<PersonStep> Printed(this IQueryable<PersonStep> steps, SurveyDb db, Round round) =>
        steps.Where(step =>
            step.Kind == PersonStepKind.LetterPrinted
            && step.At >= round.OpenedAt
            && !db.PersonSteps.Any(anew =>
                anew.PanelistId == step.PanelistId && anew.Kind == PersonStepKind.InvitedAnew && anew.At >= step.At
            )
        );

    /// <summary>Those that did not arrive, of people whom no later one reached; none that are secret, and none that these would say something about.</summary>
    public static IQueryable<OutboxEntry> NotArrived(this IQueryable<OutboxEntry> letters, SurveyDb db) =>
        letters
            .Told()
            .Where(entry =>
                entry.GivenUpAt != null
                && !db.Outbox.Told().Any(later => later.PanelistId == entry.PanelistId && later.SentAt > entry.GivenUpAt)
            );

    /// <summary>
    /// Those that somebody should still get: of a round that is over only what is no matter of answering, of whoever was withdrawn nothing, of whoever declined only what says so
    /// or what they have asked for themselves; and nobody is asked for answers who has handed in meanwhile.
    /// </summary>
    public static IQueryable<OutboxEntry> StillNeeded(this IQueryable<OutboxEntry> letters, SurveyDb db) =>
        letters.Where(entry =>
            entry.Kind == LetterKind.Declined ? entry.Panelist.DeclinedAt != null
            : entry.Kind == LetterKind.NewLink ? entry.Panelist.WithdrawnAt == null || entry.Panelist.DeclinedAt != null
            : entry.Panelist.WithdrawnAt == null
                && (
                    entry.Kind == LetterKind.Thanks
                    || (
                        entry.Kind == LetterKind.Correction
                        && db.Corrections.Any(correction => correction.RoundId == entry.RoundId && correction.EndedAt == null)
                        && db.CorrectionSheets.Any(own =>
                            own.RoundId == entry.RoundId
                            && !own.IsSent
                            && db.Sheets.Any(sheet => sheet.Id == own.SheetId && sheet.PanelistId == entry.PanelistId)
                        )
                    )
                    || (
                        entry.Kind == LetterKind.ResultsReleased
                            ? entry.Round.ReleasedAt != null
                                && db.Studies.Any(study => study.Id == entry.Round.StudyId && study.ResultsWithdrawnAt == null)
                            : entry.Round.ClosedAt == null
                                && (
                                    (entry.Reminder == 0 && entry.Kind != LetterKind.NewDeadline)
                                    || !db.Sheets.Any(sheet =>
                                        sheet.RoundId == entry.RoundId && sheet.PanelistId == entry.PanelistId && sheet.HandedInAt != null
                                    )
                                )
                    )
                )
        );
}
