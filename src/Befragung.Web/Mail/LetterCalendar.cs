using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>
/// The deadline of a round as a file for calendars (RFC 5545), beside a letter. It holds no link: calendars are shared, and a link opens somebody's own sheet.
/// </summary>
public static class LetterCalendar
{
    public const string FileName = "frist.ics",
        Method = "PUBLISH";

    // RFC 5545, 3.1: octets of a line, without what ends it.
    private const int LongestLine = 75;

    /// <param name="t">In the language of the letter.</param>
    /// <param name="uid">Of <see cref="Uid"/>: a later file takes the place of the one before.</param>
    /// <param name="version">Of several with one id, the highest counts.</param>
    /// <param name="now">When it is written.</param>
    public static string Of(
        IStringLocalizer<Texts> t,
        Questionnaire questionnaire,
        DateTime deadline,
        string uid,
        int version,
        DateTime now,
        string language
    )
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return Languages.In(
            language,
            () =>
            {
                var contact = questionnaire.Contact is { } known ? $"{known.Name}\n{known.Email}" : t["Ihr Projektteam"].Value;
                return Lines([
                    "BEGIN:VCALENDAR",
                    "VERSION:2.0",
                    "PRODID:-//Befragung//Frist//DE",
                    $"METHOD:{Method}",
                    "BEGIN:VEVENT",
                    $"UID:{uid}",
                    string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{version}"),
                    $"DTSTAMP:{Utc(now)}",
                    // A deadline is a moment: it begins when it ends, and keeps nobody's day busy.
                    $"DTSTART:{Utc(deadline)}",
                    $"DTEND:{Utc(deadline)}",
                    "TRANSP:TRANSPARENT",
                    $"SUMMARY:{Escaped(t["Letzter Tag: {0}", Markdown.Plain(questionnaire.Title.ToString())].Value)}",
                    $"DESCRIPTION:{Escaped(t["Ihr persönlicher Link steht in dem Anschreiben, mit dem Sie diesen Termin erhalten haben."].Value + "\n\n" + contact)}",
                    "END:VEVENT",
                    "END:VCALENDAR",
                ]);
            }
        );
    }

    /// <summary>The same for all letters of a round to somebody, and no word about who it is.</summary>
    public static string Uid(int roundId, Guid panelistId, string host) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"frist {roundId} {panelistId:N}")))
        )[..32]
        + "@"
        + host;

    private static string Utc(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    /// <summary>Each ends as in mail; a long one goes on in the next, behind a blank, and no character is torn apart.</summary>
    private static string Lines(string[] lines)
    {
        var all = new StringBuilder();
        foreach (var line in lines)
        {
            var length = 0;
            foreach (var character in line.EnumerateRunes())
            {
                if (length + character.Utf8SequenceLength > LongestLine)
                {
                    all.Append("\r\n ");
                    length = 1;
                }
                all.Append(character.ToString());
                length += character.Utf8SequenceLength;
            }
            all.Append("\r\n");
        }
        return all.ToString();
    }
}
