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

    /// <summary>The text in a language; where it is not written in it, in the nearest (see <see cref="LanguageTag.Best"/>).</summary>
    public string In(string language) =>
        texts.TryGetValue(language, out var text) ? text
        : texts.Count == 1 ? texts.First().Value
        : texts[LanguageTag.Best(language, texts.Keys)];

    /// <summary>The language in which <see cref="In"/> says it.</summary>
    public string LanguageIn(string language) => texts.ContainsKey(language) ? language : LanguageTag.Best(language, texts.Keys);

    /// <summary>The text in the language of the page that is being made.</summary>
    public override string ToString() => In(ContentCulture.Current);

    private sealed class LocalizedTextConverter : JsonConverter<LocalizedText>
    {
        public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.texts, options);
    }
}
