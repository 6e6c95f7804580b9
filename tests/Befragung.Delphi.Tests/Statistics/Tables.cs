using FsCheck;
using FsCheck.Fluent;

namespace Befragung.Delphi.Tests.Statistics;

/// <summary>Random tables for properties; a fixed seed, so that a build does not fail by chance.</summary>
internal static class Tables
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(2020, 2021);

    private static readonly Gen<int> Points = Gen.Elements(3, 4, 5, 7, 9);

    /// <summary>A frequency table with gaps; one in some is empty.</summary>
    public static Gen<int[]> Counts => Points.SelectMany(CountsOf);

    public static Gen<int[][]> Groups =>
        Points.SelectMany(points => Gen.Choose(1, 5).SelectMany(groups => CountsOf(points).ArrayOf(groups)));

    /// <summary>Answers of experts, each to as many items.</summary>
    public static Gen<int[][]> Experts =>
        Gen.Choose(2, 7).SelectMany(items => Gen.Choose(1, 6).SelectMany(experts => Gen.Choose(1, 5).ArrayOf(items).ArrayOf(experts)));

    /// <summary>The points that experts chose before and after, on a scale of 7.</summary>
    public static Gen<(int Before, int After)[]> Pairs =>
        Gen.Choose(0, 25)
            .SelectMany(n =>
                Gen.Choose(1, 7)
                    .SelectMany(before => Gen.Frequency((2, Gen.Constant(before)), (3, Gen.Choose(1, 7))).Select(after => (before, after)))
                    .ArrayOf(n)
            );

    public static Gen<int[]> CountsOf(int points) =>
        Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(1, 4)), (1, Gen.Choose(5, 40))).ArrayOf(points);

    public static void Hold<T>(Gen<T> values, Action<T> property) => Check.One(Config, Prop.ForAll(values.ToArbitrary(), property));

    public static T[] Reversed<T>(IEnumerable<T> values) => [.. values.Reverse()];
}
