using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// A text in the languages of the study. The first language is the main one: it is always there, and stands in where another is missing.
/// </summary>
[JsonConverter(typeof(LocalizedTextConverter))]
public sealed class LocalizedText
{
    private readonly Dictionary<string, string> texts;

    /// <exception cref="ArgumentException">No text at all.</exception>
    public LocalizedText(IEnumerable<KeyValuePair<string, string>> texts)
    {
        this.texts = new(texts, StringComparer.Ordinal);
        if (this.texts.Count == 0)
            throw new ArgumentException("A text needs at least one language.", nameof(texts));
    }

    public LocalizedText(string language, string text)
        : this([new(language, text)]) { }

    public IReadOnlyDictionary<string, string> Texts => texts;

    public string In(string language) => texts.TryGetValue(language, out var text) ? text : texts.First().Value;

    /// <summary>The text in the language of the page that is being made.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private sealed class LocalizedTextConverter : JsonConverter<LocalizedText>
    {
        public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.texts, options);
    }
}
