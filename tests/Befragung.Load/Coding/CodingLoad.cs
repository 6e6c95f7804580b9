using System.Diagnostics;
using System.Globalization;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Tests.Coding;

namespace Befragung.Load.Coding;

/// <summary>How long near duplicates among many mentions take, and the agreement of three coders on many mentions.</summary>
internal static class CodingLoad
{
    public static void Run(int mentions, int codes)
    {
        var texts = new GermanMentions(mentions, mentions / 20);
        Time("read all texts once", () => texts.Texts.Sum(text => text.Count(char.IsLetter)));
        Time("near duplicates", () => NearDuplicates.Of([.. texts.Texts.Index()]).Count);
        var sets = new CodedSets(3, codes);
        var draws = Draws.Of("coders");
        for (var mention = 0; mention < mentions; mention++)
        {
            var there = Enumerable.Range(0, 2).Select(_ => (int)(draws.Next() * codes)).Distinct().ToArray();
            sets.Add([.. Enumerable.Range(0, 3).Select(_ => there.Where(_ => draws.Next() < 0.8).ToArray())]);
        }
        Time("agreement of three coders, with intervals", () => CoderAgreement.Of(sets, Draws.Of("load")).OfCodes.Count);
    }

    /// <summary>The best of five, on one core.</summary>
    private static void Time(string what, Func<int> work)
    {
        var times = new List<double>();
        for (var run = 0; run < 5; run++)
        {
            var clock = Stopwatch.StartNew();
            work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {times.Min():N0} ms (the slowest of five: {times.Max():N0})")
        );
    }
}
