namespace Befragung.Web.Exchange.Import;

/// <summary>A text of the source in the languages of the questionnaire, as Markdown; may be blank in any of them.</summary>
internal sealed record Wording(IReadOnlyDictionary<string, string> Texts)
{
    public static Wording None { get; } = new(new Dictionary<string, string>());

    public bool IsBlank => Texts.Values.All(string.IsNullOrWhiteSpace);

    /// <summary>"" where there is none.</summary>
    public string In(string language) => Texts.GetValueOrDefault(language, "");

    /// <summary>In any language that has it.</summary>
    public string Any => Texts.Values.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text), "");

    /// <summary>The same words in German and in English, or in the one language that there is.</summary>
    public static Wording Of(string german, string english) => new(new Dictionary<string, string> { ["de"] = german, ["en"] = english });

    public static Wording Same(string text) => Of(text, text);

    public Wording Changed(Func<string, string> change) => new(Texts.ToDictionary(text => text.Key, text => change(text.Value)));

    /// <summary>Both, with something between them; one alone where the other is blank.</summary>
    public Wording With(string between, Wording other) =>
        new(
            Texts
                .Keys.Union(other.Texts.Keys)
                .ToDictionary(
                    language => language,
                    language =>
                        In(language).Length == 0 ? other.In(language)
                        : other.In(language).Length == 0 ? In(language)
                        : In(language) + between + other.In(language)
                )
        );
}
