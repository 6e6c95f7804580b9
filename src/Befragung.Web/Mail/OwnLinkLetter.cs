using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>The letter with which somebody who came by an open link sends their personal link to themselves. It goes once; its address is kept nowhere.</summary>
public static class OwnLinkLetter
{
    public static Letter Write(
        IStringLocalizer<Texts> t,
        string address,
        string link,
        LocalizedText title,
        Contact? contact,
        DateTime? deadline
    )
    {
        ArgumentNullException.ThrowIfNull(t);
        var survey = Markdown.Plain(title.ToString());
        string?[] paragraphs =
        [
            t["Guten Tag,"],
            t["mit diesem Link kommen Sie zurück zu Ihrem Antwortbogen der Befragung „{0}“:", survey] + "\n" + link,
            deadline is { } until ? t["Frist: {0}", Clock.Day(until)].Value : null,
            t[
                "Der Link öffnet nur Ihren Bogen. Geben Sie ihn niemandem. Ihre Adresse haben wir nicht gespeichert; ein weiteres Anschreiben kommt daher nicht."
            ],
            t["Haben Sie diesen Link nicht angefordert, so hat jemand Ihre Adresse eingegeben. Dann ist nichts zu tun."],
        ];
        return new(
            "link-" + Guid.NewGuid().ToString("N"),
            address,
            address,
            t["Ihr persönlicher Link: {0}", survey].Value.ReplaceLineEndings(" "),
            string.Join("\n\n", paragraphs.OfType<string>()) + "\n",
            contact
        );
    }
}
