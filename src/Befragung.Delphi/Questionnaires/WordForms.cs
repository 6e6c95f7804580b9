namespace Befragung.Delphi.Questionnaires;

/// <summary>A word of a questionnaire file in its grammatical forms, for each language; in none where it could not be read.</summary>
/// <param name="byLanguage">By language and form.</param>
/// <param name="first">The form that is always there.</param>
internal sealed class WordForms(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> byLanguage, string first)
{
    /// <summary>Whether any language has more than the first form.</summary>
    public bool AreSeveral => byLanguage.Values.Any(forms => forms.Count > 1);

    /// <summary>One form in all languages; null where there is none.</summary>
    /// <param name="otherwise">Makes it, from language and first form, where it is not written; null for the first form itself.</param>
    public LocalizedText? Of(string form, Func<string, string, string>? otherwise = null) =>
        byLanguage.Count == 0
            ? null
            : new(
                byLanguage.Select(one =>
                    KeyValuePair.Create(
                        one.Key,
                        one.Value.GetValueOrDefault(form) ?? otherwise?.Invoke(one.Key, one.Value[first]) ?? one.Value[first]
                    )
                )
            );

    /// <summary>A form in one language; the first one where it is not written.</summary>
    public string In(string language, string form) => byLanguage[language].GetValueOrDefault(form) ?? byLanguage[language][first];
}
