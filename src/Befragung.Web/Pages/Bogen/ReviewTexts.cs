using System.Buffers;
using System.Text;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// The sections and questions of the review, as bytes that are the same for all. Which of them an expert is asked, and in which order, is the expert's own, and so
/// are the answers between them.
/// </summary>
internal sealed class ReviewTexts
{
    private static readonly byte[] EndOfRow = "</dd></div>\n"u8.ToArray();
    private static readonly byte[] WayToChange = "</dl>\n<p><a href=\""u8.ToArray();

    private readonly Dictionary<string, (byte[] Head, byte[] End)> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> questions = new(StringComparer.Ordinal);

    public ReviewTexts(FrozenRound round, IStringLocalizer<Texts> t)
    {
        foreach (var section in round.Questionnaire.Sections)
        {
            var head = $"""
                <section class="review" aria-labelledby="abschnitt-{section.Key}">
                <h2 class="kern-heading-medium" id="abschnitt-{section.Key}">{section.Title.Said()}</h2>
                <dl>

                """;
            // Where the section is lies before it, and is the page's own.
            var end = $"""
                /abschnitt/{section.Key}">{Encoded(t["Abschnitt „{0}“ ändern", section.Title].Value)}</a></p>
                </section>

                """;
            sections.Add(section.Key, (Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(end)));
            foreach (var item in section.Asked.Where(item => item.Parts.Count > 0))
                questions.Add(item.Key, Encoding.UTF8.GetBytes($"<div class=\"review__row\"><dt>{item.Text.SaidInline()}</dt><dd>\n"));
        }
    }

    /// <summary>Writes what an expert is asked, each question with the answer.</summary>
    public void Write(AbgebenModel page, IBufferWriter<byte> output)
    {
        foreach (var section in page.Asked.Sections)
        {
            var (head, end) = sections[section.Key];
            output.Write(head);
            // Nobody is reminded of what need not be said.
            if (section.Knows is { } knows && page.KnowsIn(knows) is { } said)
            {
                output.Write(questions[knows.Key]);
                Encoding.UTF8.GetBytes($"<span class=\"review__line\">{Encoded(said)}</span>\n", output);
                output.Write(EndOfRow);
            }
            foreach (var item in section.Items.Where(item => item.Parts.Count > 0))
            {
                output.Write(questions[item.Key]);
                Encoding.UTF8.GetBytes(page.AnswerTo(item), output);
                output.Write(EndOfRow);
            }
            output.Write(WayToChange);
            Encoding.UTF8.GetBytes(page.Root, output);
            output.Write(end);
        }
    }

    private static string Encoded(string text) => TemplateText.Encoder.Encode(text);
}
