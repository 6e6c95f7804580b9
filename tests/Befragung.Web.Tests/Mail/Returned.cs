namespace Befragung.Web.Tests.Mail;

/// <summary>Mails that people find in the mailbox of the sender, as servers and programs write them.</summary>
internal static class Returned
{
    /// <summary>A report of Postfix, with the headers of the letter that came back.</summary>
    /// <param name="mark">Of that letter; null for one that the server has cut off.</param>
    public static string Report(
        string address,
        string? mark = null,
        string action = "failed",
        string status = "5.1.1",
        string? said = null
    ) =>
        $"""
            Return-Path: <>
            From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
            To: befragung@example.org
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="grenze"

            --grenze
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --grenze
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example.org
            Arrival-Date: Tue, 1 Dec 2026 10:00:00 +0100 (CET)

            Final-Recipient: rfc822; {address}
            Original-Recipient: rfc822;{address}
            Action: {action}
            Status: {status}
            Diagnostic-Code: smtp; {said ?? $"550 5.1.1 <{address}>: User unknown"}

            --grenze
            Content-Type: text/rfc822-headers

            From: Befragung <befragung@example.org>
            To: {address}
            Subject: Einladung
            {(mark is null ? "X-Cut: yes" : $"Message-ID: <{mark}@example.org>")}

            --grenze--

            """.ReplaceLineEndings("\r\n");

    public const string Away = """
        From: person-3@example.org
        To: befragung@example.org
        Subject: Abwesend: Einladung
        Auto-Submitted: auto-replied (vacation)
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Ich bin bis 7. Januar nicht im Büro.

        """;

    public const string Question = """
        From: person-4@example.org
        To: befragung@example.org
        Subject: Frage
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Was ist mit Größe gemeint?

        """;
}
