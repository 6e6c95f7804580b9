using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Befragung.Web.Data;

internal sealed class StudyMapping : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.Property(study => study.Key).HasMaxLength(80);
        builder.HasIndex(study => study.Key).IsUnique();
        builder.Property(study => study.Title).IsDocument();
        builder.Property(study => study.Notices).IsDocument();
        builder.Property(study => study.ReportTexts).IsDocument();
        builder.Property(study => study.Look).IsDocument();
        builder.Property(study => study.Version).IsConcurrencyToken();
        builder.HasMany(study => study.Rounds).WithOne().HasForeignKey(round => round.StudyId);
        builder.Ignore(study => study.CurrentRound);
        builder.Ignore(study => study.Returnable);
    }
}

internal sealed class LogoMapping : IEntityTypeConfiguration<LogoPicture>
{
    public void Configure(EntityTypeBuilder<LogoPicture> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(logo => logo.StudyId);
        builder.Property(logo => logo.Id).ValueGeneratedNever();
    }
}

internal sealed class QuestionnaireVersionMapping : IEntityTypeConfiguration<QuestionnaireVersion>
{
    public void Configure(EntityTypeBuilder<QuestionnaireVersion> builder)
    {
        builder.HasOne(version => version.Study).WithMany().HasForeignKey(version => version.StudyId);
        // Of two who save at once, the second has to see what the first wrote.
        builder
            .HasIndex(version => new
            {
                version.StudyId,
                version.Round,
                version.Number,
            })
            .IsUnique();
        builder.Property(version => version.At).IsConcurrencyToken();
    }
}

internal sealed class DismissedHintMapping : IEntityTypeConfiguration<DismissedHint>
{
    public void Configure(EntityTypeBuilder<DismissedHint> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(one => one.StudyId);
        builder.HasIndex(one => one.StudyId);
    }
}

internal sealed class RoundMapping : IEntityTypeConfiguration<Round>
{
    public void Configure(EntityTypeBuilder<Round> builder)
    {
        builder.HasIndex(round => new { round.StudyId, round.Number }).IsUnique();
        builder.Property(round => round.Questionnaire).IsDocument();
        builder.Property(round => round.Lineage).IsDocument();
        builder.Property(round => round.Overrulings).IsDocument();
        builder.Property(round => round.Result!).IsDocument();
        builder.Property(round => round.Origins!).IsDocument();
        builder.Property(round => round.Themes!).IsDocument();
        builder.Property(round => round.Shown!).IsDocument();
        builder.Property(round => round.Version).IsConcurrencyToken();
        builder.Property<int>(FrozenRounds.Version);
        // Asked for once a minute, over all studies.
        builder.HasIndex(round => round.OpensAt).HasFilter("\"OpensAt\" IS NOT NULL");
        builder.HasIndex(round => round.ClosesAt).HasFilter("\"ClosesAt\" IS NOT NULL");
        builder.Ignore(round => round.State);
        builder.Ignore(round => round.Unexplained);
    }
}

internal sealed class PanelistMapping : IEntityTypeConfiguration<Panelist>
{
    public void Configure(EntityTypeBuilder<Panelist> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(panelist => panelist.StudyId);
        builder.Property(panelist => panelist.Id).ValueGeneratedNever();
        builder.Property(panelist => panelist.GroupKey).HasMaxLength(40);
        builder.Property(panelist => panelist.Language).HasMaxLength(LanguageTag.MaxLength);
        // A panel is counted in the index alone.
        builder.HasIndex(panelist => new
        {
            panelist.StudyId,
            panelist.GroupKey,
            panelist.WithdrawnAt,
            panelist.Intake,
            panelist.Language,
            panelist.OpenLinkId,
        });
    }
}

internal sealed class AnswerSheetMapping : IEntityTypeConfiguration<AnswerSheet>
{
    public void Configure(EntityTypeBuilder<AnswerSheet> builder)
    {
        builder.HasOne<Round>().WithMany().HasForeignKey(sheet => sheet.RoundId);
        builder.HasOne<Panelist>().WithMany().HasForeignKey(sheet => sheet.PanelistId);
        builder.HasIndex(sheet => new { sheet.PanelistId, sheet.RoundId }).IsUnique();
        builder.Property(sheet => sheet.GroupKey).HasMaxLength(40);
        // A round is gone through by this one, in the order of its sheets.
        builder.HasIndex(sheet => sheet.RoundId);
        // Who takes part is counted in the index alone, without the rows and their documents. A save changes it only when it is the first, or hands in.
        builder.HasIndex(sheet => new
        {
            sheet.RoundId,
            sheet.GroupKey,
            sheet.HandedInAt,
            sheet.StartedAt,
        });
        builder.Property(sheet => sheet.Answers).HasConversion(new AnswersConverter(), new SameDocument<Answers>());
        builder.Property(sheet => sheet.Version).IsConcurrencyToken();
        builder.Ignore(sheet => sheet.State);
        builder.Ignore(sheet => sheet.Counts);
        builder.Ignore(sheet => sheet.Counted);
    }
}

internal sealed class TrialSheetMapping : IEntityTypeConfiguration<TrialSheet>
{
    public void Configure(EntityTypeBuilder<TrialSheet> builder)
    {
        builder.HasOne(sheet => sheet.Round).WithMany().HasForeignKey(sheet => sheet.RoundId);
        builder.Property(sheet => sheet.Label).HasMaxLength(TrialSheet.LongestLabel);
        builder.Property(sheet => sheet.GroupKey).HasMaxLength(40);
        builder.Property(sheet => sheet.Language).HasMaxLength(LanguageTag.MaxLength);
        builder.HasIndex(sheet => sheet.TokenHash).IsUnique();
        builder.Property(sheet => sheet.TokenHash).HasMaxLength(64);
        builder.Property(sheet => sheet.Answers).HasConversion(new AnswersConverter(), new SameDocument<Answers>());
        builder.Property(sheet => sheet.Notes).IsDocument();
        builder.Property(sheet => sheet.Version).IsConcurrencyToken();
        builder.Ignore(sheet => sheet.State);
    }
}

internal sealed class OpenAnswerMapping : IEntityTypeConfiguration<OpenAnswer>
{
    public void Configure(EntityTypeBuilder<OpenAnswer> builder)
    {
        builder.HasOne<Round>().WithMany().HasForeignKey(answer => answer.RoundId);
        builder.HasOne<AnswerSheet>().WithMany().HasForeignKey(answer => answer.SheetId);
        builder.HasIndex(answer => new { answer.RoundId, answer.PartKey });
        builder.Property(answer => answer.Id).ValueGeneratedNever();
        builder.Property(answer => answer.PartKey).HasMaxLength(100);
    }
}

internal sealed class ReasonMapping : IEntityTypeConfiguration<Reason>
{
    public void Configure(EntityTypeBuilder<Reason> builder)
    {
        builder.HasOne<Round>().WithMany().HasForeignKey(reason => reason.RoundId);
        builder.HasOne<AnswerSheet>().WithMany().HasForeignKey(reason => reason.SheetId);
        // A queue is counted and put in its order in the index alone.
        builder.HasIndex(reason => new
        {
            reason.RoundId,
            reason.ItemKey,
            reason.Id,
            reason.ReleasedAt,
            reason.WithheldAt,
        });
        builder.HasOne<Reason>().WithMany().HasForeignKey(reason => reason.AnswersTo).OnDelete(DeleteBehavior.Cascade);
        builder.Property(reason => reason.Id).ValueGeneratedNever();
        builder.Property(reason => reason.ItemKey).HasMaxLength(40);
        builder.Property(reason => reason.WithheldBecause).HasMaxLength(Reason.MaxNote);
        builder.Property(reason => reason.Version).IsConcurrencyToken();
        builder.Ignore(reason => reason.State);
        builder.Ignore(reason => reason.Shown);
        builder.Ignore(reason => reason.Language);
        builder.Ignore(reason => reason.TeamReply);
    }
}

internal sealed class TeamReplyMapping : IEntityTypeConfiguration<TeamReply>
{
    public void Configure(EntityTypeBuilder<TeamReply> builder)
    {
        builder.HasOne<Reason>().WithOne().HasForeignKey<TeamReply>(reply => reply.ReasonId);
        builder.Property(reply => reply.Id).ValueGeneratedNever();
        builder.Property(reply => reply.Version).IsConcurrencyToken();
    }
}

internal sealed class ContactCardMapping : IEntityTypeConfiguration<ContactCard>
{
    public void Configure(EntityTypeBuilder<ContactCard> builder)
    {
        builder.HasKey(card => card.PanelistId);
        builder.Property(card => card.DeclineReason).HasMaxLength(Declining.LongestReason);
        builder.HasOne(card => card.Panelist).WithOne().HasForeignKey<ContactCard>(card => card.PanelistId);
        builder.Property(card => card.Email).HasMaxLength(254);
        builder.Property(card => card.Post).HasMaxLength(PostalAddress.Longest);
        builder.Property(card => card.Name).HasMaxLength(ContactCard.LongestName);
        builder.Property(card => card.Trait).HasMaxLength(ContactCard.LongestTrait);
        builder.Property(card => card.MailboxKey).HasMaxLength(320);
        // Two who take the same person in at once: the second meets this.
        builder.HasIndex(card => new { card.StudyId, card.MailboxKey }).IsUnique();
        // Who has no mail are few among many, and are counted on every page of the panel.
        builder.HasIndex(card => card.StudyId, "IX_ContactCards_WithoutMail").HasFilter("\"Email\" = ''");
        builder.Property(card => card.Order).HasMaxLength(120);
        builder.Property(card => card.SearchText).HasMaxLength(1000);
        // A page far down the list, and who is looked for by name, is found in the index alone.
        builder.HasIndex(card => new
        {
            card.StudyId,
            card.Order,
            card.PanelistId,
            card.Intake,
            card.SearchText,
        });
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasOne(invitation => invitation.Panelist).WithMany().HasForeignKey(invitation => invitation.PanelistId);
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(64);
    }
}

internal sealed class OpenLinkMapping : IEntityTypeConfiguration<OpenLink>
{
    public void Configure(EntityTypeBuilder<OpenLink> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(link => link.StudyId);
        builder.HasIndex(link => link.Code).IsUnique();
        builder.Property(link => link.Code).HasMaxLength(OpenLink.CodeLength);
        builder.Property(link => link.GroupKey).HasMaxLength(40);
        builder.Ignore(link => link.Printed);
    }
}

internal sealed class PanelDraftMapping : IEntityTypeConfiguration<PanelDraft>
{
    public void Configure(EntityTypeBuilder<PanelDraft> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(draft => draft.StudyId);
        builder.HasIndex(draft => draft.StudyId).IsUnique();
        builder.Ignore(draft => draft.HasFile);
        builder.Property(draft => draft.Choice).HasConversion<string>().HasMaxLength(20);
    }
}

internal sealed class PanelColumnMapping : IEntityTypeConfiguration<PanelColumn>
{
    public void Configure(EntityTypeBuilder<PanelColumn> builder)
    {
        builder.HasKey(column => new { column.StudyId, column.Header });
        builder.HasOne<Study>().WithMany().HasForeignKey(column => column.StudyId);
        builder.Property(column => column.Header).HasMaxLength(PanelColumn.LongestHeader);
        builder.Property(column => column.Title).HasMaxLength(PanelColumn.LongestHeader);
        builder.Property(column => column.Field).HasMaxLength(20);
    }
}

internal sealed class PersonStepMapping : IEntityTypeConfiguration<PersonStep>
{
    public void Configure(EntityTypeBuilder<PersonStep> builder)
    {
        builder.HasOne<Panelist>().WithMany().HasForeignKey(step => step.PanelistId);
        builder.Property(step => step.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(step => step.By).HasMaxLength(64);
        builder.Property(step => step.Reason).HasMaxLength(PersonStep.LongestReason);
    }
}

internal sealed class TeamMemberMapping : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.Property(member => member.Name).HasMaxLength(TeamMember.LongestName);
        builder.Property(member => member.Language).HasMaxLength(8);
    }
}

internal sealed class StudyMemberMapping : IEntityTypeConfiguration<StudyMember>
{
    public void Configure(EntityTypeBuilder<StudyMember> builder)
    {
        builder.HasKey(one => new { one.StudyId, one.MemberId });
        builder.HasOne(one => one.Study).WithMany().HasForeignKey(one => one.StudyId);
        builder.HasOne(one => one.Member).WithMany().HasForeignKey(one => one.MemberId);
    }
}

internal sealed class AwaitedMemberMapping : IEntityTypeConfiguration<AwaitedMember>
{
    public void Configure(EntityTypeBuilder<AwaitedMember> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(one => one.StudyId);
        builder.HasIndex(one => new { one.StudyId, one.MailboxKey }).IsUnique();
        builder.Property(one => one.Email).HasMaxLength(254);
        builder.Property(one => one.MailboxKey).HasMaxLength(320);
    }
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.Property(link => link.TokenHash).HasMaxLength(64);
        builder.Property(link => link.Email).HasMaxLength(254);
        builder.Property(link => link.NewEmail).HasMaxLength(254);
    }
}

internal sealed class TeamSessionMapping : IEntityTypeConfiguration<TeamSession>
{
    public void Configure(EntityTypeBuilder<TeamSession> builder)
    {
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Device).HasMaxLength(Device.Longest);
        builder.HasOne(session => session.Member).WithMany().HasForeignKey(session => session.MemberId);
    }
}

internal sealed class SecondStepMapping : IEntityTypeConfiguration<SecondStep>
{
    public void Configure(EntityTypeBuilder<SecondStep> builder)
    {
        builder.HasKey(step => step.MemberId);
        builder.HasOne<TeamMember>().WithOne().HasForeignKey<SecondStep>(step => step.MemberId);
        builder.Property(step => step.SealedKey).HasMaxLength(1000);
        builder.Property(step => step.PaperHashes).HasMaxLength(1000);
    }
}

internal sealed class EndedSessionMapping : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder) => builder.Property(session => session.Id).ValueGeneratedNever();
}

internal sealed class ResultsPasswordMapping : IEntityTypeConfiguration<ResultsPassword>
{
    public void Configure(EntityTypeBuilder<ResultsPassword> builder)
    {
        builder.HasKey(password => password.StudyId);
        builder.HasOne<Study>().WithOne().HasForeignKey<ResultsPassword>(password => password.StudyId);
        builder.Property(password => password.Version).IsConcurrencyToken();
    }
}

internal sealed class CompleteExportMapping : IEntityTypeConfiguration<CompleteExport>
{
    public void Configure(EntityTypeBuilder<CompleteExport> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(export => export.StudyId);
        builder.Property(export => export.Reason).HasMaxLength(CompleteExport.MaxReason);
    }
}

internal sealed class DeletionEntryMapping : IEntityTypeConfiguration<DeletionEntry>
{
    public void Configure(EntityTypeBuilder<DeletionEntry> builder)
    {
        // Names nothing that the database knows: what it is about is gone.
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Subject).HasMaxLength(450);
    }
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxEntry>
{
    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.HasOne(entry => entry.Panelist).WithMany().HasForeignKey(entry => entry.PanelistId);
        builder.HasOne(entry => entry.Round).WithMany().HasForeignKey(entry => entry.RoundId);
        builder.HasIndex(entry => new { entry.SentAt, entry.DueAt });
        builder.HasIndex(entry => new { entry.RoundId, entry.PanelistId });
        // Of each kind nobody gets two in a round; of those that may come again, the step that calls for them sees to it.
        builder
            .HasIndex(entry => new
            {
                entry.RoundId,
                entry.PanelistId,
                entry.Kind,
                entry.Reminder,
            })
            .IsUnique()
            .HasFilter(
                $"\"Kind\" NOT IN ('{nameof(LetterKind.NewDeadline)}', '{nameof(LetterKind.NewLink)}', '{nameof(LetterKind.Declined)}')"
            );
        builder.Property(entry => entry.Kind).HasConversion<string>().HasMaxLength(20);
        // Of a round's letters mostly few are still to be sent.
        builder.HasIndex(entry => entry.RoundId).HasFilter("\"SentAt\" IS NULL");
        // Who did not get theirs, of a round.
        builder.HasIndex(entry => new { entry.RoundId, entry.GivenUpAt }).HasFilter("\"GivenUpAt\" IS NOT NULL");
        builder.HasIndex(entry => entry.ClaimedBy);
        builder.Property(entry => entry.Fault).HasConversion<string>().HasMaxLength(20);
        builder.Property(entry => entry.Failure).HasMaxLength(400);
    }
}

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.HasOne(reminder => reminder.Round).WithMany().HasForeignKey(reminder => reminder.RoundId);
        // Of two who plan the same, one does.
        builder.HasIndex(reminder => new { reminder.RoundId, reminder.DaysBefore }).IsUnique();
        builder.HasIndex(reminder => new { reminder.RoundId, reminder.DaysAfter }).IsUnique();
        builder.Ignore(reminder => reminder.Day);
        builder.Property(reminder => reminder.SentAt).IsConcurrencyToken();
    }
}

internal sealed class LetterTextMapping : IEntityTypeConfiguration<LetterText>
{
    public void Configure(EntityTypeBuilder<LetterText> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(text => text.StudyId);
        builder
            .HasIndex(text => new
            {
                text.StudyId,
                text.Kind,
                text.Language,
            })
            .IsUnique();
        builder.Property(text => text.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(text => text.Language).HasMaxLength(LanguageTag.MaxLength);
        builder.Property(text => text.At).IsConcurrencyToken();
        builder.Ignore(text => text.Template);
    }
}

internal sealed class WantedLetterMapping : IEntityTypeConfiguration<WantedLetter>
{
    public void Configure(EntityTypeBuilder<WantedLetter> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(one => one.StudyId);
        builder.HasIndex(one => new { one.StudyId, one.Kind }).IsUnique();
        builder.Property(one => one.Kind).HasConversion<string>().HasMaxLength(20);
    }
}

internal sealed class ChronicleMapping : IEntityTypeConfiguration<ChronicleEntry>
{
    public void Configure(EntityTypeBuilder<ChronicleEntry> builder)
    {
        // What was done with a study outlasts it.
        builder.HasOne(entry => entry.Study).WithMany().HasForeignKey(entry => entry.StudyId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(entry => new { entry.StudyId, entry.Id });
        builder.Property(entry => entry.Step).HasConversion<string>().HasMaxLength(40);
        builder.Property(entry => entry.By).HasMaxLength(64);
        builder.Property(entry => entry.About).HasMaxLength(ChronicleEntry.MaxAbout);
    }
}
