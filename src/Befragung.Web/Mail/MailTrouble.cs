using System.Text.RegularExpressions;
using Befragung.Delphi;

namespace Befragung.Web.Mail;

/// <summary>Why a letter did not go out, told apart by what has to be done about it.</summary>
public enum MailFault
{
    /// <summary>Nobody listens there, or the name is unknown.</summary>
    Unreachable,

    /// <summary>The server took longer than it may.</summary>
    TimedOut,

    /// <summary>The server broke off in the middle.</summary>
    Broken,

    /// <summary>The server does not offer STARTTLS.</summary>
    NoStartTls,

    /// <summary>What answers there speaks no TLS.</summary>
    NoTls,

    /// <summary>The time of the server's certificate is over, or has not come yet.</summary>
    CertificateTime,

    /// <summary>The server's certificate is made out to another name.</summary>
    CertificateName,

    /// <summary>Nobody whom this machine knows has issued the server's certificate.</summary>
    CertificateIssuer,

    /// <summary>The server's certificate is not to be trusted for another reason.</summary>
    Certificate,

    /// <summary>User or password were refused, or the server knows no signing in.</summary>
    SignIn,

    /// <summary>The server does not take letters from this sender.</summary>
    Sender,

    /// <summary>The server says that it takes nothing at the moment.</summary>
    Busy,

    /// <summary>The file could not be written.</summary>
    Folder,

    /// <summary>This letter was refused for good.</summary>
    Refused,

    /// <summary>This letter was refused for now.</summary>
    Later,

    /// <summary>The address is none that can be written to; only in data of before.</summary>
    Address,

    /// <summary>It was sent, and came back.</summary>
    Returned,
}

/// <summary>What happened to a letter, or to the way letters take.</summary>
/// <param name="Fault">What kind of trouble it is.</param>
/// <param name="Server">The server that said so; empty where none was asked.</param>
/// <param name="Words">What the server said, without anybody's address.</param>
public sealed partial record MailTrouble(MailFault Fault, string Server, string? Words = null)
{
    /// <summary>Whether it concerns one letter, so that the others can go on.</summary>
    public bool IsOfLetter => Fault is MailFault.Refused or MailFault.Later or MailFault.Address or MailFault.Returned;

    /// <summary>Whether the connection is of no use any more, which may be the letter's fault or the server's.</summary>
    public bool EndsConnection => Fault is MailFault.TimedOut or MailFault.Broken;

    /// <summary>Whether trying again changes nothing.</summary>
    public bool IsForGood => Fault is MailFault.Refused or MailFault.Address or MailFault.Returned;

    /// <summary>What happened and what to do.</summary>
    public Sentence What =>
        Fault switch
        {
            MailFault.Unreachable => new(
                "Unter {0} ist kein Mailserver zu erreichen. Bitte prüfen Sie Mail__Host und Mail__Port, und ob der Server läuft.",
                Server
            ),
            MailFault.TimedOut => new(
                "Der Mailserver {0} antwortet nicht in der Zeit, die Mail__TimeoutSeconds ihm lässt. Bitte prüfen Sie, ob er überlastet ist.",
                Server
            ),
            MailFault.Broken => new(
                "Der Mailserver {0} hat die Verbindung mitten im Versand abgebrochen. Bitte sehen Sie in seinem Protokoll nach, warum.",
                Server
            ),
            MailFault.NoStartTls => new(
                "Der Mailserver {0} bietet kein STARTTLS an, und unverschlüsselt wird nichts verschickt. Bitte prüfen Sie Mail__Port; verschlüsselt der Server von Anfang an, gehört dazu Mail__Security=Tls.",
                Server
            ),
            MailFault.NoTls => new(
                "Unter {0} antwortet nichts Verschlüsseltes. Bitte prüfen Sie Mail__Port und Mail__Security: Zu 465 gehört meist Tls, zu 587 StartTls.",
                Server
            ),
            MailFault.CertificateTime => new(
                "Das Zertifikat des Mailservers {0} ist abgelaufen oder gilt noch nicht. Bitte lassen Sie es erneuern, und prüfen Sie die Uhr dieses Rechners.",
                Server
            ),
            MailFault.CertificateName => new(
                "Das Zertifikat des Mailservers {0} lautet auf einen anderen Namen. Bitte nennen Sie in Mail__Host den Namen, auf den es lautet.",
                Server
            ),
            MailFault.CertificateIssuer => new(
                "Das Zertifikat des Mailservers {0} hat niemand ausgestellt, dem dieser Rechner vertraut. Ist es ein hauseigenes, machen Sie seinen Aussteller auf diesem Rechner bekannt (unter Debian mit update-ca-certificates).",
                Server
            ),
            MailFault.Certificate => new("Dem Zertifikat des Mailservers {0} ist nicht zu trauen. Bitte lassen Sie es erneuern.", Server),
            MailFault.SignIn => new("Der Mailserver {0} lehnt die Anmeldung ab. Bitte prüfen Sie Mail__User und Mail__Password.", Server),
            MailFault.Sender => new(
                "Der Mailserver {0} nimmt von diesem Absender nichts an. Bitte prüfen Sie Mail__From, und ob er eine Anmeldung verlangt (Mail__User).",
                Server
            ),
            MailFault.Busy => new("Der Mailserver {0} nimmt gerade nichts an. Es wird später wieder versucht.", Server),
            MailFault.Folder => new(
                "Der Ordner „letters“ im Datenordner lässt sich nicht beschreiben. Bitte prüfen Sie seine Rechte und ob noch Platz ist."
            ),
            MailFault.Refused => new(
                "Der Mailserver nimmt dieses Anschreiben nicht an. Meist stimmt die Adresse nicht: Bitte berichtigen Sie sie und versuchen Sie es noch einmal."
            ),
            MailFault.Later => new(
                "Der Mailserver nimmt dieses Anschreiben noch nicht an. Es wird zwei Tage lang in wachsenden Abständen wieder versucht."
            ),
            MailFault.Returned => new(
                "Das Anschreiben war verschickt und kam zurück. Meist stimmt die Adresse nicht: Bitte berichtigen Sie sie und versuchen Sie es noch einmal."
            ),
            _ => new("An diese Adresse kann nicht geschrieben werden. Bitte berichtigen Sie sie und versuchen Sie es noch einmal."),
        };

    /// <summary>What a server said, in one line, and without the address it said it of.</summary>
    public static string WordsOf(string said, string address)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(address);
        var words = Address().Replace(said, "…");
        var local = address.Split('@')[0];
        if (local.Length > 2)
            words = words.Replace(local, "…", StringComparison.OrdinalIgnoreCase);
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > MostWords ? line[..MostWords] : line;
    }

    private const int MostWords = 300;

    [GeneratedRegex(@"<?[^\s<>]+@[^\s<>]+>?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}

/// <summary>A letter was not carried; it says why.</summary>
public sealed class MailException(MailTrouble trouble, Exception? cause = null) : Exception(trouble.What.ToString(), cause)
{
    public MailTrouble Trouble => trouble;
}
