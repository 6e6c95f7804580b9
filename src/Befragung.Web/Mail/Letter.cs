using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Mail;

/// <summary>An Anschreiben, ready to be carried.</summary>
/// <param name="Mark">Names the letter wherever it goes: in its Message-ID and as a file. Never a person's name or address.</param>
/// <param name="Body">Plain text: every reader shows it, reads it aloud, and prints it.</param>
/// <param name="ReplyTo">Who answers questions; null where the questionnaire names nobody.</param>
public sealed record Letter(string Mark, string ToName, string ToAddress, string Subject, string Body, Contact? ReplyTo)
{
    /// <summary>The same as a page, for mail programs that show one; null where there is none.</summary>
    public string? Html { get; init; }

    /// <summary>The deadline as a file for a calendar; null where there is none.</summary>
    public string? Calendar { get; init; }

    /// <summary>Where whoever gets it can say that they want no more of these; null where there is no such place.</summary>
    public string? DeclineLink { get; init; }
}
