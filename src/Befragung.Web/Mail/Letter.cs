using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>An Anschreiben, ready to be carried. Plain text: every reader shows it, reads it aloud, and prints it.</summary>
/// <param name="Mark">Names the letter wherever it goes: in its Message-ID and as a file. Never a person's name or address.</param>
/// <param name="ReplyTo">Who answers questions; null where the questionnaire names nobody.</param>
public sealed record Letter(string Mark, string ToName, string ToAddress, string Subject, string Body, Contact? ReplyTo);

/// <summary>The letters, as pure functions.</summary>
public static class Letters
{
    /// <summary>Invites an expert to a round; the link is personal.</summary>
    public static Letter Invitation(
        IStringLocalizer<Texts> t,
        string mark,
        Questionnaire questionnaire,
        int round,
        string name,
        string address,
        string language,
        string link
    )
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return Languages.In(
            language,
            () =>
            {
                string[] paragraphs =
                [
                    t["Guten Tag {0},", name],
                    round == 1
                        ? t["wir laden Sie ein, an der Befragung „{0}“ teilzunehmen.", questionnaire.Title]
                        : t[
                            "die Befragung „{0}“ geht in die Runde {1}. Zu jeder Frage sehen Sie jetzt, wie alle Beteiligten in der vorigen Runde geantwortet haben, und können Ihre Antwort überdenken.",
                            questionnaire.Title,
                            round
                        ],
                    t["Ihr persönlicher Link:"] + "\n" + link,
                    t[
                        "Sie brauchen kein Konto und kein Passwort. Sie können jederzeit unterbrechen und auf einem anderen Gerät weitermachen. Bitte geben Sie den Link nicht weiter: Er öffnet Ihren eigenen Antwortbogen."
                    ],
                    t["Ihre Antworten werden getrennt von Ihrem Namen gespeichert und nur zusammengefasst berichtet."],
                    t["Mit freundlichen Grüßen"]
                        + "\n"
                        + (questionnaire.Contact is { } contact ? $"{contact.Name}\n{contact.Email}" : t["Ihr Projektteam"].Value),
                ];
                return new Letter(
                    mark,
                    name,
                    address,
                    t.Rounds(questionnaire.Settings.NumbersRounds(round), "Einladung: {0}[, Runde {1}]", questionnaire.Title, round),
                    string.Join("\n\n", paragraphs) + "\n",
                    questionnaire.Contact
                );
            }
        );
    }
}
