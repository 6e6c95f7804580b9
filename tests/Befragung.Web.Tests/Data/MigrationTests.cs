using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Data;

/// <summary>Databases of earlier versions are brought to the newest form with what is in them.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task A_study_from_before_the_texts_of_the_report_has_none_and_can_be_given_some()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False")
            .Options;
        await using (var old = new SqliteSurveyDb(options))
        {
            await old.Database.MigrateAsync("20261124134831_Begruendungen");
            await old.Database.ExecuteSqlRawAsync(
                """INSERT INTO Studies (Key, Title, CreatedAt, CreatedBy, IsSimulated) VALUES ('alt', '{{"de":"Alt"}}', '2026-01-01', 'ada', 0)"""
            );
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            var study = await db.Studies.SingleAsync();
            Assert.Equal(("Alt", 0), (study.Title.ToString(), study.Version));
            Assert.Empty(study.ReportTexts.Texts);
            Assert.Equal((null, null), (study.ResultsWithdrawnAt, study.ResultsShownAt));
            Assert.Equal(Delphi.Studies.Look.Usual, study.Look);
            study.Write([new TextChange("aim", "de", "", "Ziel")], new(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc), "ada");
            await db.SaveChangesAsync();
        }
        await using (var db = new SqliteSurveyDb(options))
            Assert.Equal("Ziel", (await db.Studies.SingleAsync()).ReportTexts.In("aim", "de"));
        folder.Delete(recursive: true);
    }
}
