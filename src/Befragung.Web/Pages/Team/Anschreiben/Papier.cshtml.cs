using System.IO.Compression;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Charts;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>Somebody who may get a letter on paper.</summary>
/// <param name="Name">As the key of a text.</param>
/// <param name="What">What the letter says, as the key of a text.</param>
public sealed record PaperChoice(PaperReach Reach, string Id, string Name, string What, int Count)
{
    /// <summary>Who is printed a letter leaves this choice: then the next ones are the first.</summary>
    public bool Shrinks => Reach == PaperReach.WithoutMail;
}

/// <summary>Letters for people without mail, as one PDF, or as one for each.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class PapierModel(
    SurveyDb db,
    PaperPost post,
    ReportPage page,
    ReportPrinter printer,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    // Those without mail first: for them there is no other way.
    private static readonly (PaperReach Reach, string Id, string Name, string What)[] Choices =
    [
        (PaperReach.WithoutMail, "ohne-mail", "Ohne E-Mail-Adresse, noch ohne Brief", "Der Brief, mit dem die Runde beginnt."),
        (
            PaperReach.WithoutMailReminder,
            "ohne-mail-erinnern",
            "Ohne E-Mail-Adresse: erinnern",
            "Eine Erinnerung an alle, für die ein Brief gedruckt ist und die noch nicht abgegeben haben."
        ),
        (
            PaperReach.WithoutMailAgain,
            "ohne-mail-noch-einmal",
            "Ohne E-Mail-Adresse: noch einmal drucken",
            "Derselbe Brief mit neuen Codes, wenn ein Ausdruck verloren ging."
        ),
        (PaperReach.Failed, "gescheitert", "Deren Anschreiben nicht ankam", "Der Brief, mit dem die Runde beginnt."),
        (PaperReach.NotBegun, "nicht-begonnen", "Die noch nichts gespeichert haben", "Eine Erinnerung, auch an alle mit E-Mail-Adresse."),
    ];

    public bool IsOpen => Study.CurrentRound is { State: RoundState.Open, SealedAt: null };

    /// <summary>How many of the panel have no address for mails.</summary>
    public int WithoutMail { get; private set; }

    public IReadOnlyList<PaperChoice> Reaches { get; private set; } = [];

    public string Here => $"/team/studien/{Study.Key}/anschreiben/papier";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        WithoutMail = await post.WithoutMailAsync(Study, cancel);
        if (!IsOpen)
            return Page();
        var all = new List<PaperChoice>();
        foreach (var (reach, id, name, what) in Choices)
            all.Add(new(reach, id, name, what, await post.CountAsync(Study.CurrentRound, reach, cancel)));
        Reaches = all.FindAll(one => one.Count > 0 || one.Reach is PaperReach.Failed or PaperReach.NotBegun);
        return Page();
    }

    /// <param name="wer">Whom.</param>
    /// <param name="ab">How many of them to pass over.</param>
    public async Task<IActionResult> OnPostAsync(PaperReach wer, int ab, CancellationToken cancel)
    {
        if (!Enum.IsDefined(wer) || ab < 0)
            return NotFound();
        return await PrintAsync(await post.WriteAsync(Study, Study.CurrentRound, wer, ab, cancel), cancel);
    }

    /// <summary>One file for each, in an archive.</summary>
    /// <param name="wer">Whom.</param>
    public async Task<IActionResult> OnPostEinzelnAsync(PaperReach wer, CancellationToken cancel)
    {
        if (!Enum.IsDefined(wer))
            return NotFound();
        Study.CurrentRound.RequireUnsealed();
        if (await post.CountAsync(Study.CurrentRound, wer, cancel) is > PaperPost.MostApart and var count)
            throw new RuleBrokenException(
                "Einzelne Dateien gibt es für höchstens {0:Brief|Briefe} auf einmal; hier sind es {1}. Erstellen Sie ein PDF mit allen.",
                PaperPost.MostApart,
                count
            );
        var letters = await post.WriteAsync(Study, Study.CurrentRound, wer, 0, cancel);
        if (letters.Count == 0)
            return LocalRedirect(Here);
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (index, letter) in letters.Index())
            {
                // A PDF is packed already.
                var entry = zip.CreateEntry(FileNames.Numbered(index + 1, letter.Name, "pdf"), CompressionLevel.NoCompression);
                await using var file = await entry.OpenAsync(cancel);
                await file.WriteAsync(await PdfAsync([letter], cancel), cancel);
            }
        await post.NotePrintedAsync(letters, cancel);
        archive.Position = 0;
        return File(archive, "application/zip", $"{Study.Key}-anschreiben.zip");
    }

    /// <summary>To one person alone, from the page about them.</summary>
    public async Task<IActionResult> OnPostPersonAsync(Guid person, CancellationToken cancel) =>
        await PrintAsync(await post.WriteAsync(Study, Study.CurrentRound, person, cancel), cancel);

    private async Task<IActionResult> PrintAsync(IReadOnlyList<PaperLetter> letters, CancellationToken cancel)
    {
        if (letters.Count == 0)
            return LocalRedirect(Here);
        var pdf = await PdfAsync(letters, cancel);
        await post.NotePrintedAsync(letters, cancel);
        return File(pdf, "application/pdf", $"{Study.Key}-anschreiben.pdf");
    }

    private async Task<byte[]> PdfAsync(IReadOnlyList<PaperLetter> letters, CancellationToken cancel)
    {
        var round = Study.CurrentRound;
        var from = round.Questionnaire.Contact is { } contact ? $"{contact.Name} · {contact.Email}" : round.Questionnaire.Title.ToString();
        var now = clock.GetUtcNow().UtcDateTime;
        var html = await page.ForPaper(
            t["Anschreiben: {0}", Study.Title],
            Languages.Current,
            [
                .. letters.Select(letter => new PrintedLetter(
                    letter.Language,
                    [letter.Name, .. letter.Post],
                    from,
                    Languages.In(letter.Language, () => Clock.Day(now)),
                    letter.Subject,
                    letter.Body,
                    Languages.In(letter.Language, () => QrCode.Svg(letter.Link, t["Persönlicher Link als Bild für die Kamera"])),
                    letter.TypeAt,
                    letter.Code
                )),
            ]
        );
        return await printer.PdfAsync(() => Task.FromResult(html), new PrintProgress(), cancel);
    }
}
