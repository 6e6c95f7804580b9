using System.Data.Common;
using System.Globalization;
using System.Net;
using Befragung.Delphi;
using Befragung.Web.Mail;

namespace Befragung.Web.Settings;

/// <summary>What may stand in a setting. Each check gives what is wrong and what to write instead, or null.</summary>
internal static class AllowedValues
{
    public static Sentence? Anything(string value) => null;

    public static Sentence? Line(string value) => value.Any(char.IsControl) ? new("Das muss eine einzige Zeile sein.") : null;

    public static Func<string, Sentence?> OneOf(params string[] possible) =>
        value =>
            possible.Contains(value, StringComparer.OrdinalIgnoreCase)
                ? null
                : new("Möglich sind: {0}.", string.Join(", ", possible.Select(one => $"„{one}“")));

    /// <summary>How the database server is reached. Tells nothing of what is written there: a password is.</summary>
    public static Sentence? Connection(string value)
    {
        const string Right = "Host=db.example.org;Database=befragung;Username=befragung;Password=…";
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = value };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server")
                ? null
                : new("Darin fehlt Host, der Rechner des Datenbankservers. So ist es richtig: {0}", Right);
        }
        catch (ArgumentException)
        {
            return new("Das lässt sich nicht lesen. So ist es richtig: {0}", Right);
        }
    }

    public static Sentence? Boolean(string value) => bool.TryParse(value, out _) ? null : new("Möglich sind: {0}.", "„true“, „false“");

    /// <summary>Its borders are said as they are written in settings, without marks between thousands.</summary>
    public static Func<string, Sentence?> Number(int least, int most) =>
        value =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? null
            : most == int.MaxValue ? new("Das muss eine ganze Zahl ab {0} sein.", $"{least}")
            : new("Das muss eine ganze Zahl von {0} bis {1} sein.", $"{least}", $"{most}");

    public static Sentence? Day(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : new("Das muss ein Tag sein, geschrieben wie 2026-09-30.");

    public static Sentence? Duration(string value) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero
            ? null
            : new("Das muss eine Dauer sein, geschrieben wie 00:02:00.");

    /// <summary>What stands before the links in letters.</summary>
    public static Sentence? Address(string value)
    {
        if (value.Any(char.IsWhiteSpace))
            return new("Darin steht ein Leerzeichen. So ist es richtig: https://befragung.example.org");
        if (
            !Uri.TryCreate(value, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        )
            return new("Das muss eine vollständige Adresse mit https:// oder http:// sein, wie https://befragung.example.org");
        if (address.UserInfo.Length > 0)
            return new("Eine Adresse mit Namen oder Passwort steht in jedem Brief; schreiben Sie sie ohne.");
        if (address.Query.Length > 0 || address.Fragment.Length > 0 || value.EndsWith('?') || value.EndsWith('#'))
            return new("Hinter der Adresse darf nichts mit ? oder # stehen.");
        if (address.AbsolutePath != "/")
            return new(
                "Ein Pfad hinter dem Namen geht nicht: Die Plattform braucht einen Namen für sich, wie https://befragung.example.org"
            );
        return address.HostNameType == UriHostNameType.Unknown || address.Host.Length == 0
            ? new("Darin fehlt der Name des Rechners, wie in https://befragung.example.org")
            : null;
    }

    /// <summary>A page somewhere.</summary>
    public static Sentence? Page(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !value.Any(char.IsWhiteSpace)
            ? null
            : new("Das muss die vollständige Adresse einer Seite sein, wie https://www.example.org/impressum");

    public static Sentence? Host(string value) =>
        Uri.CheckHostName(value) != UriHostNameType.Unknown
            ? null
            : new("Das muss der Name eines Rechners sein, ohne Anschluss und ohne https://, wie mail.example.org");

    public static Sentence? Sender(string value) =>
        value == MailSettings.LocalSender || Mailbox.TryRead(value, out _, out var problem)
            ? null
            : new("Das muss eine E-Mail-Adresse sein, wie befragung@example.org; der Name dazu gehört in Mail__FromName. {0}", problem);

    public static Sentence? Proxies(string value)
    {
        var wrong = ProxyList.Parts(value).FirstOrDefault(part => !IPAddress.TryParse(part, out _) && !IPNetwork.TryParse(part, out _));
        return wrong is null
            ? null
            : new("„{0}“ ist weder eine Adresse wie 10.0.0.1 noch ein Netz wie 10.0.0.0/8; mehrere werden mit Komma getrennt.", wrong);
    }

    public static Sentence? Listening(string value)
    {
        foreach (var one in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                var address = BindingAddress.Parse(one);
                if (address.Scheme is "http" or "https" && address.PathBase.Length == 0)
                    continue;
            }
            catch (FormatException)
            {
                // Told below, as is what it cannot listen to.
            }
            return new("„{0}“ sagt nicht, wo auf Anfragen zu warten ist. So ist es richtig: http://0.0.0.0:8080", one);
        }
        return null;
    }

    public static Sentence? Ports(string value) =>
        value
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Number(1, 65_535))
            .FirstOrDefault(problem => problem is not null);
}
