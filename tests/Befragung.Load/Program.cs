using System.Globalization;
using Befragung.Load.Coding;
using Befragung.Load.Letters;
using Befragung.Load.Reports;
using Befragung.Load.Responses;
using Befragung.Load.Sessions;
using Befragung.Load.Steps;
using Befragung.Load.Verdicts;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["hello", var address]:
        await Hello.RunAsync(address);
        break;
    case ["sessions", .. var rest]:
        await SessionLoad.RunAsync(rest);
        break;
    case ["shortcuts", var panel, var turns]:
        await ShortcutsLoad.RunAsync(int.Parse(panel, CultureInfo.InvariantCulture), int.Parse(turns, CultureInfo.InvariantCulture));
        break;
    case ["crowd", var panel, var seconds]:
        await CrowdLoad.RunAsync(int.Parse(panel, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
        break;
    case ["open", var panel, var turns, var people]:
        await OpenLoad.RunAsync(
            int.Parse(panel, CultureInfo.InvariantCulture),
            int.Parse(turns, CultureInfo.InvariantCulture),
            int.Parse(people, CultureInfo.InvariantCulture)
        );
        break;
    case ["results", .. var rest]:
        await ResultsLoad.RunAsync(rest);
        break;
    case ["lists", .. var rest]:
        await ListLoad.RunAsync(rest);
        break;
    case ["exports", var panel, var turns]:
        await ExportLoad.RunAsync(int.Parse(panel, CultureInfo.InvariantCulture), int.Parse(turns, CultureInfo.InvariantCulture));
        break;
    case ["letters", .. var rest]:
        await LetterLoad.RunAsync(rest);
        break;
    case ["steps", .. var rest]:
        await StepsLoad.RunAsync(rest);
        break;
    case ["movements", var runs]:
        Movements.Run(int.Parse(runs, CultureInfo.InvariantCulture));
        break;
    case ["firmness", var items, var people, .. var file]:
        FirmnessLoad.Run(
            int.Parse(items, CultureInfo.InvariantCulture),
            int.Parse(people, CultureInfo.InvariantCulture),
            file.FirstOrDefault()
        );
        break;
    case ["coding", var mentions, var codes]:
        CodingLoad.Run(int.Parse(mentions, CultureInfo.InvariantCulture), int.Parse(codes, CultureInfo.InvariantCulture));
        break;
    case ["evaluate", .. var rest]:
        await EvaluateLoad.RunAsync(rest);
        break;
    case ["reports", .. var rest]:
        await ReportLoad.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Befragung.Load.MeasureBenchmarks).Assembly).Run(args);
        break;
}
