using System.Globalization;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Who was invited and who took part, by group and field.</summary>
public class RecruitedTableTests
{
    private const int Smallest = 5;

    [Theory]
    // Cells of a group are "handed in of invited", those of another after "|".
    [InlineData("7/9 6/6|8/9 5/5", "A: 7/9 6/6|B: 8/9 5/5")]
    // A small cell: the only other group joins it.
    [InlineData("7/9 4/6|8/9 9/9", "AB: 15/18 13/15")]
    // The smallest of those that could be told joins it.
    [InlineData("7/9 4/6|8/9 9/9|6/9 5/9", "B: 8/9 9/9|AC: 13/18 9/15")]
    // All of a cell stayed away: that would be known of each.
    [InlineData("7/9 0/2|8/9 9/9|6/9 5/9", "B: 8/9 9/9|AC: 13/18 5/11")]
    // Nobody of a field was invited: that is no secret.
    [InlineData("7/9 0/0|8/9 9/9", "A: 7/9 0/0|B: 8/9 9/9")]
    // A group of nobody stands alone, and hides nobody.
    [InlineData("0/0 0/0|8/9 9/9", "A: 0/0 0/0|B: 8/9 9/9")]
    [InlineData("7/9 1/9|0/0 0/0|8/9 9/9", "B: 0/0 0/0|AC: 15/18 10/18")]
    public void What_is_too_small_is_counted_together_with_others(string cells, string told) => Assert.Equal(told, Said(Of(cells), "x y"));

    [Fact]
    public void Fields_that_are_too_few_are_counted_together_and_so_are_those_without_one()
    {
        Assert.Equal("A: 20/20 9/9 5/9", Said(Of("20/20 9/9 3/5 2/4"), "x y …"));
        // Together too few: the next smallest joins them.
        Assert.Equal("A: 20/20 11/15", Said(Of("20/20 9/9 2/5 0/1"), "x …"));
        Assert.Equal("A: 20/20 6/9", Said(Of("20/20 6/9", unknown: true), "x ?"));
    }

    [Theory]
    [InlineData("", "nobody was invited")]
    [InlineData("0/9 0/9", "nobody took part")]
    [InlineData("4/9", "too few did")]
    [InlineData("9/9 4/9", "of two fields one has too few, and would be what is left of the other")]
    public void Where_nothing_may_be_told_there_is_no_table(string cells, string why)
    {
        var table = Of(cells);
        Assert.True(table is null, why);
    }

    [Fact]
    public void Where_nothing_is_known_of_anybody_there_is_no_table() => Assert.Null(Of("20/20", unknown: true));

    [Fact]
    public void One_field_alone_is_a_table_and_differs_by_no_capitals()
    {
        Assert.Equal("A: 9/9", Said(Of("9/9"), "x"));
        var table = RecruitedTable.Of(
            "Größe",
            ["A"],
            [new("A", "Ärztin", 9, 5), new("A", "ärztin", 4, 4)],
            Smallest,
            new HashSet<string>()
        )!;
        Assert.Equal(
            ("Größe", "Ärztin", 13, 9),
            (table.Name, table.Fields[0].Name, table.Groups[0].Invited[0], table.Groups[0].HandedIn[0])
        );
    }

    [Fact]
    public void Of_two_hundred_fields_the_most_frequent_are_told()
    {
        var counts = Enumerable
            .Range(0, 200)
            .Select(field => new RecruitedCount("A", $"Fach {field:000}", 300 - field, 200 - field / 2))
            .ToList();
        var table = RecruitedTable.Of(null, ["A"], counts, Smallest, new HashSet<string>())!;
        Assert.Equal(RecruitedTable.MostFields + 1, table.Fields.Count);
        Assert.Equal(("Fach 000", RecruitedKind.Others), (table.Fields[0].Name, table.Fields[^1].Kind));
        Assert.Equal(
            (counts.Sum(one => one.Invited), counts.Sum(one => one.HandedIn)),
            (table.Groups[0].Invited.Sum(), table.Groups[0].HandedIn.Sum())
        );
    }

    [Fact]
    public void No_number_of_sheets_is_small_and_no_hidden_group_is_left_when_what_is_told_of_others_is_subtracted()
    {
        var random = new Random(20261201);
        var tables = 0;
        for (var study = 0; study < 2000; study++)
        {
            List<string> groups = [.. Enumerable.Range(0, random.Next(1, 7)).Select(group => $"g{group}")];
            var counts = (
                from field in Enumerable.Range(0, random.Next(1, 6))
                from one in groups
                let invited = random.Next(4) == 0 ? 0 : random.Next(30)
                where invited > 0
                select new RecruitedCount(one, field == 4 ? null : $"f{field}", invited, random.Next(invited + 1))
            ).ToList();
            int HandedIn(string one) => counts.Where(count => count.GroupKey == one).Sum(count => count.HandedIn);
            var hidden = SmallCells.Hidden(groups.ConvertAll(HandedIn), Smallest).Select(index => groups[index]).ToHashSet();
            if (RecruitedTable.Of(null, groups, counts, Smallest, hidden) is not { } table)
                continue;
            tables++;
            Assert.Equal(groups, table.Groups.SelectMany(row => row.Groups).Order());
            Assert.Equal(counts.Sum(one => one.Invited), table.Groups.Sum(row => row.Invited.Sum()));
            Assert.Equal(counts.Sum(one => one.HandedIn), table.Groups.Sum(row => row.HandedIn.Sum()));
            foreach (var row in table.Groups)
            {
                Assert.All(row.Invited.Zip(row.HandedIn), cell => Assert.True(cell.First == 0 || cell.Second >= Smallest));
                var secret = hidden.Where(one => HandedIn(one) > 0).ToList();
                Assert.True(secret.TrueForAll(row.Groups.Contains) || !secret.Exists(row.Groups.Contains));
            }
        }
        Assert.InRange(tables, 500, 2000);
    }

    /// <param name="cells">Of each group its fields x, y, z …</param>
    /// <param name="unknown">Whether the last cell of each group is of people without a field.</param>
    private static RecruitedTable? Of(string cells, bool unknown = false)
    {
        var rows = cells.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' ')).ToList();
        var counts =
            from row in rows.Select((row, index) => (Cells: row, Group: $"{(char)('A' + index)}"))
            from cell in row.Cells.Select((cell, index) => (Numbers: cell.Split('/'), Index: index))
            select new RecruitedCount(
                row.Group,
                unknown && cell.Index == row.Cells.Length - 1 ? null : $"{(char)('x' + cell.Index)}",
                int.Parse(cell.Numbers[1], CultureInfo.InvariantCulture),
                int.Parse(cell.Numbers[0], CultureInfo.InvariantCulture)
            );
        List<string> groups = [.. rows.Select((_, index) => $"{(char)('A' + index)}")];
        return RecruitedTable.Of(null, groups, [.. counts], Smallest, new HashSet<string>());
    }

    private static string Said(RecruitedTable? table, string fields)
    {
        Assert.NotNull(table);
        Assert.Equal(
            fields,
            string.Join(
                ' ',
                table.Fields.Select(field =>
                    field.Kind switch
                    {
                        RecruitedKind.Unknown => "?",
                        RecruitedKind.Others => "…",
                        _ => field.Name,
                    }
                )
            )
        );
        return string.Join(
            '|',
            table.Groups.Select(row =>
                $"{string.Concat(row.Groups)}: {string.Join(' ', row.HandedIn.Zip(row.Invited).Select(cell => $"{cell.First}/{cell.Second}"))}"
            )
        );
    }
}
