using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Befragung.Web.Data;

public sealed class SqliteSurveyDb(DbContextOptions<SqliteSurveyDb> options) : SurveyDb(options)
{
    /// <summary>Lets dotnet-ef make migrations without starting the application.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteSurveyDb>
    {
        public SqliteSurveyDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteSurveyDb>().UseSqlite().Options);
    }
}
