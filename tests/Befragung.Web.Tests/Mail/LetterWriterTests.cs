using Befragung.Delphi.Questionnaires;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Tests.Mail;

/// <summary>Letters in the team's words: what stands in the place of each placeholder, as plain text and as a page.</summary>
public sealed class LetterWriterTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Results = "https://befragung.example.org/ergebnisse/klein?sprache=de";

    private const string Link = "https://befragung.example.org/einladung/abc_def*ghi";

    private static readonly Questionnaire Asked = QuestionnaireReader.Read(Sample.Yaml).Questionnaire!;

    private IStringLocalizer<Texts> T => app.Services.GetRequiredService<IStringLocalizer<Texts>>();

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Every_original_can_be_sent_and_names_who_writes_until_when_and_how_to_decline(string language)
    {
        foreach (var kind in Enum.GetValues<LetterKind>())
        {
            var original = LetterTemplate.Original(T, kind, language);
            Assert.Null(original.ProblemOfSubject(language));
            Assert.Null(original.ProblemOfBody(language, kind));
            var letter = Write(original, language, deadline: Clock.EndOf(new(2026, 12, 24)));
            Assert.Equal(
                kind.Asks() || kind == LetterKind.Correction,
                letter.Body.Contains(language == "de" ? "24. Dezember 2026" : "24 December 2026", StringComparison.Ordinal)
            );
            Assert.Equal(kind != LetterKind.Declined, letter.Body.Contains(Link + "\n", StringComparison.Ordinal));
            Assert.Equal(kind.Asks() || kind == LetterKind.Declined, letter.Body.Contains(Link + "/absage\n", StringComparison.Ordinal));
            Assert.Equal(kind == LetterKind.ResultsReleased, letter.Body.Contains(Results + "\n", StringComparison.Ordinal));
            Assert.Contains("Büro für Größe\nbuero@befragung.internal", letter.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("{", letter.Body + letter.Subject, StringComparison.Ordinal);
            Assert.Contains(
                language == "de" ? "Kleine Befragung über Größe" : "Small survey about size",
                letter.Subject,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData(LetterKind.FirstRound, "Einladung: {Befragung}", "Invitation: {Survey}")]
    [InlineData(LetterKind.NextRound, "Runde {Runde}: {Befragung}", "Round {Round}: {Survey}")]
    [InlineData(LetterKind.ReminderToHandIn, "Noch nicht abgegeben: {Befragung}", "Not handed in yet: {Survey}")]
    [InlineData(LetterKind.NewDeadline, "Neue Frist: {Befragung}", "New deadline: {Survey}")]
    [InlineData(LetterKind.Thanks, "Vielen Dank: {Befragung}", "Thank you: {Survey}")]
    [InlineData(LetterKind.NewLink, "Ihr Link: {Befragung}", "Your link: {Survey}")]
    [InlineData(LetterKind.Declined, "Ihre Absage: {Befragung}", "You have declined: {Survey}")]
    public void Its_subject_says_what_a_letter_is_about(LetterKind kind, string german, string english) =>
        Assert.Equal((german, english), (LetterTemplate.Original(T, kind, "de").Subject, LetterTemplate.Original(T, kind, "en").Subject));

    [Fact]
    public void No_two_kinds_of_letters_have_one_subject_but_reminders()
    {
        var alike = Enum.GetValues<LetterKind>()
            .GroupBy(kind => LetterTemplate.Original(T, kind, "de").Subject)
            .Where(kinds => kinds.Count() > 1);
        Assert.Equal("Erinnerung: {Befragung}", Assert.Single(alike).Key);
    }

    [Fact]
    public void An_invitation_says_how_long_it_takes()
    {
        Assert.Contains(
            "dauert etwa 3 bis 8 Minuten.",
            Write(LetterTemplate.Original(T, LetterKind.FirstRound, "de"), "de").Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "about 3 to 8 minutes",
            Write(LetterTemplate.Original(T, LetterKind.FirstRound, "en"), "en").Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_line_whose_placeholder_has_nothing_is_left_out_and_leaves_no_gap()
    {
        var letter = Write(new("Betreff", "Oben\n\nBitte bis {Frist}.\n\n{Link}"), "de", deadline: null);
        Assert.Equal($"Oben\n\n{Link}\n", letter.Body);
    }

    [Fact]
    public void What_a_name_contains_is_no_Markdown_and_no_placeholder()
    {
        var letter = Write(
            new("An {Name}", "**Guten Tag** {Name}, [hier](https://example.org/x)\n\n{Link}"),
            "de",
            name: "A. *B* {Link} <b>C</b> _d_"
        );
        Assert.StartsWith("Guten Tag A. *B* {Link} <b>C</b> _d_, hier: https://example.org/x\n", letter.Body, StringComparison.Ordinal);
        Assert.Equal("An A. *B* {Link} <b>C</b> _d_", letter.Subject);
        Assert.Contains("<strong>Guten Tag</strong> A. *B* {Link} &lt;b&gt;C&lt;/b&gt; _d_", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_letter_has_the_same_lines_and_a_link_to_press()
    {
        var letter = Write(new("Betreff", "Eins\nzwei\n\n- drei\n- vier\n\n{Link}"), "de");
        Assert.Contains("Eins<br />", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<li>vier</li>", letter.Html, StringComparison.Ordinal);
        Assert.Contains($" href=\"{Link}\"", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", letter.Html, StringComparison.Ordinal);
        // Nothing is loaded from anywhere, so nobody learns who opened it.
        Assert.DoesNotContain("<img", letter.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", letter.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{Link} {Nmae}", "„{Nmae}“ ist kein Platzhalter.")]
    [InlineData("Guten Tag {Name}", "Ohne „{Link}“ kann niemand antworten.")]
    [InlineData("", "Der Text fehlt.")]
    public void A_text_that_cannot_be_sent_is_refused_with_a_sentence(string body, string words)
    {
        var problem = new LetterTemplate("Betreff", body).ProblemOfBody("de");
        Assert.Contains(words, problem!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{link}")]
    [InlineData("{ Link }")]
    [InlineData("{Deadline} {Frist} {Link} {Survey}")]
    public void A_placeholder_may_be_written_in_either_language_and_in_any_case(string body) =>
        Assert.Null(new LetterTemplate("Betreff", body).ProblemOfBody("de"));

    [Fact]
    public void A_text_and_a_subject_have_their_lengths()
    {
        Assert.NotNull(new LetterTemplate(new string('a', LetterTemplate.LongestSubject + 1), "{Link}").ProblemOfSubject("de"));
        Assert.Null(new LetterTemplate(new string('a', LetterTemplate.LongestSubject), "{Link}").ProblemOfSubject("de"));
        Assert.NotNull(new LetterTemplate("a", "{Link}" + new string('a', LetterTemplate.LongestBody)).ProblemOfBody("de"));
        Assert.NotNull(new LetterTemplate("{Link}", "{Link}").ProblemOfSubject("de"));
    }

    private Letter Write(LetterTemplate template, string language, string name = "Jörg Weiß", DateTime? deadline = null) =>
        LetterWriter.Write(
            T,
            template,
            new(name, Asked, 2, new("nord", 3, 8), deadline, Link, Results),
            "1-a",
            "joerg@example.org",
            language
        );
}
