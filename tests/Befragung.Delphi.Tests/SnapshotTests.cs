using Befragung.Tests;

namespace Befragung.Delphi.Tests;

/// <summary>What is told where a text is not the one in its file.</summary>
public class SnapshotTests
{
    [Theory]
    [InlineData("a\nb\n", "a\nb\n", null, null, null)]
    [InlineData("a\nb\n", "a\nc\n", 2, "b", "c")]
    [InlineData("a\n", "a\nb\n", 2, "", "b")]
    [InlineData("a\nb\n", "a\n", 2, "b", "")]
    [InlineData("a\n", "a", 2, "", null)]
    public void The_first_line_that_differs_is_named(string kept, string now, int? line, string? was, string? one) =>
        Assert.Equal((line, was, one), Snapshot.Difference(kept, now) is var (at, there, here) ? (at, there, here) : (null, null, null));

    [Fact]
    public void A_difference_says_where_it_is_and_how_the_file_is_written_anew()
    {
        // Written, it would be in the folder.
        if (Snapshot.IsWriting)
            return;
        var told = Assert.ThrowsAny<Exception>(() => Snapshot.Match("none.txt", "Neues")).Message;
        Assert.Contains("tests/Snapshots/none.txt", told, StringComparison.Ordinal);
        Assert.Contains("line 1", told, StringComparison.Ordinal);
        Assert.Contains("BEFRAGUNG_SNAPSHOTS=write ./test --filter Kind=Snapshot", told, StringComparison.Ordinal);
    }
}
