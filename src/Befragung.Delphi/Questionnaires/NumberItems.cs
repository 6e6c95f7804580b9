using System.Globalization;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>One number, a year for example.</summary>
/// <param name="Unit">Stands behind the number; null for none.</param>
public sealed record NumberItem(string Key, LocalizedText Text, Unit? Unit, decimal? Min, decimal? Max, int Decimals) : Item(Key, Text)
{
    protected override IReadOnlyList<Part> MakeParts() => [new NumberPart(Key, null, Unit, Min, Max, Decimals)];
}

/// <summary>So many points, shared out among options.</summary>
public sealed record PointsItem(string Key, LocalizedText Text, IReadOnlyList<Option> Options, int Total) : Item(Key, Text)
{
    private static readonly Unit Unit = new(
        new([new("de", "Punkt"), new("en", "point"), new("fr", "point")]),
        new([new("de", "Punkte"), new("en", "points"), new("fr", "points")]),
        new([new("de", "Punkten"), new("en", "points"), new("fr", "points")])
    );

    protected override IReadOnlyList<Part> MakeParts() =>
        [.. Options.Select(option => new NumberPart($"{Key}.{option.Key}", option.Name, Unit, 0, Total, 0))];

    /// <summary>All points, and no more; an option without a number has none.</summary>
    public override Sentence? CheckTogether(IReadOnlyDictionary<string, string> values)
    {
        var given = Parts.Select(part => NumberPart.Read(values.GetValueOrDefault(part.Key))).OfType<decimal>().ToList();
        if (given.Count == 0 || given.Sum() == Total)
            return null;
        return given.Sum() < Total
            ? new("Noch zu verteilen: {0} von {1:Punkt|Punkten}.", Total - given.Sum(), Total)
            : new("Zu viel verteilt: {0}; es {1:=ist|sind} insgesamt {1:Punkt|Punkte}.", given.Sum() - Total, Total);
    }
}

/// <summary>An estimate in three points: low, best, high.</summary>
public sealed record EstimateItem(string Key, LocalizedText Text, Unit? Unit, decimal? Min, decimal? Max, int Decimals) : Item(Key, Text)
{
    private static readonly (string Key, LocalizedText Name)[] Points =
    [
        ("low", new([new("de", "niedrigster Wert"), new("en", "lowest value"), new("fr", "valeur la plus basse")])),
        ("best", new([new("de", "wahrscheinlichster Wert"), new("en", "most likely value"), new("fr", "valeur la plus probable")])),
        ("high", new([new("de", "höchster Wert"), new("en", "highest value"), new("fr", "valeur la plus haute")])),
    ];

    protected override IReadOnlyList<Part> MakeParts() =>
        [.. Points.Select(point => new NumberPart($"{Key}.{point.Key}", point.Name, Unit, Min, Max, Decimals))];

    /// <summary>All three or none, in ascending order.</summary>
    public override Sentence? CheckTogether(IReadOnlyDictionary<string, string> values)
    {
        var given = Parts.Select(part => NumberPart.Read(values.GetValueOrDefault(part.Key))).OfType<decimal>().ToList();
        if (given.Count == 0)
            return null;
        if (given.Count < Parts.Count)
            return new("Eine Schätzung hat drei Werte: niedrig, am wahrscheinlichsten und hoch. Ergänzen Sie, was fehlt.");
        if (given[0] > given[1])
            return new("Der niedrigste Wert ({0}) liegt über dem wahrscheinlichsten ({1}).", given[0], given[1]);
        return given[1] > given[2] ? new("Der höchste Wert ({0}) liegt unter dem wahrscheinlichsten ({1}).", given[2], given[1]) : null;
    }
}

/// <summary>A number written plainly, with a point before its decimals: "-12.5".</summary>
public sealed record NumberPart(string Key, LocalizedText? Label, Unit? Unit, decimal? Min, decimal? Max, int Decimals) : Part(Key, Label)
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>A measure of answers, hardly more exact than they were asked.</summary>
    internal double Rounded(double value) => Math.Round(value, Math.Max(2, Decimals));

    /// <summary>Null for what is no such number.</summary>
    public static decimal? Read(string? value) =>
        value is { Length: > 0 and <= 25 }
        && char.IsAsciiDigit(value[^1])
        && value[0] is '-' or >= '0' and <= '9'
        && value.All(character => char.IsAsciiDigit(character) || character is '-' or '.')
        && decimal.TryParse(
            value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
        && Math.Abs(number) <= Largest
            // Without zeros at the end.
            ? number / 1.0000000000000000000000000000m
            : null;

    protected override Sentence? CheckValue(string value)
    {
        if (Read(value) is not { } number)
            return new("„{0}“ ist keine Zahl.", RatedPart.Shortened(value));
        if (number.Scale > Decimals)
            return Decimals == 0
                ? new("{0} ist keine ganze Zahl.", number)
                : new("{0} hat zu viele Stellen nach dem Komma; möglich sind {1}.", number, Decimals);
        if (number < Min)
            return new("{0} ist zu klein; der kleinste mögliche Wert ist {1}.", number, Min);
        return number > Max ? new("{0} ist zu groß; der größte mögliche Wert ist {1}.", number, Max) : null;
    }
}
