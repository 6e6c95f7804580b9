using System.Text;
using Befragung.Delphi.Planning;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Planning;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>A plan on the screen, with tables of letters.</summary>
internal sealed class PlanText
{
    private readonly StringBuilder text = new();

    private PlanText() { }

    public static string Write(Questionnaire questionnaire, StudyPlan plan)
    {
        var writer = new PlanText();
        writer.Say(Check.T["Was die Regeln dieser Studie zeigen können: {0}", questionnaire.Title.In(Languages.Current)]);
        foreach (var block in PlanWords.Of(Check.T, questionnaire, plan, onPage: false))
            writer.Write(block);
        return writer.text.ToString().TrimEnd();
    }

    private void Write(PlanBlock block)
    {
        switch (block)
        {
            case PlanHeading heading:
                Blank();
                Say(heading.Text);
                Say(new string('-', heading.Text.Length));
                break;
            case PlanTable table:
                Blank();
                text.Append(TextTable.Of(table.Head, table.Rows));
                Blank();
                break;
            case PlanSentence sentence:
                Say(sentence.Text);
                break;
            default:
                throw new InvalidOperationException($"A plan has no {block.GetType().Name}.");
        }
    }

    private void Say(string sentence) => text.Append(sentence).Append('\n');

    /// <summary>A blank line, and never two.</summary>
    private void Blank()
    {
        if (text[^2] != '\n')
            text.Append('\n');
    }
}
