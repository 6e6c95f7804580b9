using Befragung.Delphi;
using Befragung.Web.Mail;
using Befragung.Web.Settings;

namespace Befragung.Web.Operation;

/// <summary>Where the links in letters lead, and whether the platform knows who it is asked by.</summary>
internal static class AddressCheck
{
    private static readonly Sentence Subject = new("Adresse");

    public static IEnumerable<Diagnosis> Look(IConfiguration configuration)
    {
        if (configuration["Site:Address"] is not { } address)
        {
            yield return Diagnosis.Notice(
                Subject,
                new("Site__Address ist nicht gesetzt: Die Links in Anschreiben führen nach {0}.", SiteAddress.From(configuration).Root),
                new("Setzen Sie die Adresse, unter der die Fachleute die Plattform erreichen, wie https://befragung.example.org.")
            );
            yield break;
        }
        if (!Uri.TryCreate(address, UriKind.Absolute, out var site))
            yield break;
        if (site.Scheme != Uri.UriSchemeHttps)
        {
            yield return site.IsLoopback
                ? Diagnosis.Good(Subject, new("{0}, nur auf diesem Rechner.", address))
                : Diagnosis.Notice(
                    Subject,
                    new("{0} ist nicht verschlüsselt: Wer auf dem Weg mithört, liest Antworten und Passwörter.", address),
                    new("Stellen Sie einen Proxy mit HTTPS davor, und schreiben Sie Site__Address mit https://.")
                );
            yield break;
        }
        var proxies = ProxyList.Parts(configuration["Proxy:Trusted"]).Count();
        if (proxies == 0 && configuration["urls"]?.Contains("https://", StringComparison.OrdinalIgnoreCase) != true)
            yield return Diagnosis.Fault(
                new("Proxy"),
                new(
                    "Die Adresse beginnt mit https, aber Proxy__Trusted nennt keinen Proxy. So gelten alle Anfragen als eine Person: Nach wenigen Versuchen ist niemandem mehr die Anmeldung erlaubt."
                ),
                new("Setzen Sie Proxy__Trusted auf die Adresse, von der der Proxy anfragt, wie 127.0.0.1 oder 172.17.0.0/16.")
            );
        else
            yield return Diagnosis.Good(
                Subject,
                proxies == 0 ? new("{0}, ohne Proxy.", address) : new("{0}, hinter {1}.", address, configuration["Proxy:Trusted"]!)
            );
    }
}
