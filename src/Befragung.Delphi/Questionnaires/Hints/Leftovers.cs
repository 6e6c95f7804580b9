using System.Globalization;
using System.Text.RegularExpressions;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>What came along when a text was copied from a web page or a word processor: tags, which experts would see as they stand there. Addresses in angle brackets are none.</summary>
internal static partial class Leftovers
{
    private const int Shown = 40;

    /// <summary>One hint for each text that has any; of the frame first, in section and item -1.</summary>
    public static IEnumerable<(int Section, int Item, Hint Hint)> In(Questionnaire questionnaire)
    {
        foreach (var hint in Of("title", "title", questionnaire.Title))
            yield return (-1, -1, hint);
        foreach (var hint in Of("introduction", "introduction", questionnaire.Introduction))
            yield return (-1, -1, hint);
        foreach (var hint in Of("consent", "consent", questionnaire.Consent))
            yield return (-1, -1, hint);
        for (var g = 0; g < questionnaire.Groups.Count; g++)
            foreach (var hint in Of($"groups/{Number(g)}/name", $"group {questionnaire.Groups[g].Key}", questionnaire.Groups[g].Name))
                yield return (-1, -1, hint);
        for (var s = 0; s < questionnaire.Sections.Count; s++)
        {
            var section = questionnaire.Sections[s];
            var place = $"sections/{Number(s)}";
            foreach (var hint in Of($"{place}/title", $"section {section.Key}/title", section.Title))
                yield return (s, -1, hint);
            foreach (var hint in Of($"{place}/introduction", $"section {section.Key}/introduction", section.Introduction))
                yield return (s, -1, hint);
            for (var i = 0; i < section.Items.Count; i++)
                foreach (var hint in OfItem(section.Items[i], $"{place}/items/{Number(i)}"))
                    yield return (s, i, hint);
        }
    }

    private static IEnumerable<Hint> OfItem(Item item, string place) =>
        [
            .. Of($"{place}/text", $"{item.Key}/text", item.Text),
            .. Of($"{place}/note", $"{item.Key}/note", item.Note),
            .. QuestionnaireHints
                .OptionsOf(item)
                .SelectMany((option, number) => Of($"{place}/options/{Number(number)}/name", $"{item.Key}/{option.Key}", option.Name)),
            .. (item as MultiRatingItem)?.Criteria.SelectMany(
                (one, number) => Of($"{place}/criteria/{Number(number)}/name", $"{item.Key}/{one.Key}", one.Name)
            )
                ?? [],
        ];

    private static IEnumerable<Hint> Of(string place, string subject, LocalizedText? text) =>
        from one in text?.Texts ?? new Dictionary<string, string>()
        let found = Tag().Match(one.Value)
        where found.Success
        select new Hint(
            HintKind.Leftovers,
            $"{place}/{one.Key}",
            $"{subject}/{one.Key}",
            new Sentence(
                "Hier steht noch „{0}“ aus dem Programm, aus dem der Text kopiert ist. Die Befragten sähen es genauso: Löschen Sie es, oder fügen Sie den Text ohne Formatierung ein.",
                found.Length <= Shown ? found.Value : found.Value[..Shown] + "…"
            ),
            one.Value
        );

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"</?(?:p|span|div|b|i|u|strong|em|br|hr|font|table|tbody|tr|td|th|h[1-6]|ul|ol|li|a|img|html|head|body|style|script|meta|link|o:p|st1:\w+)(?:\s[^<>]{0,2000})?/?>|<!--|<!\[",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Tag();
}
