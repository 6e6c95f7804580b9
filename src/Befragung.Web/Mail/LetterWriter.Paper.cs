using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>A letter to be printed.</summary>
/// <param name="Body">HTML.</param>
/// <param name="Link">Opens the sheet; for a camera.</param>
/// <param name="TypeAt">Where the code is typed.</param>
/// <param name="Code">The secret of the link, in groups.</param>
public sealed record PaperLetter(string Name, string Language, string Subject, string Body, string Link, string TypeAt, string Code)
{
    /// <summary>Whose sheet it opens.</summary>
    public Guid PanelistId { get; init; }

    /// <summary>The lines of the envelope below the name; none where nobody knows them.</summary>
    public IReadOnlyList<string> Post { get; init; } = [];
}

public static partial class LetterWriter
{
    /// <summary>The same words on paper, where nobody presses a link: it is typed.</summary>
    public static PaperLetter OnPaper(
        IStringLocalizer<Texts> t,
        LetterTemplate template,
        LetterValues values,
        string typeAt,
        string code,
        string language
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        return Languages.In(
            language,
            () =>
            {
                string Value(Placeholder one) =>
                    one == Placeholder.Link ? t["{0} mit dem Code {1}", typeAt, code]
                    : one == Placeholder.Decline ? t["{0} mit demselben Code", typeAt]
                    : ValueOf(t, values, one);
                return new PaperLetter(
                    values.Name,
                    language,
                    SubjectOf(template, Value),
                    Html(WithoutEmptyLines(template.Body, Value), Value, isPaper: true),
                    values.Link,
                    typeAt,
                    code
                );
            }
        );
    }
}
