using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Befragung.Web.Commands;

/// <summary>Checks a questionnaire file and names every mistake, one per line, as compilers do: file:line:column: what.</summary>
internal static class Check
{
    private const int LargestFile = 10_000_000;

    /// <summary>The texts, for verbs that need nothing else of the application.</summary>
    public static IStringLocalizer<Texts> T { get; } =
        new CountedTexts(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    public static async Task<int> RunAsync(string file, CancellationToken cancel)
    {
        if (await ReadAsync(file, cancel) is not { } questionnaire)
            return 1;
        await HintAsync(file, questionnaire, cancel);
        await SayLanguagesAsync(file, questionnaire);
        Console.WriteLine(
            T[
                "{0} ist in Ordnung: {1:Abschnitt|Abschnitte}, {2:Frage|Fragen}, {3:Gruppe|Gruppen}.",
                file,
                questionnaire.Sections.Count,
                questionnaire.Items.Count(item => item.Parts.Count > 0),
                questionnaire.Groups.Count
            ]
        );
        var durations = Duration.Of(questionnaire);
        Console.WriteLine(
            T[
                "Ausfüllen dauert je nach Gruppe etwa {0} bis {1:Minute|Minuten}.",
                durations.Min(one => one.Least),
                durations.Max(one => one.Most)
            ]
        );
        return 0;
    }

    /// <summary>For which languages the program has no sentences; which texts of the questionnaire are missing the reader has said at their places.</summary>
    private static async Task SayLanguagesAsync(string file, Questionnaire questionnaire)
    {
        foreach (var language in questionnaire.Languages.Where(language => !Languages.Speaks(language)))
            await Console.Error.WriteLineAsync(
                $"{file}: {T["Hinweis:"]} {T["Sprache „{0}“: Die Sätze des Bogens selbst gibt es darin nicht, sie stehen auf Englisch.", language]}"
            );
    }

    /// <summary>What may be meant so, at its place, as the editor says it.</summary>
    private static async Task HintAsync(string file, Questionnaire questionnaire, CancellationToken cancel)
    {
        var hints = QuestionnaireHints.Of(questionnaire);
        if (hints.Count == 0)
            return;
        var places = FilePlaces.Of(TextFile.Read(await File.ReadAllBytesAsync(file, cancel), FilePurpose.Questionnaire));
        foreach (var hint in hints)
        {
            var (line, column) = places.Find(hint.Place);
            await Console.Error.WriteLineAsync($"{file}:{line}:{column}: {T["Hinweis:"]} {T.Say(hint.What)}");
        }
    }

    /// <summary>Reads a questionnaire and says on standard error what is wrong with it; null where it has mistakes.</summary>
    public static async Task<Questionnaire?> ReadAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync(T["Die Datei „{0}“ gibt es nicht.", file]);
            return null;
        }
        if (new FileInfo(file).Length > LargestFile)
        {
            await Console.Error.WriteLineAsync(T["Die Datei „{0}“ ist zu groß für einen Fragebogen.", file]);
            return null;
        }
        var read = QuestionnaireFiles.Read(await File.ReadAllBytesAsync(file, cancel));
        foreach (var problem in read.Problems)
            await Console.Error.WriteLineAsync(
                $"{file}:{problem.Line}:{problem.Column}: {(problem.IsNotice ? T["Hinweis:"] + " " : "")}{T.Say(problem.What)}"
            );
        return read.Questionnaire;
    }
}
