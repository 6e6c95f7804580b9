using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Befragung.Load.MeasureBenchmarks).Assembly).Run(args);
