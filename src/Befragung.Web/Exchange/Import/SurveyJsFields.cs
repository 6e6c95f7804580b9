using System.Globalization;
using System.Text.Json;

namespace Befragung.Web.Exchange.Import;

/// <summary>Reads fields of a SurveyJS file; what is missing or of another kind is empty, and never a fault.</summary>
internal static class SurveyJsFields
{
    public static IEnumerable<JsonElement> Elements(JsonElement owner) => Each(owner, "elements").Concat(Each(owner, "questions"));

    public static IEnumerable<JsonElement> Each(JsonElement owner, string field) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];

    public static string Name(JsonElement element) => element.ValueKind == JsonValueKind.Object ? Value(element, "name") : Value(element);

    public static string String(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? Decoded(value)
            : "";

    public static string Value(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) ? Value(value) : "";

    public static string Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Decoded(value),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };

    public static bool IsTrue(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    public static int? Whole(JsonElement element, string field, bool negative = false) =>
        Amount(element, field) is { } amount
        && amount == decimal.Truncate(amount)
        && Math.Abs(amount) <= 1_000_000
        && (negative || amount > 0)
            ? (int)amount
            : null;

    public static decimal? Amount(JsonElement element, string field) =>
        Value(element, field) is { Length: > 0 and <= 12 } written
        && decimal.TryParse(
            written,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;

    public static int DecimalsOf(decimal? step) => step is { } one ? Math.Min(4, (int)one.Scale) : 0;

    /// <summary>Halves of characters that are written as escapes cannot be read as text; they become a sign that says so.</summary>
    private static string Decoded(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }
}
