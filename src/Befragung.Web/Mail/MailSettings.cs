using Befragung.Web.Data;

namespace Befragung.Web.Mail;

/// <summary>How the way to the mail server is kept from strangers.</summary>
public enum MailSecurity
{
    /// <summary>Begins in plain text and is encrypted before anything is said; a server that cannot is not used.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Only for a server on the same machine.</summary>
    None,
}

/// <summary>The settings <c>Mail__…</c>, checked: what cannot work is refused at start, with the name of the setting.</summary>
public sealed class MailSettings
{
    /// <summary>The usual sender, as long as letters only go into the folder.</summary>
    internal const string LocalSender = "befragung@localhost";

    internal const int MostPerMinute = 100_000;

    private MailSettings() { }

    /// <summary>Whether letters are only written into a folder.</summary>
    public bool OnlyFolder { get; private init; }

    public string From { get; private init; } = LocalSender;

    public string FromName { get; private init; } = "Befragung";

    public string Host { get; private init; } = "";

    public int Port { get; private init; }

    public MailSecurity Security { get; private init; }

    public string? User { get; private init; }

    public string? Password { get; private init; }

    /// <summary>What connecting and signing in, or one letter, may take at the most.</summary>
    public TimeSpan Timeout { get; private init; }

    /// <summary>How many connections carry letters at once.</summary>
    public int Connections { get; private init; }

    /// <summary>How many letters to experts go in a minute at the most, from this server; 0 for as many as go.</summary>
    public int PerMinute { get; private init; }

    /// <summary>
    /// How long a claimed letter is nobody else's: some time for those before it, and then a try that finds its connection closed, opens another one and takes its time on each.
    /// </summary>
    public TimeSpan Lease => TimeSpan.FromMinutes(1) + LongestTry;

    public TimeSpan LongestTry => 3 * Timeout;

    /// <summary>The server as people name it.</summary>
    public string Server => $"{Host}:{Port}";

    public static MailSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var security = Choice(configuration, "Mail:Security", MailSecurity.StartTls);
        var settings = new MailSettings
        {
            OnlyFolder = OnlyFolderIn(configuration["Mail:Carrier"]),
            From = SenderIn(configuration["Mail:From"]),
            FromName = configuration["Mail:FromName"] is { Length: > 0 } name ? name : "Befragung",
            Host = configuration["Mail:Host"]?.Trim() ?? "",
            Port = Number(configuration, "Mail:Port", security == MailSecurity.Tls ? 465 : 587, 1, 65_535),
            Security = security,
            User = configuration["Mail:User"],
            Password = configuration["Mail:Password"],
            Timeout = TimeSpan.FromSeconds(Number(configuration, "Mail:TimeoutSeconds", 30, 1, 600)),
            Connections = Number(configuration, "Mail:Connections", 4, 1, 50),
            PerMinute = Number(configuration, "Mail:PerMinute", 0, 0, MostPerMinute),
        };
        if (!settings.OnlyFolder && Uri.CheckHostName(settings.Host) == UriHostNameType.Unknown)
            throw new ConfigurationException(
                settings.Host.Length == 0
                    ? "Mail__Carrier ist „Smtp“, aber Mail__Host nennt keinen Server."
                    : $"Mail__Host ist „{settings.Host}“. Das ist kein Name eines Servers; der Anschluss gehört in Mail__Port."
            );
        return settings;
    }

    private static bool OnlyFolderIn(string? carrier) =>
        (carrier ?? "Folder") switch
        {
            "Folder" => true,
            "Smtp" => false,
            var other => throw new ConfigurationException($"Mail__Carrier ist „{other}“. Möglich sind „Folder“ und „Smtp“."),
        };

    private static string SenderIn(string? from)
    {
        if (from is not { Length: > 0 } || from == LocalSender)
            return LocalSender;
        if (Mailbox.TryRead(from, out var mailbox, out var problem))
            return mailbox.Ascii;
        throw new ConfigurationException($"Mail__From taugt nicht als Absender: {problem}");
    }

    private static T Choice<T>(IConfiguration configuration, string name, T usual)
        where T : struct, Enum
    {
        if (configuration[name] is not { Length: > 0 } text)
            return usual;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        throw new ConfigurationException(
            $"{name.Replace(":", "__", StringComparison.Ordinal)} ist „{text}“. Möglich sind: {string.Join(", ", Enum.GetNames<T>())}."
        );
    }

    private static int Number(IConfiguration configuration, string name, int usual, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return usual;
        if (
            int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
        )
            return value;
        throw new ConfigurationException(
            $"{name.Replace(":", "__", StringComparison.Ordinal)} ist „{text}“. Möglich sind ganze Zahlen von {least} bis {most}."
        );
    }
}
