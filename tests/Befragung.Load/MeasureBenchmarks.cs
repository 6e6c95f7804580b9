using Befragung.Delphi.Results;
using BenchmarkDotNet.Attributes;

namespace Befragung.Load;

/// <summary>All measures of a large round, beside the time to merely read its numbers once from memory.</summary>
[MemoryDiagnoser]
public class MeasureBenchmarks
{
    private readonly RoundData data = new();

    [Benchmark(Baseline = true, Description = "read the 3 million numbers once")]
    public long Read()
    {
        var sum = 0L;
        foreach (var value in data.Now)
            sum += value;
        return sum;
    }

    [Benchmark(Description = "all measures of one round")]
    public RoundResult OneRound() => data.Evaluate(withBefore: false);

    [Benchmark(Description = "the same, paired with the round before")]
    public RoundResult TwoRounds() => data.Evaluate(withBefore: true);
}
