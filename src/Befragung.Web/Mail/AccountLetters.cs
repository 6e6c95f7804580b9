using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>Letters about accounts of the team, as pure functions.</summary>
public static class AccountLetters
{
    public static Letter NewPassword(IStringLocalizer<Texts> t, string mark, string address, string link, string language) =>
        Languages.In(
            language,
            () =>
                Written(
                    mark,
                    address,
                    t["Neues Passwort für Ihr Konto"],
                    [
                        t["Guten Tag,"],
                        t[
                            "für Ihr Konto im Projektteam der Befragung wurde ein neues Passwort angefordert. Mit diesem Link wählen Sie es. Er gilt einmal und eine Stunde lang:"
                        ]
                            + "\n"
                            + link,
                        t["Haben Sie das nicht angefordert, so ist nichts zu tun: Ihr Passwort gilt weiter. Geben Sie den Link niemandem."],
                    ]
                )
        );

    public static Letter PasswordChanged(IStringLocalizer<Texts> t, string mark, string address, string forgotten, string language) =>
        Languages.In(
            language,
            () =>
                Written(
                    mark,
                    address,
                    t["Ihr Passwort wurde geändert"],
                    [
                        t["Guten Tag,"],
                        t[
                            "das Passwort für Ihr Konto im Projektteam der Befragung wurde soeben geändert. Alle Geräte, auf denen Sie angemeldet waren, sind abgemeldet."
                        ],
                        t["Waren Sie das nicht? Dann wählen Sie gleich ein neues Passwort, und sagen Sie es allen, die mit Ihnen arbeiten:"]
                            + "\n"
                            + forgotten,
                    ]
                )
        );

    public static Letter SecondStep(IStringLocalizer<Texts> t, string mark, string address, string forgotten, bool isOn, string language) =>
        Languages.In(
            language,
            () =>
                Written(
                    mark,
                    address,
                    isOn ? t["Ihre Anmeldung in zwei Schritten ist eingerichtet"] : t["Ihre Anmeldung in zwei Schritten ist aufgehoben"],
                    [
                        t["Guten Tag,"],
                        isOn
                            ? t[
                                "für Ihr Konto im Projektteam der Befragung wird von jetzt an nach dem Passwort ein Code von Ihrem Telefon verlangt."
                            ]
                            : t[
                                "für Ihr Konto im Projektteam der Befragung genügt von jetzt an das Passwort; ein Code vom Telefon wird nicht mehr verlangt."
                            ],
                        t["Waren Sie das nicht? Dann wählen Sie gleich ein neues Passwort, und sagen Sie es allen, die mit Ihnen arbeiten:"]
                            + "\n"
                            + forgotten,
                    ]
                )
        );

    /// <summary>Invites somebody to create an account, and into the team of a study where one is named.</summary>
    public static Letter Invitation(
        IStringLocalizer<Texts> t,
        string mark,
        string address,
        string link,
        string by,
        LocalizedText? study,
        string language
    ) =>
        Languages.In(
            language,
            () =>
                Written(
                    mark,
                    address,
                    t["Einladung in das Projektteam"],
                    [
                        t["Guten Tag,"],
                        study is null
                            ? t["{0} lädt Sie in das Projektteam der Befragung ein.", by]
                            : t["{0} lädt Sie ein, an der Befragung „{1}“ mitzuarbeiten.", by, study.In(language)],
                        t["Mit diesem Link legen Sie Ihr Konto an. Er gilt einmal und eine Woche lang. Geben Sie ihn niemandem:"]
                            + "\n"
                            + link,
                        t["Erwarten Sie diese Einladung nicht, so ist nichts zu tun."],
                    ]
                )
        );

    /// <summary>Goes to the address that is to be the account's.</summary>
    public static Letter NewAddress(IStringLocalizer<Texts> t, string mark, string address, string link, string language) =>
        Languages.In(
            language,
            () =>
                Written(
                    mark,
                    address,
                    t["Neue Adresse für Ihr Konto"],
                    [
                        t["Guten Tag,"],
                        t[
                            "diese Adresse soll künftig zu einem Konto im Projektteam der Befragung gehören. Mit diesem Link bestätigen Sie das. Er gilt einmal und eine Stunde lang:"
                        ]
                            + "\n"
                            + link,
                        t["Haben Sie das nicht veranlasst, so ist nichts zu tun."],
                    ]
                )
        );

    /// <summary>Goes to the address that was the account's.</summary>
    public static Letter AddressChanged(IStringLocalizer<Texts> t, string mark, string address, string language) =>
        Languages.In(
            language,
            () =>
                Written(
                    mark,
                    address,
                    t["Ihr Konto hat eine andere Adresse"],
                    [
                        t["Guten Tag,"],
                        t[
                            "Ihr Konto im Projektteam der Befragung gehört seit eben zu einer anderen Adresse. Diese hier gilt dafür nicht mehr."
                        ],
                        t["Waren Sie das nicht? Dann wenden Sie sich gleich an jemanden, der die Konten verwaltet."],
                    ]
                )
        );

    private static Letter Written(string mark, string address, string subject, string[] paragraphs) =>
        new(mark, address, address, subject, string.Join("\n\n", paragraphs) + "\n", ReplyTo: null);
}
