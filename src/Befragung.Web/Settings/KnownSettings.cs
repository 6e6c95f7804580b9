namespace Befragung.Web.Settings;

/// <summary>All settings of the platform's own. What a section of theirs has beside them is a slip of the pen; a test compares them with the code and the README.</summary>
public static class KnownSettings
{
    public const string DefaultFolder = "./data";

    /// <summary>The provider that is a server, and needs to be told where it is.</summary>
    internal const string Server = "PostgreSql";

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Site:Address", Values.Address),
        new("Site:Institution", Values.Line),
        new("Site:Logo", Folders.CheckFile),
        new("Site:Imprint", Values.Page),
        new("Site:PrivacyContact", Values.Line),
        new("Data:Directory", Folders.Check, DefaultFolder),
        new("Database:Provider", Values.OneOf("Sqlite", Server)),
        new("ConnectionStrings:Befragung", Values.Connection) { IsSecret = true },
        new("Mail:Carrier", Values.OneOf("Folder", "Smtp")),
        new("Mail:Host", Values.Host),
        new("Mail:Port", Values.Number(1, 65_535)),
        new("Mail:Security", Values.OneOf("StartTls", "Tls", "None")),
        new("Mail:User", Values.Line),
        new("Mail:Password", Values.Anything) { IsSecret = true },
        new("Mail:TimeoutSeconds", Values.Number(1, 600)),
        new("Mail:Connections", Values.Number(1, 50)),
        new("Mail:From", Values.Sender),
        new("Mail:FromName", Values.Line),
        new("Report:Browser", Folders.CheckProgram),
        new("Report:Sandbox", Values.Boolean),
        new("Report:Timeout", Values.Duration),
        new(ShortcutsTaken.Setting, ShortcutsTaken.Check),
        new("Proxy:Trusted", Values.Proxies),
        new("Limits:SignInsPerMinute", Values.Number(1, int.MaxValue)),
        new("Limits:LinksPerMinute", Values.Number(1, int.MaxValue)),
        new("Limits:PasswordsPerMinute", Values.Number(1, int.MaxValue)),
        new("Limits:ReportsPerMinute", Values.Number(1, int.MaxValue)),
        new("Limits:PicturesPerMinute", Values.Number(1, int.MaxValue)),
    ];

    /// <summary>The framework's own that say where to listen: a mistake there is as easily made.</summary>
    public static IReadOnlyList<Setting> OfServer { get; } = [new("urls", Values.Listening), new("http_ports", Values.Ports)];
}
