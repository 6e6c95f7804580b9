using Befragung.Load.Reports;
using Befragung.Load.Sessions;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["hello", var address]:
        await Hello.RunAsync(address);
        break;
    case ["sessions", .. var rest]:
        await SessionLoad.RunAsync(rest);
        break;
    case ["reports", .. var rest]:
        await ReportLoad.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Befragung.Load.MeasureBenchmarks).Assembly).Run(args);
        break;
}
