namespace Befragung.Delphi.Results;

/// <summary>How many of a group and of a field were invited, and how many of them handed in.</summary>
/// <param name="Field">Null for those of whom it is not known.</param>
public sealed record RecruitedCount(string GroupKey, string? Field, int Invited, int HandedIn);

/// <summary>What is counted together as one field.</summary>
/// <param name="Kind">A field, those without one, or several that are too few each.</param>
/// <param name="Name">Of a field alone.</param>
public sealed record RecruitedField(RecruitedKind Kind, string? Name = null);

public enum RecruitedKind
{
    Field,
    Unknown,
    Others,
}

/// <summary>A group, or several that are counted together, field by field.</summary>
/// <param name="Groups">Their keys.</param>
/// <param name="Invited">In the order of the fields.</param>
/// <param name="HandedIn">In the same order.</param>
public sealed record RecruitedGroup(IReadOnlyList<string> Groups, IReadOnlyList<int> Invited, IReadOnlyList<int> HandedIn);

/// <summary>
/// Who was invited, and who took part: groups against what the team had put down of people beforehand. Nothing in it is hidden; what is too small is counted together with other things
/// instead, until each number of sheets is that of a smallest cell at least, or of a field of which nobody was invited. So nothing can be computed back either: all numbers are told.
/// </summary>
/// <param name="Name">What the team calls it, such as "Fachgebiet"; null for as usual.</param>
/// <param name="Fields">Those with most invitations first; then those without one, then the others.</param>
/// <param name="Groups">In the order of the questionnaire; those that are counted together are the last.</param>
public sealed record RecruitedTable(string? Name, IReadOnlyList<RecruitedField> Fields, IReadOnlyList<RecruitedGroup> Groups)
{
    /// <summary>More are no table.</summary>
    public const int MostFields = 12;

    /// <summary>Null where no field is known of anybody, or too few handed in to tell anything of fields.</summary>
    /// <param name="name">What the team calls it.</param>
    /// <param name="groups">Keys of the groups, in the order of the questionnaire.</param>
    /// <param name="counts">Of everybody who has a sheet.</param>
    /// <param name="smallest">The study's smallest cell.</param>
    /// <param name="hidden">Groups whose number of sheets is told nowhere: they stay together here too, or this would leave one of them.</param>
    public static RecruitedTable? Of(
        string? name,
        IReadOnlyList<string> groups,
        IReadOnlyList<RecruitedCount> counts,
        int smallest,
        IReadOnlySet<string> hidden
    )
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(hidden);
        var known = counts
            .Where(one => one.Field is not null)
            .GroupBy(one => one.Field!, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(field => field.Sum(one => one.Invited))
            .ThenBy(field => field.Key, StringComparer.OrdinalIgnoreCase)
            .Select(field => (Field: new RecruitedField(RecruitedKind.Field, field.Key), Counts: field.ToList()))
            .ToList();
        if (known.Count == 0)
            return null;
        var unknown = counts.Where(one => one.Field is null).ToList();
        var fields = unknown.Count == 0 ? known : [.. known, (new(RecruitedKind.Unknown), unknown)];
        var together = Together(
            fields.ConvertAll(field => field.Counts.Sum(one => one.HandedIn)),
            [.. Enumerable.Range(0, fields.Count).Where(field => field >= MostFields && field < known.Count)],
            some => some.Sum(field => fields[field].Counts.Sum(one => one.HandedIn)) >= smallest
        );
        if (together.Count == fields.Count)
            return null;
        var shown = fields.Where((_, index) => !together.Contains(index)).ToList();
        if (together.Count > 0)
            shown.Add((new(RecruitedKind.Others), [.. together.SelectMany(index => fields[index].Counts)]));
        return new(name, shown.ConvertAll(field => field.Field), Rows(groups, shown.ConvertAll(field => field.Counts), smallest, hidden));
    }

    private static List<RecruitedGroup> Rows(
        IReadOnlyList<string> groups,
        List<List<RecruitedCount>> fields,
        int smallest,
        IReadOnlySet<string> hidden
    )
    {
        RecruitedGroup Row(IEnumerable<int> some)
        {
            var keys = some.Order().Select(index => groups[index]).ToList();
            int Sum(List<RecruitedCount> field, Func<RecruitedCount, int> of) => field.Where(one => keys.Contains(one.GroupKey)).Sum(of);
            return new(
                keys,
                fields.ConvertAll(field => Sum(field, one => one.Invited)),
                fields.ConvertAll(field => Sum(field, one => one.HandedIn))
            );
        }
        bool IsTold(RecruitedGroup row) => row.HandedIn.Zip(row.Invited).All(cell => cell.Second == 0 || cell.First >= smallest);

        var alone = Enumerable.Range(0, groups.Count).Select(index => Row([index])).ToList();
        // Where nobody was invited, there is nobody to be hidden, nor to hide anyone.
        var asked = Enumerable.Range(0, groups.Count).Where(index => alone[index].Invited.Sum() > 0).ToList();
        var together = Together(
                asked.ConvertAll(index => alone[index].HandedIn.Sum()),
                [.. Enumerable.Range(0, asked.Count).Where(index => hidden.Contains(groups[asked[index]]))],
                some => IsTold(Row(some.Select(index => asked[index])))
            )
            .Select(index => asked[index])
            .ToHashSet();
        var rows = alone.Where((_, index) => !together.Contains(index)).ToList();
        if (together.Count > 0)
            rows.Add(Row(together));
        return rows;
    }

    /// <summary>What is to be counted together: all that cannot be told alone, and as many more, the smallest first, as it takes until the sum can be; never one alone.</summary>
    /// <param name="sizes">Sheets of each.</param>
    /// <param name="always">Those that are among them anyway.</param>
    /// <param name="isTold">Whether the sum of some can be told.</param>
    private static HashSet<int> Together(List<int> sizes, HashSet<int> always, Func<IReadOnlyCollection<int>, bool> isTold)
    {
        var together = Enumerable.Range(0, sizes.Count).Where(index => always.Contains(index) || !isTold([index])).ToHashSet();
        if (together.Count == 0)
            return together;
        foreach (
            var next in Enumerable.Range(0, sizes.Count).Where(index => !together.Contains(index)).OrderBy(index => sizes[index]).ToList()
        )
        {
            if (together.Count > 1 && isTold(together))
                break;
            together.Add(next);
        }
        return together;
    }
}
