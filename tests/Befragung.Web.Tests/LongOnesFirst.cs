using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Befragung.Web.Tests.LongOnesFirst", "Befragung.Web.Tests")]

namespace Befragung.Web.Tests;

/// <summary>
/// Begins with the classes that take longest: whole studies in a browser, several servers, the program as its users start it, print. One of them left for the end
/// would run alone, with nothing to do for the other cores.
/// </summary>
public sealed class LongOnesFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [".Nodes.", ".Walks.", ".Commands.", ".Pdf.", "WhoSaidWhat", "Disk"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Rank).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);

    private static int Rank(ITestCollection collection)
    {
        var rank = Array.FindIndex(Long, part => collection.DisplayName.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
