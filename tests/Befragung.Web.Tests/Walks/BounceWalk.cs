using Befragung.Web.Access;
using Befragung.Web.Mail;
using Befragung.Web.Tests.Mail;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>A letter comes back: the team hands the mail in, corrects the address, and the expert who asks for a link gets one there.</summary>
public sealed class BounceWalk(Browser app) : Walk(app)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task From_the_mail_that_came_back_to_the_letter_at_the_right_address(int width)
    {
        var key = await App.OpenStudyAsync(3);
        await App.LettersAsync();
        var study = (await App.ReadAsync(key)).Id;
        var letter = await App.DataAsync(db => db.Outbox.AsNoTracking().FirstAsync(entry => entry.Round.StudyId == study));
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width));
        await desk.GoToAsync($"/team/studien/{key}/anschreiben");
        await desk.FollowAsync("Rückläufer eingeben");
        await desk.WriteAsync("Adressen, die nicht erreicht wurden", "niemand@example.org");
        await desk
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync([
                new FilePayload
                {
                    Name = "zurück.eml",
                    MimeType = "message/rfc822",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(Returned.Report("person@anderswo.example", letter.Mark)),
                },
                new FilePayload
                {
                    Name = "abwesend.eml",
                    MimeType = "message/rfc822",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(Returned.Away),
                },
            ]);
        await desk.PressAsync("Vorschau ansehen");
        await desk.SeesAsync("Erkannt: ein Anschreiben");
        await desk.SeesAsync("Eine automatische Antwort");
        await desk.LookAsync($"ruecklaeufer-{width}");
        await desk.PressAsync("Als zurückgekommen vermerken");
        await desk.SeesAsync("Die Rückläufer sind vermerkt");
        await desk.WriteAsync("Andere Adresse, falls diese nicht stimmt", $"richtig-{width}@example.org");
        await desk.PressAsync("Noch einmal versuchen");
        await desk.SeesAsync("Das Anschreiben geht noch einmal hinaus");
        await desk.SeesAsync("Kein Anschreiben ist gescheitert.");
        await desk.LookAsync($"nicht-angekommen-{width}");

        var expert = await TeamDesk.OpenAsync(App, new(width));
        await expert.GoToAsync("/");
        await expert.FollowAsync("Ich finde meinen Link nicht mehr");
        await expert.WriteAsync("E-Mail-Adresse", $"richtig-{width}@example.org");
        await expert.PressAsync("Link anfordern");
        await expert.SeesAsync("Sehen Sie in Ihr Postfach");
        await expert.LookAsync($"neuer-link-{width}");
        OutboxEntry? sent = null;
        await Wait.UntilAsync(
            "The link is on its way",
            async () =>
            {
                await App.LettersAsync();
                sent = await App.DataAsync(db =>
                    db.Outbox.AsNoTracking()
                        .SingleOrDefaultAsync(entry =>
                            entry.PanelistId == letter.PanelistId && entry.Kind == LetterKind.NewLink && entry.SentAt != null
                        )
                );
                return sent is not null;
            }
        );
        var file = (await App.LettersAsync()).Single(path => Path.GetFileNameWithoutExtension(path) == sent!.Mark);
        await expert.GoToAsync(new Uri(Eml.Read(file).Link).AbsolutePath);
        await expert.ArrivesAtAsync("/bogen/einwilligung");
    }
}
