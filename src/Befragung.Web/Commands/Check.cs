using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Befragung.Web.Commands;

/// <summary>Checks a questionnaire file and names every mistake, one per line, as compilers do: file:line:column: what.</summary>
internal static class Check
{
    public static async Task<int> RunAsync(string file, CancellationToken cancel)
    {
        var t = new StringLocalizer<Texts>(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync(t["Die Datei „{0}“ gibt es nicht.", file]);
            return 1;
        }
        if (new FileInfo(file).Length > 10_000_000)
        {
            await Console.Error.WriteLineAsync(t["Die Datei „{0}“ ist zu groß für einen Fragebogen.", file]);
            return 1;
        }
        var read = QuestionnaireReader.Read(await File.ReadAllTextAsync(file, cancel));
        foreach (var problem in read.Problems)
            await Console.Error.WriteLineAsync($"{file}:{problem.Line}:{problem.Column}: {(problem.IsNotice ? t["Hinweis:"] + " " : "")}{t.Say(problem.What)}");
        if (read.Questionnaire is not { } questionnaire) return 1;
        Console.WriteLine(t["{0} ist in Ordnung: {1} Abschnitte, {2} Fragen, {3} Gruppen.",
            file, questionnaire.Sections.Count, questionnaire.Items.Count(item => item.Parts.Count > 0), questionnaire.Groups.Count]);
        return 0;
    }
}
