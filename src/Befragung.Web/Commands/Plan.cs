using System.CommandLine;
using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Planning;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>Says what the rules of a questionnaire can show with a panel, before anybody is invited.</summary>
internal static class Plan
{
    private const int MostInvited = 1_000_000;

    // As the upload of a panel has it.
    private const int LargestPanelFile = 20 * 1024 * 1024;

    public static Command Verb()
    {
        var file = new Argument<string>("DATEI") { Description = "Ein Fragebogen als YAML-Datei." };
        var panel = new Option<string>("--panel")
        {
            Description =
                "Das Panel als CSV oder XLSX, oder wie viele eingeladen werden; ohne Angabe die Zielgrößen der Gruppen, wo alle eine haben, sonst 10, 20, 30, 50 und 100.",
        };
        panel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } written && IsNumber(written) && SizeOf(written) is null)
                result.AddError($"--panel: möglich sind eine Datei oder eine ganze Zahl von 1 bis {MostInvited}.");
        });
        var format = new Option<string>("--format") { Description = "text oder json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var response = WholeNumber.Option(
            "--response",
            "Annahme: wie viel Prozent der Eingeladenen in Runde 1 antworten.",
            Turnout.Usual.Response,
            1,
            100
        );
        var retention = WholeNumber.Option(
            "--retention",
            "Annahme: wie viel Prozent derer, die geantwortet haben, auch in der nächsten Runde antworten.",
            Turnout.Usual.Retention,
            1,
            100
        );
        var verb = new Command("plan", "Sagt vor dem Einladen, was die Regeln eines Fragebogens zeigen können.")
        {
            file,
            panel,
            format,
            response,
            retention,
        };
        verb.SetAction(
            async (parsed, cancel) =>
            {
                if (await Check.ReadAsync(parsed.GetValue(file)!, cancel) is not { } questionnaire)
                    return 1;
                var turnout = new Turnout(parsed.GetValue(response), parsed.GetValue(retention));
                if (await OfAsync(questionnaire, turnout, parsed.GetValue(panel), cancel) is not { } plan)
                    return 1;
                Console.Out.WriteLine(
                    parsed.GetValue(format) == "json" ? PlanJson.Write(questionnaire, plan) : PlanText.Write(questionnaire, plan)
                );
                return 0;
            }
        );
        return verb;
    }

    /// <summary>The plan; null where the panel file has mistakes, which are said on standard error.</summary>
    private static async Task<StudyPlan?> OfAsync(Questionnaire questionnaire, Turnout turnout, string? panel, CancellationToken cancel)
    {
        if (panel is null && questionnaire.Groups.All(group => group.Target is not null) && TargetOf(questionnaire) <= MostInvited)
            return StudyPlan.OfPanel(
                questionnaire,
                turnout,
                [.. questionnaire.Groups.SelectMany(group => Enumerable.Repeat(group, group.Target!.Value))]
            );
        if (panel is null)
            return StudyPlan.OfSizes(questionnaire, turnout, StudyPlan.UsualSizes);
        if (SizeOf(panel) is { } size)
            return StudyPlan.OfSizes(questionnaire, turnout, [size]);
        if (!File.Exists(panel))
            throw new RuleBrokenException("Die Datei „{0}“ gibt es nicht.", panel);
        if (new FileInfo(panel).Length > LargestPanelFile)
            throw new RuleBrokenException("Die Datei „{0}“ ist zu groß für ein Panel.", panel);
        var read = PanelFile.Read(await File.ReadAllBytesAsync(panel, cancel), questionnaire.Groups, questionnaire.Languages);
        foreach (var problem in read.Problems)
            await Console.Error.WriteLineAsync($"{panel}:{problem.Line}: {Check.T.Say(problem.What)}");
        if (read.MoreProblems > 0)
            await Console.Error.WriteLineAsync(Check.T["… und {0} weitere.", read.MoreProblems]);
        return read.Problems.Count > 0 ? null : StudyPlan.OfPanel(questionnaire, turnout, [.. read.Entries.Select(entry => entry.Group)]);
    }

    private static int TargetOf(Questionnaire questionnaire) => questionnaire.Groups.Sum(group => group.Target ?? 0);

    /// <summary>Whether a number is meant, also one that is not possible: "1.000" is no file, and 1 even less.</summary>
    private static bool IsNumber(string written) =>
        written.All(one => char.IsAsciiDigit(one) || "+-.,%' ".Contains(one, StringComparison.Ordinal));

    private static int? SizeOf(string written) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MostInvited
            ? size
            : null;
}
