using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// All data of the platform, and the repository of its pages. Abstract, because each provider has a context of its own with its own migrations.
/// Contact cards and invitations (who) share nothing with sheets (what) but the panelist's pseudonym.
/// </summary>
public abstract class SurveyDb(DbContextOptions options) : IdentityUserContext<TeamMember>(options)
{
    /// <summary>The order in which Germans expect names: Ärzte before Zoo, and adler before Bär.</summary>
    public const string German = "german";

    public DbSet<Study> Studies => Set<Study>();
    public DbSet<Round> Rounds => Set<Round>();
    public DbSet<QuestionnaireVersion> QuestionnaireVersions => Set<QuestionnaireVersion>();
    public DbSet<DismissedHint> DismissedHints => Set<DismissedHint>();
    public DbSet<Panelist> Panelists => Set<Panelist>();
    public DbSet<AnswerSheet> Sheets => Set<AnswerSheet>();
    public DbSet<TrialSheet> TrialSheets => Set<TrialSheet>();
    public DbSet<OpenAnswer> OpenAnswers => Set<OpenAnswer>();
    public DbSet<Reason> Reasons => Set<Reason>();
    public DbSet<TeamReply> TeamReplies => Set<TeamReply>();
    public DbSet<RoundCoding> RoundCodings => Set<RoundCoding>();
    public DbSet<Mention> Mentions => Set<Mention>();
    public DbSet<Code> Codes => Set<Code>();
    public DbSet<AppliedCode> AppliedCodes => Set<AppliedCode>();
    public DbSet<Statement> Statements => Set<Statement>();
    public DbSet<StatementSource> StatementSources => Set<StatementSource>();
    public DbSet<StatementComment> StatementComments => Set<StatementComment>();
    public DbSet<Correction> Corrections => Set<Correction>();
    public DbSet<CorrectionSheet> CorrectionSheets => Set<CorrectionSheet>();
    public DbSet<Remark> Remarks => Set<Remark>();
    public DbSet<LogoPicture> Logos => Set<LogoPicture>();
    public DbSet<ContactCard> ContactCards => Set<ContactCard>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OpenLink> OpenLinks => Set<OpenLink>();
    public DbSet<PanelDraft> PanelDrafts => Set<PanelDraft>();
    public DbSet<PanelColumn> PanelColumns => Set<PanelColumn>();
    public DbSet<PersonStep> PersonSteps => Set<PersonStep>();
    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();
    public DbSet<SecondStep> SecondSteps => Set<SecondStep>();
    public DbSet<TeamSession> TeamSessions => Set<TeamSession>();
    public DbSet<StudyMember> StudyMembers => Set<StudyMember>();
    public DbSet<AwaitedMember> AwaitedMembers => Set<AwaitedMember>();
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();
    public DbSet<ResultsPassword> ResultsPasswords => Set<ResultsPassword>();
    public DbSet<CompleteExport> CompleteExports => Set<CompleteExport>();
    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();
    public DbSet<LetterText> LetterTexts => Set<LetterText>();
    public DbSet<WantedLetter> WantedLetters => Set<WantedLetter>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<ChronicleEntry> Chronicle => Set<ChronicleEntry>();
    public DbSet<DeletionEntry> Deleted => Set<DeletionEntry>();
    public DbSet<BackupEntry> Backups => Set<BackupEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        // Databases forget the kind of a time; everything in them is UTC.
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(SurveyDb).Assembly);
        HideHalfDone(builder);
    }

    /// <summary>
    /// What a step in portions has not brought to its end is there for nobody: who is being taken in, until all are; letters of a round, until it is open; and what is
    /// being deleted, from the first moment on. Whoever carries such a step to its end ignores these filters.
    /// <para>
    /// Written so that the database looks once for each question, and not once for each of a hundred thousand rows: which studies there are, and whether
    /// somebody is being taken in just now. Only then each row is looked at.
    /// </para>
    /// </summary>
    private void HideHalfDone(ModelBuilder builder)
    {
        builder.Entity<Study>().HasQueryFilter(study => study.DeletedAt == null);
        builder
            .Entity<Panelist>()
            .HasQueryFilter(panelist =>
                Studies.Select(study => study.Id).Contains(panelist.StudyId)
                && !(
                    PanelDrafts.Any(draft => draft.Intake != null)
                    && PanelDrafts.Any(draft => draft.StudyId == panelist.StudyId && draft.Intake == panelist.Intake)
                )
            );
        builder
            .Entity<ContactCard>()
            .HasQueryFilter(card =>
                Studies.Where(study => study.ContactsDeletedAt == null).Select(study => study.Id).Contains(card.StudyId)
                && !(
                    PanelDrafts.Any(draft => draft.Intake != null)
                    && PanelDrafts.Any(draft => draft.StudyId == card.StudyId && draft.Intake == card.Intake)
                )
            );
        builder
            .Entity<OutboxEntry>()
            .HasQueryFilter(entry =>
                Rounds
                    .Where(round => round.OpenedAt != null && Studies.Any(study => study.Id == round.StudyId))
                    .Select(round => round.Id)
                    .Contains(entry.RoundId)
                && (!PanelDrafts.Any(draft => draft.Intake != null) || Panelists.Any(panelist => panelist.Id == entry.PanelistId))
            );
        builder.Entity<QuestionnaireVersion>().HasQueryFilter(one => Studies.Any(study => study.Id == one.StudyId));
        builder.Entity<OpenLink>().HasQueryFilter(one => Studies.Any(study => study.Id == one.StudyId));
        builder.Entity<LetterText>().HasQueryFilter(one => Studies.Any(study => study.Id == one.StudyId));
        builder.Entity<WantedLetter>().HasQueryFilter(one => Studies.Any(study => study.Id == one.StudyId));
        builder.Entity<StudyMember>().HasQueryFilter(one => Studies.Any(study => study.Id == one.StudyId));
        builder.Entity<AwaitedMember>().HasQueryFilter(one => Studies.Any(study => study.Id == one.StudyId));
        builder.Entity<PersonStep>().HasQueryFilter(step => Panelists.Any(panelist => panelist.Id == step.PanelistId));
        builder.Entity<Invitation>().HasQueryFilter(link => Panelists.Any(panelist => panelist.Id == link.PanelistId));
    }
}
