using System.CommandLine;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>Takes over a survey of another tool as a questionnaire, and says on standard error what did not come along.</summary>
internal static class Import
{
    public static Command Verb()
    {
        var file = new Argument<string>("DATEI")
        {
            Description =
                "Ein Fragebogen aus LimeSurvey (.lss), SurveyJS (.json), XLSForm oder eine Liste in Excel (.xlsx), oder Word (.docx).",
        };
        var output = new Option<string>("--output")
        {
            Description = "Wohin der Fragebogen geschrieben wird, als YAML-Datei.",
            Required = true,
        };
        var verb = new Command("import", "Übernimmt einen Fragebogen aus einem anderen Werkzeug.") { file, output };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(output)!, cancel));
        return verb;
    }

    public static async Task<int> RunAsync(string file, string output, CancellationToken cancel)
    {
        if (!File.Exists(file))
            throw new RuleBrokenException("Die Datei „{0}“ gibt es nicht.", file);
        if (Path.GetFullPath(file) == Path.GetFullPath(output))
            throw new RuleBrokenException("Die Datei kann nicht über sich selbst geschrieben werden: {0}", output);
        if (new FileInfo(file).Length > QuestionnaireImport.LargestPackage)
            throw new RuleBrokenException("Die Datei „{0}“ ist zu groß für einen Fragebogen.", file);
        ImportedQuestionnaire imported;
        try
        {
            using var content = new MemoryStream(await File.ReadAllBytesAsync(file, cancel), writable: false);
            imported = QuestionnaireImport.Read(file, content);
        }
        catch (UnreadableFileException refused)
        {
            await Console.Error.WriteLineAsync($"{file}:{refused.Line}:{refused.Column}: {Check.T.Say(refused.Sentence)}");
            return 1;
        }
        var yaml = Encoding.UTF8.GetBytes(imported.Draft.Text);
        await WholeFile.WriteAsync([(output, async to => await to.WriteAsync(yaml, cancel))]);
        foreach (var note in imported.Notes)
            await Console.Error.WriteLineAsync($"{file}: {Check.T.Say(note.Place)}: {OneLine(Check.T.Say(note.What))}");
        // What the check will say of it is said now: whoever mends the file needs both.
        var read = QuestionnaireFiles.Read(yaml);
        foreach (var problem in read.Problems.Where(problem => !problem.IsNotice))
            await Console.Error.WriteLineAsync($"{output}:{problem.Line}:{problem.Column}: {Check.T.Say(problem.What)}");
        Console.WriteLine(Said(output, imported, read));
        return 0;
    }

    private static string Said(string output, ImportedQuestionnaire imported, ReadQuestionnaire read)
    {
        var sections = imported.Draft.Sections.Count();
        var questions = imported.Draft.Items.Count(item => item.TextOf("type") != "information");
        return read.Questionnaire is null
            ? Check.T[
                "{0} ist geschrieben: {1:Abschnitt|Abschnitte}, {2:Frage|Fragen}, {3:Anmerkung|Anmerkungen}. Zu berichtigen {4:=bleibt eine Stelle|bleiben # Stellen}.",
                output,
                sections,
                questions,
                imported.Notes.Count,
                read.Problems.Count(problem => !problem.IsNotice)
            ]
            : Check.T[
                "{0} ist geschrieben: {1:Abschnitt|Abschnitte}, {2:Frage|Fragen}, {3:Anmerkung|Anmerkungen}.",
                output,
                sections,
                questions,
                imported.Notes.Count
            ];
    }

    /// <summary>A note is a line, whatever it quotes.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
