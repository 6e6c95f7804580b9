using Befragung.Web.Mail;

namespace Befragung.Web.Settings;

/// <summary>All settings of the platform's own. What a section of theirs has beside them is a slip of the pen; a test compares them with the code and the README.</summary>
public static class KnownSettings
{
    public const string DefaultFolder = "./data";

    /// <summary>The provider that is a server, and needs to be told where it is.</summary>
    internal const string Server = "PostgreSql";

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Site:Address", AllowedValues.Address),
        new("Site:Institution", AllowedValues.Line),
        new("Site:Logo", Folders.CheckFile),
        new("Site:Imprint", AllowedValues.Page),
        new("Site:PrivacyContact", AllowedValues.Line),
        new("Site:Controller", AllowedValues.Line),
        new("Site:PrivacyOfficer", AllowedValues.Line),
        new("Site:LegalBasis", AllowedValues.Line),
        new("Site:LegalBasisInEnglish", AllowedValues.Line),
        new("Site:Retention", AllowedValues.Line),
        new("Site:RetentionInEnglish", AllowedValues.Line),
        new("Site:Authority", AllowedValues.Line),
        new("Site:AccessibilityDate", AllowedValues.Day),
        new("Site:AccessibilityGaps", AllowedValues.Line),
        new("Site:AccessibilityGapsInEnglish", AllowedValues.Line),
        new("Site:AccessibilityContact", AllowedValues.Line),
        new("Site:AccessibilityBody", AllowedValues.Line),
        new("Data:Directory", Folders.Check, DefaultFolder),
        new("Data:Deletions", Folders.CheckNewFile),
        new("Database:Provider", AllowedValues.OneOf("Sqlite", Server)),
        new("ConnectionStrings:Befragung", AllowedValues.Connection) { IsSecret = true },
        new("Mail:Carrier", AllowedValues.OneOf("Folder", "Smtp")),
        new("Mail:Host", AllowedValues.Host),
        new("Mail:Port", AllowedValues.Number(1, 65_535)),
        new("Mail:Security", AllowedValues.OneOf("StartTls", "Tls", "None")),
        new("Mail:User", AllowedValues.Line),
        new("Mail:Password", AllowedValues.Anything) { IsSecret = true },
        new("Mail:TimeoutSeconds", AllowedValues.Number(1, 600)),
        new("Mail:Connections", AllowedValues.Number(1, 50)),
        new("Mail:PerMinute", AllowedValues.Number(0, MailSettings.MostPerMinute)),
        new("Mail:From", AllowedValues.Sender),
        new("Mail:FromName", AllowedValues.Line),
        new("Report:Browser", Folders.CheckProgram),
        new("Report:Sandbox", AllowedValues.Boolean),
        new("Report:Timeout", AllowedValues.Duration),
        new(ShortcutsTaken.Setting, ShortcutsTaken.Check),
        new("Accounts:SecondStep", AllowedValues.OneOf("Nobody", "Administrators", "Everybody")),
        new("Proxy:Trusted", AllowedValues.Proxies),
        new("Limits:SignInsPerMinute", AllowedValues.Number(1, int.MaxValue)),
        new("Limits:LinksPerMinute", AllowedValues.Number(1, int.MaxValue)),
        new("Limits:ParticipantsPerMinute", AllowedValues.Number(1, int.MaxValue)),
        new("Limits:PasswordsPerMinute", AllowedValues.Number(1, int.MaxValue)),
        new("Limits:ReportsPerMinute", AllowedValues.Number(1, int.MaxValue)),
        new("Limits:PicturesPerMinute", AllowedValues.Number(1, int.MaxValue)),
    ];

    /// <summary>The framework's own that say where to listen: a mistake there is as easily made.</summary>
    public static IReadOnlyList<Setting> OfServer { get; } = [new("urls", AllowedValues.Listening), new("http_ports", AllowedValues.Ports)];
}
