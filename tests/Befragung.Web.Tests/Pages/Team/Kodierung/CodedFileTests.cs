using System.Text;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Exchange.CodedText;
using static Befragung.Web.Tests.Pages.Team.Kodierung.CodedStudies;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>Codings as files: out for other programs, and back from them.</summary>
public sealed class CodedFileTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("kodierungen.qdpx")]
    [InlineData("kodierungen.xlsx")]
    [InlineData("kodierungen.csv")]
    public async Task What_goes_out_comes_back_as_it_was(string file)
    {
        var key = await app.WrittenAsync(6, expert => $"Größe 👩‍👩‍👧 {expert},\n\"mehr\"; Zeit");
        await app.DecideAsync(key, reason => reason.Release(reason.Text == "Weil 3" ? "Gekürzt" : null, DateTime.UnixEpoch, "test"));
        using var team = await app.TeamAsync(StudyRole.Editor);
        await BeginAsync(team, key, reasons: true);
        foreach (
            var (words, code) in ((string, string)[])
                [("👧 1,", "Geld > Förderung"), ("👧 1,", "Zeit"), ("👧 2,", "Zeit"), ("Weil 2", "Geld")]
        )
            await GiveAsync(team, key, words, code);
        var reply = await team.GetAsync($"{Root(key)}/kodierung/{file}");
        Assert.Equal(200, reply.Status);
        using var content = new MemoryStream([.. reply.Content]);
        var read = CodedAnswerFiles.Read(content).Answers;
        // The shortened reason is in no file, whatever it says.
        Assert.Equal(11, read.Sources.Count);
        Assert.DoesNotContain(read.Sources, source => source.Text is "Weil 3" or "Gekürzt");
        Assert.Equal(4, read.Codings.Count);
        Assert.Equal(["Förderung", "Geld", "Zeit"], read.Codes.Select(code => code.Name).Order());

        // Of another study with the same words it finds its places by them.
        var other = await app.WrittenAsync(6, expert => $"Größe 👩‍👩‍👧 {expert},\n\"mehr\"; Zeit");
        await BeginAsync(team, other);
        var page = await team.GetAsync(Root(other) + "/kodierung/dateien");
        var taken = await team.UploadAsync(page, "main form", file, [.. reply.Content]);
        Assert.Equal(200, taken.Status);
        Assert.Contains("neue Codes: 3", taken.Text, StringComparison.Ordinal);
        Assert.Contains("vergebene Codes: 3", taken.Text, StringComparison.Ordinal);
        Assert.Contains("Was nicht mitkam", taken.Text, StringComparison.Ordinal);
        var list = await team.GetAsync(Root(other) + "/nennungen");
        Assert.Equal(["Geld › Förderung", "Zeit"], CodesOf(list, "👧 1,"));
        Assert.Equal(["Zeit"], CodesOf(list, "👧 2,"));
        Assert.Empty(CodesOf(list, "👧 3,"));
        // Twice is once.
        taken = await team.UploadAsync(page, "main form", file, [.. reply.Content]);
        Assert.Contains("schon da: 3", taken.Text, StringComparison.Ordinal);
        Assert.Contains("vergebene Codes: 0", taken.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_codes_blind_elsewhere_is_theirs_and_files_tell_it_to_nobody_else()
    {
        var key = await app.WrittenAsync(5, expert => $"Etwas {expert}");
        using var one = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var other = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        await BeginAsync(one, key, share: 100);
        var page = await one.GetAsync(Root(key) + "/kodierung/dateien");
        var csv = Encoding.UTF8.GetBytes(
            "Antwort;Kodierte Stelle;Code\nEtwas 1;Etwas 1;Geheim\nEtwas 2;Etwas;Geheim\nGibt es nicht;Gibt;Geheim\n"
        );
        var taken = await one.UploadAsync(page, "main form", "kodiert.csv", csv);
        Assert.Contains("vergebene Codes: 2", taken.Text, StringComparison.Ordinal);
        Assert.Contains("nur für einen Teil der Nennung vergeben: 1", taken.Text, StringComparison.Ordinal);
        Assert.Equal(["Geheim"], CodesOf(await one.GetAsync(Root(key) + "/nennungen"), "Etwas 1"));
        Assert.Empty(CodesOf(await other.GetAsync(Root(key) + "/nennungen"), "Etwas 1"));
        var told = await other.GetAsync(Root(key) + "/kodierung/kodierungen.csv");
        Assert.DoesNotContain(
            told.Body.Split('\n'),
            line => line.Contains("Etwas 1", StringComparison.Ordinal) && line.Contains("Geheim", StringComparison.Ordinal)
        );
        Assert.Equal(404, (await other.GetAsync(Root(key) + "/kodierung/anderes.csv")).Status);
        // Two who coded in one file would agree with themselves.
        csv = Encoding.UTF8.GetBytes("Antwort;Code;Kodiert von\nEtwas 1;Geheim;Anna\nEtwas 2;Geheim;Berta\n");
        var refused = await one.UploadAsync(page, "main form", "kodiert.csv", csv);
        Assert.Contains("mehrere Personen", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nur Wörter")]
    [InlineData("PK\u0003\u0004kein Archiv")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    public async Task Of_what_is_no_such_file_nothing_is_taken(string content)
    {
        var key = await app.WrittenAsync(5, expert => $"Etwas {expert}");
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        var page = await team.GetAsync(Root(key) + "/kodierung/dateien");
        var reply = await team.UploadAsync(page, "main form", "datei.qdpx", Encoding.UTF8.GetBytes(content));
        Assert.Equal(400, reply.Status);
        Assert.NotEmpty(reply.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Contains("Noch gibt es keinen Code.", (await team.GetAsync($"/team/studien/{key}/codes")).Text, StringComparison.Ordinal);
    }
}
