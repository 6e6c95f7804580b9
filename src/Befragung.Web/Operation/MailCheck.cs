using Befragung.Delphi;
using Befragung.Web.Mail;
using Befragung.Web.Text;

namespace Befragung.Web.Operation;

/// <summary>Whether letters go out: the mail server is reached, encrypts, lets the platform sign in, and knows its sender. Nothing is sent.</summary>
internal static class MailCheck
{
    private static readonly Sentence Subject = new("Anschreiben");

    /// <param name="pause">Why a running server sends nothing; null where it sends, and where none runs.</param>
    public static async Task<IEnumerable<Diagnosis>> LookAsync(
        IConfiguration configuration,
        TimeProvider clock,
        MailPause? pause,
        CancellationToken cancel
    )
    {
        var settings = MailSettings.Read(configuration);
        if (settings.OnlyFolder)
            return
            [
                Diagnosis.Notice(
                    Subject,
                    new("Sie werden nur in den Ordner letters geschrieben und erreichen niemanden."),
                    new("Setzen Sie Mail__Carrier auf Smtp, und nennen Sie mit Mail__Host den Mailserver.")
                ),
            ];
        if (await new SmtpCarrier(settings, new Sender(settings, clock)).ProbeAsync(cancel) is { } trouble)
            return [Diagnosis.Fault(Subject, Said(trouble), new("Bis dahin warten alle Anschreiben; keines geht verloren."))];
        // A server that talks well may still take no letter.
        if (pause is not null)
            return
            [
                Diagnosis.Fault(
                    Subject,
                    new(
                        "Der Versand ruht seit dem {0}, {1} Uhr: {2}",
                        Clock.Day(pause.Since),
                        Clock.Time(pause.Since),
                        Said(pause.Trouble)
                    ),
                    new("Er wird von selbst wieder versucht; kein Anschreiben geht verloren.")
                ),
            ];
        return [Diagnosis.Good(Subject, new("Der Mailserver {0} nimmt Anschreiben an.", settings.Server))];
    }

    private static Sentence Said(MailTrouble trouble) =>
        trouble.Words is { Length: > 0 } words ? new("{0} Er sagt: „{1}“", trouble.What, words) : trouble.What;
}
