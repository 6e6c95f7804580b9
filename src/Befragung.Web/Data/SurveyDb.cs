using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
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
    public DbSet<Study> Studies => Set<Study>();
    public DbSet<Round> Rounds => Set<Round>();
    public DbSet<Panelist> Panelists => Set<Panelist>();
    public DbSet<AnswerSheet> Sheets => Set<AnswerSheet>();
    public DbSet<OpenAnswer> OpenAnswers => Set<OpenAnswer>();
    public DbSet<Reason> Reasons => Set<Reason>();
    public DbSet<LogoPicture> Logos => Set<LogoPicture>();
    public DbSet<ContactCard> ContactCards => Set<ContactCard>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<PanelDraft> PanelDrafts => Set<PanelDraft>();
    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();
    public DbSet<ResultsPassword> ResultsPasswords => Set<ResultsPassword>();
    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

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
    }
}

public sealed class SqliteSurveyDb(DbContextOptions<SqliteSurveyDb> options) : SurveyDb(options);
