using Befragung.Delphi;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>The words of a kind of letter in one language, with placeholders.</summary>
/// <param name="Subject">In one line, without Markdown.</param>
/// <param name="Body">Markdown; where a line ends, one begins in the letter.</param>
public sealed record LetterTemplate(string Subject, string Body)
{
    public const int LongestSubject = 150;
    public const int LongestBody = 5_000;

    /// <summary>What is written where the team has no words of its own.</summary>
    public static LetterTemplate Original(IStringLocalizer<Texts> t, LetterKind kind, string language)
    {
        ArgumentNullException.ThrowIfNull(t);
        return Languages.In(
            language,
            () =>
                new LetterTemplate(
                    kind switch
                    {
                        LetterKind.FirstRound => t["Einladung: {Befragung}"],
                        LetterKind.NextRound => t["Runde {Runde}: {Befragung}"],
                        LetterKind.ReminderToHandIn => t["Noch nicht abgegeben: {Befragung}"],
                        LetterKind.NewDeadline => t["Neue Frist: {Befragung}"],
                        LetterKind.Thanks => t["Vielen Dank: {Befragung}"],
                        LetterKind.NewLink => t["Ihr Link: {Befragung}"],
                        LetterKind.Declined => t["Ihre Absage: {Befragung}"],
                        LetterKind.Correction => t["Haben wir Sie richtig verstanden? {Befragung}"],
                        LetterKind.ResultsReleased => t["Das Ergebnis liegt vor: {Befragung}"],
                        _ => t["Erinnerung: {Befragung}"],
                    },
                    string.Join("\n\n", Paragraphs(t, kind))
                )
        );
    }

    /// <summary>What is wrong with the subject; null for nothing.</summary>
    public Sentence? ProblemOfSubject(string language) =>
        Subject.Length == 0 ? new("Der Betreff fehlt.")
        : Subject.Length > LongestSubject ? new("Der Betreff hat {0} Zeichen, möglich sind {1}.", Subject.Length, LongestSubject)
        : Placeholder.Of(Subject).Any(one => one == Placeholder.Link)
            ? new("Der persönliche Link gehört in den Text, nicht in den Betreff.")
        : Placeholder.Unknown(Subject, language);

    /// <summary>What is wrong with the body; null for nothing.</summary>
    public Sentence? ProblemOfBody(string language, LetterKind kind = LetterKind.FirstRound) =>
        Body.Length == 0 ? new("Der Text fehlt.")
        : Body.Length > LongestBody ? new("Der Text hat {0} Zeichen, möglich sind hier {1}.", Body.Length, LongestBody)
        : Placeholder.Unknown(Body, language) is { } unknown ? unknown
        : kind.Needs() is { } needed && !Placeholder.Of(Body).Contains(needed)
            ? new(
                needed == Placeholder.Link
                    ? "Ohne „{0}“ kann niemand antworten. Setzen Sie den Platzhalter dorthin, wo der persönliche Link stehen soll."
                    : "„{0}“ fehlt im Text. Setzen Sie den Platzhalter dorthin, wo der Link stehen soll.",
                needed.In(language)
            )
        : Markdown.Refusal(Body);

    private static IEnumerable<string> Paragraphs(IStringLocalizer<Texts> t, LetterKind kind)
    {
        yield return t["Guten Tag {Name},"];
        foreach (var paragraph in kind.Asks() ? Asking(t, kind) : Telling(t, kind))
            yield return paragraph;
        yield return t["Mit freundlichen Grüßen"] + "\n" + Placeholder.Contact.In(Languages.Current);
    }

    /// <summary>What a letter says that asks for answers.</summary>
    private static IEnumerable<string> Asking(IStringLocalizer<Texts> t, LetterKind kind)
    {
        switch (kind)
        {
            case LetterKind.FirstRound:
                yield return t["wir laden Sie ein, an der Befragung „{Befragung}“ teilzunehmen."];
                yield return Placeholder.Introduction.In(Languages.Current);
                yield return t["Das Ausfüllen dauert {Dauer}."];
                break;
            case LetterKind.NextRound:
                yield return t[
                    "die Befragung „{Befragung}“ geht in die Runde {Runde}. Zu jeder Frage sehen Sie jetzt, wie alle Beteiligten in der vorigen Runde geantwortet haben, und können Ihre Antwort überdenken."
                ];
                break;
            case LetterKind.ReminderToBegin:
                yield return t["wir haben Sie zur Befragung „{Befragung}“ eingeladen. Ihre Einschätzung fehlt uns noch."];
                break;
            case LetterKind.ReminderToGoOn:
                yield return t[
                    "Sie haben begonnen, die Befragung „{Befragung}“ zu beantworten. Was Sie eingegeben haben, ist gespeichert. Fertig ist Ihr Bogen erst, wenn Sie ihn abgeben."
                ];
                break;
            case LetterKind.NewDeadline:
                yield return t[
                    "die Frist der Befragung „{Befragung}“ hat sich geändert. Was Sie vielleicht schon eingegeben haben, ist gespeichert. Fertig ist Ihr Bogen erst, wenn Sie ihn abgeben."
                ];
                break;
            case LetterKind.NewLink:
                yield return t[
                    "zu dieser Adresse wurde ein Link für die Befragung „{Befragung}“ angefordert. Frühere Links gelten weiter."
                ];
                break;
            default:
                yield return t[
                    "Sie haben alle Fragen der Befragung „{Befragung}“ beantwortet, aber noch nicht abgegeben. Fertig ist Ihr Bogen erst, wenn Sie auf „Antworten abgeben“ drücken."
                ];
                break;
        }
        yield return t["Ihr persönlicher Link:"] + "\n" + Placeholder.Link.In(Languages.Current);
        yield return t["Bitte antworten Sie bis zum {Frist}."];
        if (kind is LetterKind.FirstRound or LetterKind.NextRound)
        {
            yield return t[
                "Sie brauchen kein Konto und kein Passwort. Sie können jederzeit unterbrechen und auf einem anderen Gerät weitermachen. Bitte geben Sie den Link nicht weiter: Er öffnet Ihren eigenen Antwortbogen."
            ];
            yield return t["Ihre Antworten werden getrennt von Ihrem Namen gespeichert und nur zusammengefasst berichtet."];
        }
        else if (kind == LetterKind.NewLink)
            yield return t[
                "Haben Sie keinen Link angefordert, ist nichts zu tun. Bitte geben Sie ihn nicht weiter: Er öffnet Ihren eigenen Antwortbogen."
            ];
        else
            yield return t["Haben Sie inzwischen geantwortet, ist nichts zu tun."];
        yield return t["Möchten Sie nicht teilnehmen? Dann sagen Sie es uns hier; wir schreiben Ihnen danach nicht mehr:"]
            + "\n"
            + Placeholder.Decline.In(Languages.Current);
    }

    /// <summary>What a letter says that asks for nothing.</summary>
    private static IEnumerable<string> Telling(IStringLocalizer<Texts> t, LetterKind kind)
    {
        switch (kind)
        {
            case LetterKind.Thanks:
                yield return t["vielen Dank: Ihre Antworten zur Befragung „{Befragung}“ sind abgegeben."];
                yield return t["Unter Ihrem persönlichen Link sehen Sie sie wieder. Ändern können Sie sie, bis die Runde schließt:"]
                    + "\n"
                    + Placeholder.Link.In(Languages.Current);
                yield return t["Zu tun ist jetzt nichts mehr. Geht es weiter, schreiben wir Ihnen."];
                break;
            case LetterKind.Declined:
                yield return t[
                    "Sie haben die Teilnahme an der Befragung „{Befragung}“ abgesagt. Danke, dass Sie Bescheid gesagt haben. Wir schreiben Ihnen dazu nicht mehr."
                ];
                yield return t[
                    "Überlegen Sie es sich anders, oder haben Sie gar nicht abgesagt? Solange die Befragung läuft, können Sie hier doch noch teilnehmen:"
                ]
                    + "\n"
                    + Placeholder.Decline.In(Languages.Current);
                break;
            case LetterKind.Correction:
                yield return t[
                    "vielen Dank für das, was Sie in der Befragung „{Befragung}“ mit eigenen Worten geschrieben haben. Wir haben daraus und aus den Texten anderer Thesen gemacht und möchten wissen, ob wir Sie richtig verstanden haben."
                ];
                yield return t[
                    "Unter Ihrem persönlichen Link sehen Sie, in welche Thesen Ihre Worte eingegangen sind. Sie können sagen, ob Sie es so meinten und ob ein Gedanke fehlt:"
                ]
                    + "\n"
                    + Placeholder.Link.In(Languages.Current);
                yield return t["Das dauert wenige Minuten und ist freiwillig."]
                    + "\n"
                    + t["Absenden können Sie Ihre Rückmeldung einmal, bis zum {Frist}."];
                yield return t["Niemand im Projektteam sieht, wer etwas zurückmeldet. Welche Worte von Ihnen sind, sehen nur Sie."];
                break;
            default:
                yield return t["Sie haben an der Befragung „{Befragung}“ mitgewirkt. Vielen Dank! Das Ergebnis liegt jetzt vor:"]
                    + "\n"
                    + Placeholder.Results.In(Languages.Current);
                yield return t["Was Sie selbst geantwortet haben und wo Sie damit stehen, zeigt Ihnen Ihr persönlicher Link:"]
                    + "\n"
                    + Placeholder.Link.In(Languages.Current);
                break;
        }
    }
}
