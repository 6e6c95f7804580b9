using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Mail;
using Befragung.Web.Text;

namespace Befragung.Web.Exchange.Reading;

/// <summary>
/// The one way in for questionnaires, whether they are uploaded, checked by a verb or come along: the same bytes have the same problems everywhere.
/// </summary>
public static class QuestionnaireFiles
{
    /// <summary>What is asked of a questionnaire wherever it comes from.</summary>
    public static OutsideChecks Checks { get; } = new(Markdown.Refusal, Mailbox.Problem);

    public static ReadQuestionnaire Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            var file = TextFile.Of(stream, FilePurpose.Questionnaire);
            var read = QuestionnaireReader.Read(file.TextOf(stream), Checks);
            return file.GuessedName is { } name ? read with { Problems = [Guessed(name), .. read.Problems] } : read;
        }
        catch (UnreadableFileException refused)
        {
            return new(null, [new Problem(refused.Line, refused.Column, refused.Sentence)]);
        }
    }

    private static Problem Guessed(string name) =>
        new(
            1,
            1,
            new Sentence(
                "Die Datei ist nicht in UTF-8 geschrieben; gelesen wurde sie als {0}. Sehen Sie nach, ob die Umlaute stimmen.",
                name
            ),
            IsNotice: true
        );
}
