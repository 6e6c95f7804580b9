using Befragung.Web.Chronicle;
using Befragung.Web.Mail;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Commands;

/// <summary>Returned mails in a folder, by the verb, beside the server.</summary>
public sealed class BouncesTests : CommandLine
{
    [Fact]
    public async Task A_folder_of_returned_mails_is_noted_and_what_is_none_is_named()
    {
        await using var app = await MailApp.StartAsync();
        Know(app);
        var key = await app.OpenStudyAsync(3);
        await app.LettersAsync();
        var letter = (await app.EntriesAsync(key))[0];
        Directory.CreateDirectory(Path.Combine(Folder, "post"));
        Write("post/a.eml", Returned.Report("anders@example.org", letter.Mark));
        Write("post/b.eml", Returned.Away);
        var (code, output, errors) = await RunAsync("bounces", key, "post", $"--Data:Directory={app.Folder}");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("b.eml: Eine automatische Antwort", output, StringComparison.Ordinal);
        Assert.Contains("Als zurückgekommen vermerkt: 1. Ohne Folgen: 1.", output, StringComparison.Ordinal);
        Assert.Equal(MailFault.Returned, (await app.EntriesAsync(key)).Single(entry => entry.Id == letter.Id).Fault);
        Assert.Equal(
            Actor.Console,
            await app.DataAsync(db =>
                db.Chronicle.Where(row => row.Step == ChronicleStep.LetterReturned).Select(row => row.By).SingleAsync()
            )
        );
        (code, _, errors) = await RunAsync("bounces", key, "nirgends", $"--Data:Directory={app.Folder}");
        Assert.Equal((1, "Den Ordner „nirgends“ gibt es nicht."), (code, errors.Trim()));
    }
}
