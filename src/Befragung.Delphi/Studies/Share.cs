using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Studies;

/// <summary>A share that a rule names, as it was written: a percentage such as 75 or 66.67, or a fraction such as 2/3. Counts are held against it exactly.</summary>
[JsonConverter(typeof(ShareJson))]
public sealed record Share : IFormattable
{
    private readonly decimal? percent;
    private readonly int numerator;
    private readonly int denominator;

    private Share(decimal percent) => this.percent = percent;

    private Share(int numerator, int denominator)
    {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /// <summary>In per cent, 0 to 100; of a fraction, the nearest number to it.</summary>
    public double InPercent => percent is { } whole ? (double)whole : 100.0 * numerator / denominator;

    public static Share OfPercent(decimal percent) => new(percent);

    /// <summary>Reads "75", "66.67" or "66,67" as per cent, and "2/3" as a fraction; null where it is neither, or not between 0 and 100 per cent.</summary>
    public static Share? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('/') is [var above, var below])
            return
                int.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
                && int.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
                && denominator > 0
                && numerator <= denominator
                ? new(numerator, denominator)
                : null;
        return
            decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100
            ? new(percent)
            : null;
    }

    /// <summary>Below 0 where fewer than this share of <paramref name="n"/> are <paramref name="count"/>, 0 where it is just this share, above 0 where it is more.</summary>
    public int Compare(int count, int n) =>
        percent is { } whole ? (100m * count).CompareTo(whole * n) : ((long)count * denominator).CompareTo((long)numerator * n);

    /// <summary>As sentences write it: "75 %", "66,67 %" or "2/3".</summary>
    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    /// <summary>The same in a language, which says whether there is a blank before the sign; there is one format.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        percent is { } whole ? whole.ToString("0.##########", formatProvider) + (IsEnglish(formatProvider) ? "%" : " %") : Fraction;

    private static bool IsEnglish(IFormatProvider? provider) =>
        (provider as CultureInfo ?? CultureInfo.CurrentCulture).TwoLetterISOLanguageName == "en";

    private string Fraction => string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");

    private sealed class ShareJson : JsonConverter<Share>
    {
        public override Share Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? OfPercent(reader.GetDecimal())
                : Share.Read(reader.GetString() ?? "") ?? throw new JsonException("A share is a percentage or a fraction.");

        public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options)
        {
            if (value.percent is { } whole)
                writer.WriteNumberValue(whole);
            else
                writer.WriteStringValue(value.Fraction);
        }
    }
}
