using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>What stands in one letter in the place of its placeholders.</summary>
/// <param name="Duration">How long whoever gets it takes.</param>
/// <param name="Deadline">The last day to answer; null where none is set.</param>
/// <param name="Link">Opens the sheet.</param>
/// <param name="Results">Where the results are to be read; null as long as they are not released.</param>
public sealed record LetterValues(
    string Name,
    Questionnaire Questionnaire,
    int Round,
    Duration Duration,
    DateTime? Deadline,
    string Link,
    string? Results = null
)
{
    /// <summary>Where one says that one will not take part.</summary>
    public string DeclineLink => Link + "/absage";
}

/// <summary>
/// Fills the words of a kind of letter in, as plain text and as a page for mail programs that show one. A line with a placeholder that there is nothing for is left out.
/// </summary>
public static partial class LetterWriter
{
    /// <summary>A letter to one expert.</summary>
    public static Letter Write(
        IStringLocalizer<Texts> t,
        LetterTemplate template,
        LetterValues values,
        string mark,
        string address,
        string language
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        return Languages.In(
            language,
            () =>
            {
                string Value(Placeholder one) => ValueOf(t, values, one);
                var body = WithoutEmptyLines(template.Body, Value);
                var subject = SubjectOf(template, Value);
                return new Letter(mark, values.Name, address, subject, Plain(body, Value), values.Questionnaire.Contact)
                {
                    Html = Page(subject, Html(body, Value), LanguageOf(t, template, language)),
                    DeclineLink = values.DeclineLink,
                };
            }
        );
    }

    /// <summary>What the program itself says is in another language where it has no sentences in this one.</summary>
    private static string LanguageOf(IStringLocalizer<Texts> t, LetterTemplate template, string language) =>
        Languages.Speaks(language) ? language
        : Array.Exists(Enum.GetValues<LetterKind>(), kind => LetterTemplate.Original(t, kind, language) == template)
            ? Languages.SentencesOf(language)
        : language;

    private static string SubjectOf(LetterTemplate template, Func<Placeholder, string> value) =>
        Placeholder.Replace(template.Subject, value).ReplaceLineEndings(" ").Trim();

    private static string ValueOf(IStringLocalizer<Texts> t, LetterValues values, Placeholder one)
    {
        var questionnaire = values.Questionnaire;
        if (one == Placeholder.Name)
            return values.Name;
        if (one == Placeholder.Survey)
            return Markdown.Plain(questionnaire.Title.ToString());
        if (one == Placeholder.Round)
            return questionnaire.Settings.NumbersRounds(values.Round) ? values.Round.ToString(CultureInfo.CurrentCulture) : "";
        if (one == Placeholder.Introduction)
            return FirstParagraph(questionnaire.Introduction?.ToString() ?? "");
        if (one == Placeholder.Link)
            return values.Link;
        if (one == Placeholder.Duration)
            return t.Minutes(values.Duration);
        if (one == Placeholder.Decline)
            return values.DeclineLink;
        if (one == Placeholder.Results)
            return values.Results ?? "";
        if (one == Placeholder.Deadline)
            return values.Deadline is { } deadline ? Clock.Day(deadline) : "";
        return questionnaire.Contact is { } contact ? $"{contact.Name}\n{contact.Email}" : t["Ihr Projektteam"].Value;
    }

    private static string WithoutEmptyLines(string body, Func<Placeholder, string> value)
    {
        var lines = body.ReplaceLineEndings("\n").Split('\n').Where(line => !Placeholder.Of(line).Any(one => value(one).Length == 0));
        return Gaps().Replace(string.Join('\n', lines), "\n\n").Trim();
    }

    /// <summary>Marks are taken off what the team wrote, and off no value: a name may have stars.</summary>
    private static string Plain(string body, Func<Placeholder, string> value) =>
        Placeholder.Replace(WithoutMarks(body), one => one == Placeholder.Introduction ? WithoutMarks(value(one)) : value(one)) + "\n";

    private static string WithoutMarks(string markdown)
    {
        var plain = Links().Replace(markdown, "${text}: ${link}");
        plain = Headings().Replace(plain, "");
        return Stars().Replace(plain, "${text}");
    }

    private static string Html(string body, Func<Placeholder, string> value, bool isPaper = false)
    {
        var filled = Placeholder.Replace(
            body,
            one =>
                one == Placeholder.Introduction ? value(one)
                : !isPaper && (one == Placeholder.Link || one == Placeholder.Decline || one == Placeholder.Results) ? $"<{value(one)}>"
                : Escaped(value(one))
        );
        // Where a line ends, one ends in the letter: nobody who writes one knows of two blanks.
        var lines = LineEnds().Replace(filled, "  \n");
        return Markdown
            .Block(lines)
            .ToString()!
            .Replace("<a ", "<a style=\"color:#0b4f8a;overflow-wrap:anywhere\" ", StringComparison.Ordinal);
    }

    private static string Page(string title, string content, string language) =>
        $"""
            <!DOCTYPE html>
            <html lang="{language}"{(LanguageTag.IsRightToLeft(language) ? " dir=\"rtl\"" : "")}>
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{HtmlEncoder.Default.Encode(
                title
            )}</title></head>
            <body style="margin:0;padding:16px;background:#ffffff;color:#171a2b;font:16px/1.5 Arial,Helvetica,sans-serif">
            <div style="max-width:600px">
            {content.Trim()}
            </div>
            </body>
            </html>

            """;

    private static string FirstParagraph(string text) => text.ReplaceLineEndings("\n").Trim().Split("\n\n")[0].Trim();

    private static string Escaped(string value) => Punctuation().Replace(value, "\\$0");

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 5000)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"(?<=\S)[ \t]*\n(?=\S)", RegexOptions.None, 5000)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\[(?<text>[^\]\n]+)\]\((?<link>[^)\s]+)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Links();

    [GeneratedRegex(@"^\#{1,6} +", RegexOptions.Multiline, 5000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"(?<!\w)(?<mark>\*{1,3}|_{1,3})(?=\S)(?<text>.+?)(?<=\S)\k<mark>(?!\w)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Stars();

    [GeneratedRegex(@"[!-/:-@\[-`{-~]", RegexOptions.None, 5000)]
    private static partial Regex Punctuation();
}
