using System.Text.Json;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// What numbers are counted in, in the forms that sentences take: "1 Tag", "3 Tage", "bei 3 Tagen". A unit that is written as one word has it in all of them.
/// </summary>
/// <param name="One">Behind exactly 1.</param>
/// <param name="Many">Behind every other number, and by itself.</param>
/// <param name="After">Behind every other number where a word before it asks for the dative: "nach", "bei", "von".</param>
[JsonConverter(typeof(UnitConverter))]
public sealed record Unit(LocalizedText One, LocalizedText Many, LocalizedText After)
{
    public Unit(LocalizedText word)
        : this(word, word, word) { }

    /// <summary>The form behind a number: "1 Tag", "1.5 Tage", "0 Tage".</summary>
    public LocalizedText Behind(decimal number) => number == 1 ? One : Many;

    /// <summary>The form behind a number of which something is said with "nach", "bei" or "von".</summary>
    public LocalizedText InDative(decimal number) => number == 1 ? One : After;

    /// <summary>By itself, in the language of the page that is being made.</summary>
    public override string ToString() => Many.ToString();

    /// <summary>One word is stored as the text it is, as in questionnaires that were frozen before there were forms.</summary>
    private sealed class UnitConverter : JsonConverter<Unit>
    {
        public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.TryGetProperty("one", out var one)
                ? new(Text(one), Text(json.RootElement.GetProperty("many")), Text(json.RootElement.GetProperty("after")))
                : new(Text(json.RootElement));

            LocalizedText Text(JsonElement element) => element.Deserialize<LocalizedText>(options)!;
        }

        public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options)
        {
            if (value.One == value.Many && value.Many == value.After)
            {
                JsonSerializer.Serialize(writer, value.Many, options);
                return;
            }
            writer.WriteStartObject();
            foreach (var (name, text) in ((string, LocalizedText)[])[("one", value.One), ("many", value.Many), ("after", value.After)])
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, text, options);
            }
            writer.WriteEndObject();
        }
    }
}
