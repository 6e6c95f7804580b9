namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// What somebody of the panel may say of themselves when they consent, such as their field: one of several, or nothing. It is no answer, stands with their contact and not with their sheet,
/// and says for the team who is there already.
/// </summary>
public sealed record RecruitingQuestion(LocalizedText Text, IReadOnlyList<Option> Options)
{
    /// <summary>More would be no table.</summary>
    public const int MostOptions = 30;

    /// <summary>As long as what a file says of somebody.</summary>
    public const int LongestOption = 100;

    /// <summary>The words of an option in the main language, as they stand beside those of a file; null where there is no such.</summary>
    public string? WordsOf(string key, string language) => Options.FirstOrDefault(option => option.Key == key)?.Name.In(language);
}
