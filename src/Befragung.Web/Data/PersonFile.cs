using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How far somebody was in a round; not with what.</summary>
/// <param name="WasOnlySaved">Whether it counts as handed in because the study says that saved answers do, see <see cref="StudySettings.CountSaved"/>.</param>
public sealed record PersonSheet(
    int Round,
    DateTime InvitedAt,
    DateTime? StartedAt,
    DateTime? HandedInAt,
    bool HasAnswered,
    bool WasOnlySaved
);

/// <summary>A letter to somebody, and what became of it.</summary>
/// <param name="SentAt">Null while it waits, and where it was given up.</param>
/// <param name="GivenUpAt">Since when it is known that it does not arrive.</param>
/// <param name="Words">What the mail server said last.</param>
public sealed record PersonLetter(
    long Id,
    LetterKind Kind,
    int Round,
    DateTime CreatedAt,
    DateTime? SentAt,
    DateTime? GivenUpAt,
    int Attempts,
    MailFault? Fault,
    string? Words
)
{
    /// <summary>False where it will not go any more: what it asked for was done meanwhile, or its round is over.</summary>
    public bool IsNeeded { get; init; } = true;
}

/// <summary>
/// All that the team sees of somebody of the panel: who it is, how far they are, and what was done with them and when; no answer. Whether a letter was opened is not known: mail programs and
/// filters open links by themselves, and to look at one writes nothing.
/// </summary>
public sealed record PersonFile(
    PanelRow Row,
    string? Trait,
    DateTime? TakenInAt,
    DateTime? ConsentedAt,
    string? DeclineReason,
    IReadOnlyList<PersonSheet> Sheets,
    IReadOnlyList<PersonLetter> Letters,
    IReadOnlyList<PersonStep> Steps,
    IReadOnlyDictionary<Guid, string> Others
)
{
    /// <summary>Whether an answer of theirs is there: then their group stands.</summary>
    public bool HasAnswered => Sheets.Any(sheet => sheet.HasAnswered);

    public bool IsReplaced => Steps.Any(step => step.Kind == PersonStepKind.Replaced);

    /// <summary>What a form was made from: who sends an older one changes nothing.</summary>
    public string Seen => SeenOf(Row.Name, Row.Email, Row.GroupKey, Row.Language, Trait, Row.Post);

    internal static string SeenOf(string name, string email, string group, string language, string? trait, string? post) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', name, email, group, language, trait, post))))[..16];
}

public static class PersonQueries
{
    /// <summary>What the team calls the characteristic that its files have of everybody; null where it never said.</summary>
    public static Task<string?> TraitNameAsync(this SurveyDb db, int studyId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .PanelColumns.Where(column => column.StudyId == studyId && column.Field == Exchange.PanelFields.Trait)
            .OrderBy(column => column.Header)
            .Select(column => column.Title)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>All whose contact is known, in the order of the list, with how far they are.</summary>
    public static async Task<IReadOnlyList<(PanelRow Row, string? Trait)>> WholePanelAsync(
        this SurveyDb db,
        Study study,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        int? open = study.CurrentRound.State == RoundState.Open ? study.CurrentRound.Id : null;
        var invited = (
            await db
                .Sheets.Where(sheet => db.Rounds.Any(round => round.Id == sheet.RoundId && round.StudyId == study.Id))
                .Select(sheet => sheet.PanelistId)
                .Distinct()
                .ToListAsync(cancel)
        ).ToHashSet();
        var failed = (
            await db
                .Outbox.NotArrived(db)
                .Where(letter => letter.RoundId == open)
                .Select(letter => letter.PanelistId)
                .Distinct()
                .ToListAsync(cancel)
        ).ToHashSet();
        var found = await (
            from card in db.ContactCards
            where card.StudyId == study.Id
            orderby card.Order, card.PanelistId
            join one in db.Sheets.Where(sheet => sheet.RoundId == open) on card.PanelistId equals one.PanelistId into sheets
            from sheet in sheets.DefaultIfEmpty()
            select new
            {
                card.Trait,
                Row = new PanelRow(
                    card.PanelistId,
                    card.Name,
                    card.Email,
                    card.Panelist.GroupKey,
                    card.Panelist.Language,
                    card.Panelist.WithdrawnAt,
                    card.Panelist.DeclinedAt,
                    false,
                    sheet!.InvitedAt,
                    sheet.StartedAt,
                    sheet.HandedInAt,
                    false,
                    card.Post
                ),
            }
        ).ToListAsync(cancel);
        var rows = await db.WithCompleteAsync(
            study,
            [
                .. found.Select(one =>
                    one.Row with
                    {
                        WasInvited = invited.Contains(one.Row.PanelistId),
                        LetterFailed = failed.Contains(one.Row.PanelistId),
                    }
                ),
            ],
            cancel
        );
        return [.. rows.Zip(found, (row, one) => (row, one.Trait))];
    }

    /// <summary>One of a panel whose contact is known; null for anybody else.</summary>
    public static async Task<PersonFile?> PersonFileAsync(this SurveyDb db, Study study, Guid panelistId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        var card = await db
            .ContactCards.Where(card => card.PanelistId == panelistId && card.StudyId == study.Id)
            .Select(card => new
            {
                card.Trait,
                card.TakenInAt,
                card.Panelist.ConsentedAt,
                card.DeclineReason,
            })
            .SingleOrDefaultAsync(cancel);
        if (card is null)
            return null;
        int? open = study.CurrentRound.State == RoundState.Open ? study.CurrentRound.Id : null;
        var rows = await db.PanelPageAsync(study.Id, open, new(1, Ids: [panelistId]), 1, cancel);
        var sheets = await (
            from sheet in db.Sheets
            where sheet.PanelistId == panelistId
            join round in db.Rounds on sheet.RoundId equals round.Id
            where round.OpenedAt != null
            orderby round.Number
            select new PersonSheet(
                round.Number,
                sheet.InvitedAt,
                sheet.StartedAt,
                sheet.HandedInAt,
                sheet.SavedAt != null || sheet.HandedInAt != null,
                sheet.HandedInAt != null && sheet.HandedInAt == sheet.SealedAt
            )
        ).ToListAsync(cancel);
        var letters = await db
            .Outbox.Told()
            .Where(letter => letter.PanelistId == panelistId)
            .OrderBy(letter => letter.Id)
            .Select(letter => new PersonLetter(
                letter.Id,
                letter.Kind,
                letter.Round.Number,
                letter.CreatedAt,
                letter.SentAt,
                letter.GivenUpAt,
                letter.Attempts,
                letter.Fault,
                letter.Failure
            ))
            .ToListAsync(cancel);
        var needed = await db
            .Outbox.Where(letter => letter.PanelistId == panelistId && letter.SentAt == null && letter.GivenUpAt == null)
            .StillNeeded(db)
            .Select(letter => letter.Id)
            .ToListAsync(cancel);
        var steps = await db
            .PersonSteps.AsNoTracking()
            .Where(step => step.PanelistId == panelistId)
            .OrderBy(step => step.Id)
            .ToListAsync(cancel);
        var others = steps.Select(step => step.OtherId).OfType<Guid>().ToList();
        return new(
            (await db.WithCompleteAsync(study, rows, cancel))[0],
            card.Trait,
            card.TakenInAt,
            card.ConsentedAt,
            card.DeclineReason,
            sheets,
            letters.ConvertAll(letter => letter with { IsNeeded = needed.Contains(letter.Id) }),
            steps,
            others.Count == 0
                ? new Dictionary<Guid, string>()
                : await db
                    .ContactCards.Where(other => other.StudyId == study.Id && others.Contains(other.PanelistId))
                    .ToDictionaryAsync(other => other.PanelistId, other => other.Name, cancel)
        );
    }
}
