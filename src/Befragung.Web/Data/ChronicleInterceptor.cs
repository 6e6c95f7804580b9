using Befragung.Delphi.Coding;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Befragung.Web.Data;

/// <summary>
/// Writes down what a save does to studies, people and accounts, in the same transaction, so that no page and no verb can forget it. What is deleted without being
/// loaded is written down by whoever deletes it.
/// </summary>
public sealed class ChronicleInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    /// <summary>What a change says, before like ones are put together.</summary>
    private readonly record struct Change(
        ChronicleStep Step,
        int? StudyId = null,
        int? RoundId = null,
        int? Round = null,
        string? About = null,
        string? By = null,
        Study? Created = null
    );

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData?.Context is SurveyDb db)
            WriteAsync(db, CancellationToken.None).GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData?.Context is SurveyDb db)
            await WriteAsync(db, cancellationToken);
        return result;
    }

    private async Task WriteAsync(SurveyDb db, CancellationToken cancel)
    {
        // Of a save that failed and is tried again.
        foreach (
            var derived in db
                .ChangeTracker.Entries<ChronicleEntry>()
                .Where(entry => entry.State == EntityState.Added && entry.Entity.IsDerived)
                .ToList()
        )
            derived.State = EntityState.Detached;
        var changes = new List<Change>();
        foreach (var entry in db.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                changes.AddRange(Of(entry));
        var at = clock.GetUtcNow().UtcDateTime;
        foreach (var alike in changes.GroupBy(change => change with { About = null }))
        {
            var about = alike.Select(change => change.About).Distinct().Take(2).ToList();
            await AddAsync(db, alike.Key with { About = about.Count == 1 ? about[0] : null }, alike.Count(), at, cancel);
        }
    }

    private static async Task AddAsync(SurveyDb db, Change change, int number, DateTime at, CancellationToken cancel)
    {
        var studyId = change.StudyId;
        var round = change.Round;
        if (change.RoundId is { } id)
            (studyId, round) = await RoundAsync(db, id, cancel);
        db.Chronicle.Add(
            new(change.Step, at, change.By ?? Actor.Current, studyId, round, change.About, number, change.Created) { IsDerived = true }
        );
    }

    private static async Task<(int? StudyId, int? Number)> RoundAsync(SurveyDb db, int id, CancellationToken cancel) =>
        await db.Rounds.FindAsync([id], cancel) is { } round ? (round.StudyId, round.Number) : (null, null);

    private static IEnumerable<Change> Of(EntityEntry entry) =>
        entry.Entity switch
        {
            Study study => Of(entry, study),
            Round round => Of(entry, round),
            Reason reason when entry.State == EntityState.Modified => Of(entry, reason),
            Panelist panelist => Of(entry, panelist),
            ContactCard card when IsChanged(entry, nameof(ContactCard.Email)) => [new(ChronicleStep.AddressCorrected, card.StudyId)],
            OutboxEntry letter when IsChanged(entry, nameof(OutboxEntry.GivenUpAt)) =>
            [
                new(
                    letter.GivenUpAt is null ? ChronicleStep.LetterTriedAgain
                        : letter.Fault == MailFault.Returned ? ChronicleStep.LetterReturned
                        : ChronicleStep.LetterGivenUp,
                    RoundId: letter.RoundId
                ),
            ],
            // The first one is what the study was created with, or a later round was planned with.
            QuestionnaireVersion { Number: > 1 } version when entry.State == EntityState.Added =>
            [
                new(ChronicleStep.QuestionnaireRevised, version.StudyId, Round: version.Round),
            ],
            LetterText text => [new(ChronicleStep.LetterTextsChanged, text.StudyId, About: text.Kind.ToString())],
            WantedLetter wanted when entry.State is EntityState.Added or EntityState.Deleted =>
            [
                new(
                    entry.State == EntityState.Added ? ChronicleStep.LetterSwitchedOn : ChronicleStep.LetterSwitchedOff,
                    wanted.StudyId,
                    About: wanted.Kind.ToString()
                ),
            ],
            TrialSheet trial when entry.State is EntityState.Added or EntityState.Deleted =>
            [
                new(
                    entry.State == EntityState.Added ? ChronicleStep.TrialLinkMade : ChronicleStep.TrialLinkRemoved,
                    RoundId: trial.RoundId
                ),
            ],
            OpenLink link => Of(entry, link),
            RoundCoding coding when entry.State == EntityState.Added => [new(ChronicleStep.CodingBegun, RoundId: coding.RoundId)],
            RoundCoding coding when IsChanged(entry, nameof(RoundCoding.ComparedAt)) =>
            [
                new(ChronicleStep.CodingsCompared, RoundId: coding.RoundId),
            ],
            Correction correction when entry.State == EntityState.Added =>
            [
                new(ChronicleStep.CorrectionBegun, RoundId: correction.RoundId),
            ],
            Correction correction when IsChanged(entry, nameof(Correction.EndedAt)) =>
            [
                new(ChronicleStep.CorrectionEnded, RoundId: correction.RoundId),
            ],
            Remark remark when IsChanged(entry, nameof(Remark.Outcome)) => [new(ChronicleStep.RemarkAnswered, RoundId: remark.RoundId)],
            // A mention that is cut or joined loses its quotation without anybody saying so.
            Mention mention when entry.State == EntityState.Modified && IsChanged(entry, nameof(Mention.Quotation)) =>
            [
                new(
                    mention.Quotation is null ? ChronicleStep.QuotationTakenBack : ChronicleStep.QuotationReleased,
                    RoundId: mention.RoundId,
                    About: mention.ItemKey
                ),
            ],
            Code { IsNone: false } code when entry.State is EntityState.Added or EntityState.Modified =>
            [
                new(ChronicleStep.CodebookChanged, code.StudyId, About: code.Name),
            ],
            LogoPicture logo => [new(ChronicleStep.LogoChanged, logo.StudyId)],
            ResultsPassword password =>
            [
                new(
                    entry.State == EntityState.Deleted ? ChronicleStep.ResultsPasswordRemoved : ChronicleStep.ResultsPasswordSet,
                    password.StudyId
                ),
            ],
            CompleteExport export => [new(ChronicleStep.CompleteDataExported, export.StudyId, About: export.File)],
            TeamMember member => Of(entry, member),
            AccountLink link when entry.State == EntityState.Added =>
            [
                link.IsForAccount ? new(ChronicleStep.AccountInvited, About: link.Role.ToString())
                : link.IsForAddress ? new(ChronicleStep.AddressLinkIssued)
                : new(ChronicleStep.PasswordLinkIssued),
            ],
            StudyMember member => Of(entry, member),
            AwaitedMember awaited => Of(entry, awaited),
            _ => [],
        };

    private static IEnumerable<Change> Of(EntityEntry entry, Study study)
    {
        if (entry.State == EntityState.Added)
            yield return new(ChronicleStep.StudyCreated, Created: study);
        if (entry.State != EntityState.Modified)
            yield break;
        if (IsChanged(entry, nameof(Study.ResultsWithdrawnAt)))
            yield return new(study.ResultsWithdrawnAt is null ? ChronicleStep.ResultsShownAgain : ChronicleStep.ResultsWithdrawn, study.Id);
        if (IsChanged(entry, nameof(Study.CountShownAt)))
            yield return new(study.CountShownAt is null ? ChronicleStep.CountHidden : ChronicleStep.CountShown, study.Id);
        if (IsChanged(entry, nameof(Study.ArchivedAt)))
            yield return new(study.ArchivedAt is null ? ChronicleStep.StudyBroughtBack : ChronicleStep.StudyArchived, study.Id);
        if (IsChanged(entry, nameof(Study.ReportTexts)) && entry.Property(nameof(Study.ReportTexts)).OriginalValue is ReportTexts before)
        {
            if (before.Offer != study.ReportTexts.Offer)
                yield return new(ChronicleStep.OfferChanged, study.Id);
            // What is kept as a draft is in no report.
            if (before with { Drafts = study.ReportTexts.Drafts, Offer = study.ReportTexts.Offer } != study.ReportTexts)
                yield return new(ChronicleStep.ReportTextsChanged, study.Id);
        }
        if (IsChanged(entry, nameof(Study.Look)))
            yield return new(ChronicleStep.LookChanged, study.Id);
    }

    private static IEnumerable<Change> Of(EntityEntry entry, Round round)
    {
        if (entry.State == EntityState.Added && round.Number > 1)
            yield return Said(ChronicleStep.RoundPlanned);
        if (entry.State != EntityState.Modified)
            yield break;
        if (IsChanged(entry, nameof(Round.OpenedAt)))
            yield return Said(round.OpenedAt is null ? ChronicleStep.OpeningDiscarded : ChronicleStep.RoundOpened);
        if (IsChanged(entry, nameof(Round.DeadlineAt)))
            yield return Said(ChronicleStep.DeadlineChanged);
        if (IsChanged(entry, nameof(Round.MissedAt)) && round.MissedAt is not null)
            yield return Said(round.OpenedAt is null ? ChronicleStep.OpeningMissed : ChronicleStep.ClosingMissed);
        else if (IsChanged(entry, nameof(Round.OpensAt)) && round.OpenedAt is null)
            yield return Said(round.OpensAt is null ? ChronicleStep.OpeningByItselfCancelled : ChronicleStep.OpeningByItselfPlanned);
        else if (IsChanged(entry, nameof(Round.ClosesAt)) && round is { OpenedAt: not null, SealedAt: null })
            yield return Said(round.ClosesAt is null ? ChronicleStep.ClosingByItselfCancelled : ChronicleStep.ClosingByItselfPlanned);
        if (IsChanged(entry, nameof(Round.SealedAt)))
            yield return Said(ChronicleStep.RoundSealed);
        if (IsChanged(entry, nameof(Round.ClosedAt)))
            yield return Said(ChronicleStep.RoundClosed);
        if (IsChanged(entry, nameof(Round.ReleasedAt)))
            yield return Said(ChronicleStep.RoundReleased);
        if (IsChanged(entry, nameof(Round.Themes)))
            yield return Said(round.Themes is null ? ChronicleStep.ThemesLeftOut : ChronicleStep.ThemesTold);
        if (!IsChanged(entry, nameof(Round.Overrulings)))
            yield break;
        var before = (IReadOnlyList<Overruling>)entry.Property(nameof(Round.Overrulings)).OriginalValue!;
        foreach (var made in round.Overrulings.Except(before))
            yield return Said(ChronicleStep.VerdictOverruled, made.Key);
        foreach (var gone in before.Where(one => round.OverrulingOf(one.Key) is null))
            yield return Said(ChronicleStep.OverrulingTakenBack, gone.Key);

        Change Said(ChronicleStep step, string? about = null) => new(step, round.StudyId, Round: round.Number, About: about);
    }

    private static IEnumerable<Change> Of(EntityEntry entry, Reason reason)
    {
        if (reason.WithheldAt is not null && IsChanged(entry, nameof(Reason.WithheldAt)))
            yield return new(ChronicleStep.ReasonWithheld, RoundId: reason.RoundId, About: reason.ItemKey);
        if (reason.ReleasedAt is not null && IsChanged(entry, nameof(Reason.ReleasedAt)))
            yield return new(
                reason.Shortened is null ? ChronicleStep.ReasonReleased : ChronicleStep.ReasonShortened,
                RoundId: reason.RoundId,
                About: reason.ItemKey
            );
    }

    private static IEnumerable<Change> Of(EntityEntry entry, Panelist panelist)
    {
        if (entry.State == EntityState.Added)
            yield return new(ChronicleStep.PanelTakenIn, panelist.StudyId);
        // Declining is an expert's own step, and so is changing one's mind.
        else if (
            IsChanged(entry, nameof(Panelist.WithdrawnAt))
            && (!IsChanged(entry, nameof(Panelist.DeclinedAt)) || IsChanged(entry, nameof(Panelist.Admission)))
        )
            yield return new(
                panelist.WithdrawnAt is null ? ChronicleStep.InvitedAnew : ChronicleStep.InvitationWithdrawn,
                panelist.StudyId
            );
    }

    private static IEnumerable<Change> Of(EntityEntry entry, OpenLink link)
    {
        if (entry.State == EntityState.Added)
            yield return new(ChronicleStep.OpenLinkMade, link.StudyId, About: link.GroupKey);
        if (IsChanged(entry, nameof(OpenLink.OffAt)))
            yield return new(
                link.OffAt is null ? ChronicleStep.OpenLinkSwitchedOn : ChronicleStep.OpenLinkSwitchedOff,
                link.StudyId,
                About: link.GroupKey
            );
        if (
            ((string[])[nameof(OpenLink.AccessHash), nameof(OpenLink.Most), nameof(OpenLink.FromAt), nameof(OpenLink.UntilAt)]).Any(Changed)
        )
            yield return new(ChronicleStep.OpenLinkChanged, link.StudyId, About: link.GroupKey);

        bool Changed(string property) => IsChanged(entry, property);
    }

    private static IEnumerable<Change> Of(EntityEntry entry, TeamMember member)
    {
        if (entry.State == EntityState.Added)
            yield return new(ChronicleStep.AccountCreated, About: member.Role.ToString(), By: OwnStep(member.Id));
        if (entry.State == EntityState.Deleted)
            yield return new(ChronicleStep.AccountRemoved, About: member.Role.ToString());
        if (entry.State != EntityState.Modified)
            yield break;
        if (IsChanged(entry, nameof(TeamMember.Role)))
            yield return new(ChronicleStep.RoleChanged, About: member.Role.ToString());
        if (member.PasswordHash is not null && IsChanged(entry, nameof(TeamMember.PasswordHash)))
            yield return new(ChronicleStep.PasswordChanged, By: OwnStep(member.Id));
        if (IsChanged(entry, nameof(TeamMember.Name)))
            yield return new(ChronicleStep.AccountNameChanged);
        if (IsChanged(entry, nameof(TeamMember.Email)))
            yield return new(ChronicleStep.AccountAddressChanged, By: OwnStep(member.Id));
    }

    private static IEnumerable<Change> Of(EntityEntry entry, StudyMember member)
    {
        // Whoever creates a study has it: its creation says so.
        if (member.Study is { } study && entry.Context.Entry(study).State == EntityState.Added)
            return [];
        return
        [
            new(
                entry.State switch
                {
                    EntityState.Added => ChronicleStep.MemberAdded,
                    EntityState.Deleted => ChronicleStep.MemberRemoved,
                    _ => ChronicleStep.MemberRoleChanged,
                },
                member.StudyId,
                About: GivenRole.Write(member.Role.ToString(), member.MemberId),
                By: OwnStep(member.MemberId)
            ),
        ];
    }

    private static IEnumerable<Change> Of(EntityEntry entry, AwaitedMember awaited)
    {
        if (entry.State == EntityState.Added)
            yield return new(ChronicleStep.MemberInvited, awaited.StudyId, About: awaited.Role.ToString());
        // Whoever comes is told as a member, in the same save.
        else if (
            entry.State == EntityState.Deleted
            && !entry
                .Context.ChangeTracker.Entries<StudyMember>()
                .Any(one => one.State == EntityState.Added && one.Entity.StudyId == awaited.StudyId)
        )
            yield return new(ChronicleStep.MemberInvitationWithdrawn, awaited.StudyId, About: awaited.Role.ToString());
    }

    /// <summary>Whoever comes by a link is not signed in yet, and does what they do as the account.</summary>
    private static string? OwnStep(string account) => Actor.Current is Actor.Platform or Actor.Stranger ? account : null;

    private static bool IsChanged(EntityEntry entry, string property) =>
        entry.State == EntityState.Modified && entry.Property(property).IsModified;
}
