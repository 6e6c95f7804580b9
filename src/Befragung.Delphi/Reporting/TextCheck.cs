namespace Befragung.Delphi.Reporting;

/// <summary>What a text was written against, in its language: so that it is noticed when its numbers change.</summary>
/// <param name="Values">What its placeholders stood for, by their names.</param>
/// <param name="Finding">The finding that it says in other words, as it was computed; null for any other text.</param>
public sealed record TextBasis(IReadOnlyDictionary<string, string> Values, string? Finding)
{
    /// <summary>What a text is written against now.</summary>
    /// <param name="text">As it is stored, with its placeholders.</param>
    /// <param name="values">What all placeholders stand for; none for what has no number now.</param>
    /// <param name="finding">The finding that it says in other words; null for any other text.</param>
    public static TextBasis Of(string text, IReadOnlyDictionary<string, string> values, string? finding)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(
            TextPlaceholders
                .In(text)
                .Select(one => one.Name)
                .Where(values.ContainsKey)
                .Distinct()
                .ToDictionary(name => name, name => values[name]),
            finding
        );
    }
}

/// <summary>A number of a text that is no longer what it was.</summary>
/// <param name="Name">Of the placeholder; null where the number was typed.</param>
/// <param name="Then">What it was when the text was saved or confirmed; null where nobody knows.</param>
/// <param name="Now">What it is; null where there is none any more.</param>
public sealed record NumberChange(string? Name, string? Then, string? Now);

/// <summary>Compares what a text was written against with what is so now.</summary>
public static class TextCheck
{
    /// <param name="text">As it is stored.</param>
    /// <param name="basis">What it was written against; null for texts from before that was kept.</param>
    /// <param name="values">What all placeholders stand for now.</param>
    /// <param name="finding">The finding that it says in other words, as it is computed now; null for any other text.</param>
    public static IReadOnlyList<NumberChange> Of(string text, TextBasis? basis, IReadOnlyDictionary<string, string> values, string? finding)
    {
        ArgumentNullException.ThrowIfNull(values);
        var changes = new List<NumberChange>();
        foreach (var name in TextPlaceholders.In(text).Select(one => one.Name).Distinct())
        {
            var then = basis?.Values.GetValueOrDefault(name);
            var now = values.GetValueOrDefault(name);
            if (now is null || (then is not null && then != now))
                changes.Add(new(name, then, now));
        }
        if (basis?.Finding is { } before && finding is not null)
        {
            var old = TextPlaceholders.Typed(before);
            var current = TextPlaceholders.Typed(finding);
            changes.AddRange(TextPlaceholders.Typed(text).Where(number => old.Contains(number) && !current.Contains(number)).Select(Typed));
        }
        return changes;

        static NumberChange Typed(string number) => new(null, number, null);
    }
}
