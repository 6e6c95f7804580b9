using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <param name="Key">The study, by the name that stands in addresses.</param>
/// <param name="Language">Of the files.</param>
/// <param name="Configuration">Where the data are, and whatever else is set.</param>
internal sealed record StudySource(string Key, string Language, string[] Configuration);

/// <summary>The verbs that take a study's data or its report out of the database. All or nothing.</summary>
internal static class FromDatabase
{
    /// <param name="format">csv, xlsx, r or json.</param>
    /// <param name="purpose">What the complete data are for, which tell who said what; null for those that do not.</param>
    public static Task<int> ExportAsync(StudySource source, string format, string? purpose, string directory, CancellationToken cancel) =>
        TakeAsync(
            source,
            async (services, study) =>
            {
                var complete = purpose is not null;
                var export = await services.GetRequiredService<StudyExports>().OfAsync(study, complete, cancel);
                var words = new FileWords(Check.T, Markdown.Plain);
                await NoteAsync(services, study, format, purpose, cancel);
                var files = ExportFiles
                    .Of(format, complete)
                    .Select(file => (Path: Path.Combine(directory, file.NameFor(export)), File: file))
                    .ToList();
                try
                {
                    Directory.CreateDirectory(directory);
                    await WholeFile.WriteAsync([
                        .. files.Select(file => (file.Path, (Func<Stream, Task>)(to => file.File.WriteAsync(export, words, to, cancel)))),
                    ]);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    throw new RuleBrokenException("In den Ordner „{0}“ lässt sich nicht schreiben: {1}", directory, failure.Message);
                }
                foreach (var file in files)
                    Console.WriteLine(file.Path);
            },
            cancel
        );

    private static async Task NoteAsync(IServiceProvider services, Study study, string format, string? purpose, CancellationToken cancel)
    {
        var db = services.GetRequiredService<SurveyDb>();
        var clock = services.GetRequiredService<TimeProvider>();
        if (purpose is null)
            db.Note(clock, ChronicleStep.DataExported, study.Id, about: format);
        else
            db.CompleteExports.Add(new CompleteExport(study.Id, format, purpose, clock.GetUtcNow().UtcDateTime, "befragung export"));
        await db.SaveChangesAsync(cancel);
        if (purpose is not null)
            services.GetRequiredService<SecurityLog>().CompleteExport(SecurityLog.Console, study.Id);
    }

    /// <summary>The table of ratings, for spreadsheet programs.</summary>
    /// <param name="path">Where it is to lie; its end says whether it is a workbook.</param>
    public static Task<int> RatingsAsync(StudySource source, string path, CancellationToken cancel) =>
        TakeAsync(
            source,
            async (services, study) =>
            {
                var sheet = new RatingSheet(services.GetRequiredService<StudyReports>().Of(study, ToldAnswers.None), Check.T);
                var file = EndsWith(path, ".xlsx") ? RatingFiles.Xlsx(sheet) : await RatingFiles.CsvAsync(sheet, cancel);
                await WholeFile.WriteAsync([(path, async to => await to.WriteAsync(file, cancel))]);
                Console.WriteLine(path);
            },
            cancel
        );

    /// <summary>Whether a file is for spreadsheet programs, which only the table of ratings is.</summary>
    public static bool IsTable(string path) => EndsWith(path, ".xlsx") || EndsWith(path, ".csv");

    private static bool EndsWith(string path, string ending) => Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase);

    /// <param name="path">Where it is to lie; its end says whether it is a Word document.</param>
    public static Task<int> ReportAsync(StudySource source, ReportVersion version, string path, CancellationToken cancel) =>
        TakeAsync(
            source,
            async (services, study) =>
            {
                var db = services.GetRequiredService<SurveyDb>();
                var reports = services.GetRequiredService<StudyReports>();
                var paper = reports.Paper(version, study, await db.ToldAsync(version, study, cancel), source.Language, kind: KindOf(path));
                var file = await reports.FileAsync(paper, cancel);
                await WholeFile.WriteAsync([(path, async to => await to.WriteAsync(file, cancel))]);
                Console.WriteLine(path);
            },
            cancel
        );

    /// <summary>Whatever is not called a Word document is a PDF.</summary>
    public static PaperKind KindOf(string path) => EndsWith(path, ".docx") ? PaperKind.Word : PaperKind.Pdf;

    public static async Task<int> TakeAsync(StudySource source, Func<IServiceProvider, Study, Task> take, CancellationToken cancel)
    {
        Actor.Be(Actor.Console);
        await using var app = Site.Build([.. source.Configuration, Verbs.Silent], uses: ["Data", "Database", "Report"]);
        await Database.MigrateBesideAsync(app.Services);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var study =
            await db.StudyWithRoundsAsync(source.Key, cancel)
            ?? throw new RuleBrokenException(
                "Eine Studie „{0}“ gibt es im Datenordner „{1}“ nicht. Vorhanden: {2}.",
                source.Key,
                app.Services.GetRequiredService<DataFolder>().Path,
                await db.Studies.OrderBy(one => one.Key).Select(one => one.Key).ToListAsync(cancel) is { Count: > 0 } keys
                    ? string.Join(", ", keys)
                    : "–"
            );
        // Only now: whoever called is told about mistakes in their own language.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture(source.Language);
        await take(scope.ServiceProvider, study);
        return 0;
    }
}
