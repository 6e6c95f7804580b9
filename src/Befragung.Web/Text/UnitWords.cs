using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Text;

/// <summary>What people write beside a number: the unit that it is counted in, and words for thousands and millions.</summary>
internal static class UnitWords
{
    private const decimal Thousand = 1_000m,
        Million = 1_000_000m,
        Milliard = 1_000_000_000m,
        GermanBillion = 1_000_000_000_000m;

    private static readonly Dictionary<string, decimal> Factors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tsd"] = Thousand,
        ["Tausend"] = Thousand,
        ["thousand"] = Thousand,
        ["Mio"] = Million,
        ["Mill"] = Million,
        ["Million"] = Million,
        ["Millionen"] = Million,
        ["millions"] = Million,
        ["mn"] = Million,
        ["Mrd"] = Milliard,
        ["Milliarde"] = Milliard,
        ["Milliarden"] = Milliard,
        ["bn"] = Milliard,
        ["Billionen"] = GermanBillion,
        ["billions"] = Milliard,
    };

    /// <summary>The same unit, written in several ways.</summary>
    private static readonly string[][] Alike =
    [
        ["€", "Euro", "Euros", "EUR"],
        ["%", "Prozent", "vom Hundert", "v. H.", "per cent", "percent"],
    ];

    /// <summary>How many times the number beside these words is meant, in the unit of a question; null where the words say another unit, or nothing that is known.</summary>
    public static decimal? Factor(string words, Unit? unit)
    {
        var (factor, name) = Parted(words);
        if (unit is null)
            return name.Length == 0 ? factor : null;
        foreach (var form in (LocalizedText[])[unit.Many, unit.One, unit.After])
        foreach (var text in form.Texts.Values)
        {
            var (own, asked) = Parted(text);
            // Where millions are asked, "50.000 Euro" may be a slip or a small amount; "5" and "5 Mio." are neither.
            if (own > 1 && factor == 1 && name.Length > 0)
                continue;
            if (name.Length == 0 || asked == name || asked.StartsWith(name + " ", StringComparison.Ordinal))
                return factor == 1 ? 1 : factor / own;
        }
        return null;
    }

    /// <summary>Without the unit of the question at its end, written as the question has it: there may be digits in it, as in "t CO2".</summary>
    public static string WithoutOwn(string typed, Unit? unit)
    {
        var text = typed.Trim();
        if (unit is null)
            return text;
        foreach (var form in (LocalizedText[])[unit.Many, unit.One, unit.After])
        foreach (var own in form.Texts.Values)
            if (
                own.Length > 0
                && text.Length > own.Length
                && text.EndsWith(own, StringComparison.OrdinalIgnoreCase)
                && !char.IsLetter(text[^(own.Length + 1)])
            )
                return text[..^own.Length].TrimEnd();
        return text;
    }

    /// <summary>The factor at the beginning, and the name of the unit in one way of writing it.</summary>
    private static (decimal Factor, string Name) Parted(string words)
    {
        var all = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        // The sign of a currency may stand before the number: "€ 5 Mio."
        var at = all.FindIndex(word => FactorOf(word) is not null);
        decimal factor = 1;
        if (at >= 0)
        {
            factor = FactorOf(all[at])!.Value;
            all.RemoveAt(at);
        }
        var name = string.Join(' ', all).ToLowerInvariant();
        foreach (var same in Alike)
        foreach (var one in same)
            if (name.Equals(one, StringComparison.OrdinalIgnoreCase) || name.StartsWith(one + " ", StringComparison.OrdinalIgnoreCase))
                return (factor, same[0] + name[one.Length..]);
        return (factor, name.TrimEnd('.'));
    }

    private static decimal? FactorOf(string word) =>
        word.TrimEnd('.') is var bare && bare.Equals("Billion", StringComparison.OrdinalIgnoreCase)
            ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
                ? Milliard
                : GermanBillion
            : Factors.TryGetValue(bare, out var factor)
                ? factor
                : null;
}
