using System.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Exchange;

/// <summary>How a file speaks: the platform's words in the language asked for, and the texts of questionnaires without their marks.</summary>
public sealed record FileWords(IStringLocalizer T, Func<string, string> Plain);

/// <summary>A kind of file that a study's data leave in.</summary>
/// <param name="Stem">What the file is called behind the study's key.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Type">Media type.</param>
/// <param name="HasGroups">Whether it tells who belongs to which group, so that it comes in two ways: without small groups, and complete.</param>
public sealed record ExportFile(
    string Stem,
    string Extension,
    string Type,
    bool HasGroups,
    Func<StudyExport, FileWords, Stream, CancellationToken, Task> WriteAsync
)
{
    private const string Complete = "-vollstaendig";

    /// <summary>The last part of the file's address.</summary>
    public string Address(bool complete) => Stem + (complete ? Complete : "") + Extension;

    /// <summary>The whole name; a file that must not be taken for another says so in it.</summary>
    public string NameFor(StudyExport export) =>
        $"{export.Key}-{(export.IsSimulated ? "simuliert-" : "")}{Address(export.IsComplete && HasGroups)}";
}

/// <summary>All kinds of files that data leave in. SPSS finds its place here.</summary>
public static class ExportFiles
{
    /// <summary>The format of results that may be published.</summary>
    public const string PublishedJson = "json --public";

    public static ExportFile Answers { get; } =
        new("antworten", ".csv", FileTypes.Csv, true, (export, _, to, cancel) => AnswerFiles.WriteLongAsync(export, to, cancel));

    public static ExportFile AnswersWide { get; } =
        new("antworten-breit", ".csv", FileTypes.Csv, true, (export, _, to, cancel) => AnswerFiles.WriteWideAsync(export, to, cancel));

    public static ExportFile Book { get; } =
        new(
            "codebuch",
            ".csv",
            FileTypes.Csv,
            false,
            (export, words, to, cancel) =>
                new Codebook(export, words) is var book
                    ? AnswerFiles.WriteTableAsync([book.Head, .. book.Lines], to, cancel)
                    : Task.CompletedTask
        );

    public static ExportFile Reasons { get; } =
        new(
            "begruendungen",
            ".csv",
            FileTypes.Csv,
            false,
            (export, _, to, cancel) => AnswerFiles.WriteTableAsync(ReasonTable.Of(export), to, cancel)
        );

    public static ExportFile Moderation { get; } =
        new(
            "moderation",
            ".csv",
            FileTypes.Csv,
            false,
            async (export, _, to, cancel) =>
                await AnswerFiles.WriteTableAsync(ModerationTable.Of(await export.ModerationAsync(cancel)), to, cancel)
        );

    public static ExportFile Workbook { get; } = new("antworten", ".xlsx", FileTypes.Workbook, true, Workbooks.WriteAsync);

    public static ExportFile Script { get; } =
        new(
            "auswertung",
            ".R",
            "text/plain; charset=utf-8",
            false,
            (export, words, to, cancel) => TextAsync(RScript.Of(export, words), to, cancel)
        );

    public static ExportFile Results { get; } =
        new(
            "ergebnisse",
            ".json",
            "application/json; charset=utf-8",
            false,
            (export, _, to, cancel) => TextAsync(ResultsJson.Write(export.QuantileType, export.Results) + "\n", to, cancel)
        );

    public static ExportFile Published { get; } =
        new(
            "ergebnisse-veroeffentlicht",
            ".json",
            "application/json; charset=utf-8",
            false,
            (export, _, to, cancel) => TextAsync(PublishedResults.Write(export.QuantileType, export.Published) + "\n", to, cancel)
        );

    public static IReadOnlyList<ExportFile> All { get; } =
    [Answers, AnswersWide, Book, Reasons, Moderation, Workbook, Script, Results, Published];

    /// <summary>The file behind the last part of an address, and whether the complete one is meant; null where there is none.</summary>
    public static (ExportFile File, bool Complete)? Find(string address) =>
        (
            from file in All
            from complete in file.HasGroups ? (bool[])[false, true] : [false]
            where file.Address(complete) == address
            select ((ExportFile, bool)?)(file, complete)
        ).FirstOrDefault();

    /// <summary>What belongs together: the script comes with the table that it reads, and reasons where they do not stand on the sheets.</summary>
    public static IReadOnlyList<ExportFile> Of(string format, bool complete) =>
        format switch
        {
            "csv" => complete ? [Answers, AnswersWide, Book] : [Answers, AnswersWide, Book, Reasons, Moderation],
            "xlsx" => [Workbook],
            "r" => [Script, Answers],
            "json" => [Results],
            PublishedJson => [Published],
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
        };

    private static async Task TextAsync(string text, Stream to, CancellationToken cancel) =>
        await to.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
}
