using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;

namespace Befragung.Web.Reports.Parts;

/// <summary>What the page of a questionnaire is made of that is read before anybody answers.</summary>
/// <param name="Language">One of the questionnaire.</param>
/// <param name="Made">When it is made; "" where that is not told.</param>
/// <param name="Style">The whole style sheet with its fonts, for paper; null on screen, where it is linked.</param>
/// <param name="Links">Where one can go from the page, in the order of the links; none on paper.</param>
public sealed record QuestionnaireView(
    PaperQuestionnaire Paper,
    string Language,
    string Made,
    string? Style,
    IReadOnlyList<QuestionnaireLink> Links
)
{
    /// <summary>The answers to choose from, as far as they are a list; "keine Angabe" is none of them.</summary>
    public static IReadOnlyList<Option> OptionsOf(Item item) =>
        item switch
        {
            SingleChoiceItem choice => choice.Options,
            MultipleChoiceItem choice => choice.Other ? [.. choice.Options, new(OtherOption.Key, OtherOption.Name)] : choice.Options,
            RankingItem ranking => ranking.Options,
            PointsItem points => points.Options,
            _ => [],
        };

    /// <summary>Whether "keine Angabe" is one of the answers in the list.</summary>
    public static bool ListsNoAnswer(Item item) => item is SingleChoiceItem { NoAnswer: true } or MultipleChoiceItem { NoAnswer: true };
}

/// <param name="Language">That it leads to, where that is another one.</param>
public sealed record QuestionnaireLink(string Address, string Words, string? Language = null);
