using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Befragung.Web.Data;

/// <summary>The same data for several servers, with what each of them would otherwise keep in its folder: keys and secrets.</summary>
public sealed class PostgresSurveyDb(DbContextOptions<PostgresSurveyDb> options) : SurveyDb(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<StoredSecret> Secrets => Set<StoredSecret>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // How long a text may be is the model's to say, as with the other database.
        configurationBuilder.Properties<string>().HaveColumnType("text");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasCollation(German, locale: "de-DE", provider: "icu", deterministic: true);
        builder.Entity<StoredSecret>().HasKey(secret => secret.Name);
    }

    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresSurveyDb>
    {
        public PostgresSurveyDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresSurveyDb>().UseNpgsql().Options);
    }
}

/// <summary>A secret of the installation that all its servers share.</summary>
public sealed class StoredSecret
{
    public string Name { get; init; } = "";

    public byte[] Value { get; init; } = [];
}
