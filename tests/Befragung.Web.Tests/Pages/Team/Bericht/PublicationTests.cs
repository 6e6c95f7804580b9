using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;

namespace Befragung.Web.Tests.Pages.Team.Bericht;

/// <summary>The page of what the report is published with, and what comes of it in each volume.</summary>
public sealed class PublicationTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Form = "form.report-details";

    [Fact]
    public async Task Details_become_the_imprint_and_the_citation_and_two_who_save_at_once_lose_nothing()
    {
        using var one = await app.TeamAsync(StudyRole.Editor);
        using var other = await app.TeamAsync(StudyRole.Editor);
        var key = await app.OpenStudyAsync(8);
        for (var index = 0; index < 8; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var root = $"/team/studien/{key}";
        var page = await one.GetAsync(root + "/bericht/angaben");
        var old = await other.GetAsync(root + "/bericht/angaben");
        // Nobody said anything, so nothing is claimed.
        var before = Imprint(await one.GetAsync(root + "/bericht"));
        Assert.DoesNotContain("Intelligenz", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Lizenz:", before, StringComparison.Ordinal);

        var refused = await one.SubmitAsync(
            page,
            Form,
            ("text.publication.publisher.de", "Institut für Beispiele"),
            ("text.publication.doi.zxx", "zenodo 12"),
            ("text.publication.ai.zxx", "some")
        );
        Assert.Equal(400, refused.Status);
        Assert.Equal("Institut für Beispiele", Input(refused, "publication-publisher-de"));
        foreach (
            var field in (string[])["publication-doi-zxx", "publication-ai-steps-de", "publication-ai-model-zxx", "publication-ai-check-de"]
        )
            Assert.NotNull(refused.Page.GetElementById(field + "-fehler"));

        Assert.Equal(
            302,
            (
                await one.SubmitAsync(
                    page,
                    Form,
                    ("text.publication.publisher.de", "Institut für <b>Beispiele</b>"),
                    ("text.publication.publisher.en", "Institute of Examples"),
                    ("text.publication.place.de", "Köln"),
                    ("text.publication.authors.zxx", "Muster, A., & Beispiel, B."),
                    ("text.publication.version.zxx", "1.1"),
                    ("text.publication.doi.zxx", "https://doi.org/10.5281/zenodo.1234567"),
                    ("text.publication.licence.zxx", "cc-by"),
                    ("text.publication.ai.zxx", "none")
                )
            ).Status
        );
        var conflict = await other.SubmitAsync(
            old,
            Form,
            ("text.publication.place.de", "Bonn"),
            ("text.publication.contact.zxx", "Ada Muster, ada@example.org")
        );
        Assert.Equal(409, conflict.Status);
        Assert.Equal("Bonn", Input(conflict, "publication-place-de"));
        Assert.Contains("Gespeichert ist jetzt: Köln", conflict.Text, StringComparison.Ordinal);

        foreach (var volume in (string[])["/bericht", "/bericht-datenband"])
        {
            var said = await one.GetAsync(root + volume);
            var imprint = Imprint(said);
            Assert.Contains("Institut für <b>Beispiele</b>, Köln", imprint, StringComparison.Ordinal);
            Assert.Contains("Ada Muster, ada@example.org", imprint, StringComparison.Ordinal);
            Assert.Contains("keine künstliche Intelligenz eingesetzt", imprint, StringComparison.Ordinal);
            Assert.NotNull(said.Page.QuerySelector(".imprint-of a[href='https://creativecommons.org/licenses/by/4.0/']"));
            Assert.NotNull(said.Page.QuerySelector(".imprint-of a[href='https://doi.org/10.5281/zenodo.1234567']"));
            Assert.Matches(
                @"^Muster, A\., & Beispiel, B\. \(\d{4}\): .+[.?!] Zwischenbericht einer Delphi-Befragung nach Runde 1 von 2\. Version 1\.1\. Köln: Institut für <b>Beispiele</b>\. https://doi\.org/10\.5281/zenodo\.1234567$",
                said.Page.QuerySelector(".citation")!.TextContent
            );
            Assert.Matches(
                @"^Muster, A\., & Beispiel, B\. \(\d{4}\)\. .+[.?!] Interim report of a Delphi study after round 1 of 2\. ",
                said.Page.QuerySelector(".citation[lang=en]")!.TextContent
            );
            Assert.Equal("Muster, A., & Beispiel, B.", said.Page.QuerySelector("meta[name=author]")!.GetAttribute("content"));
        }
        Assert.Contains(
            "Zitiervorschlag: Muster, A.",
            (await one.GetAsync(root + "/bericht-kurz")).Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        // An empty field takes the detail away again.
        var now = await one.GetAsync(root + "/bericht/angaben");
        Assert.Equal(302, (await one.SubmitAsync(now, Form, ("text.publication.doi.zxx", ""))).Status);
        Assert.Null((await app.ReadAsync(key)).ReportTexts.Of(Publication.DoiField.Key));
    }

    private static string Imprint(Reply reply) => reply.Page.QuerySelector(".imprint-of")!.TextContent;

    private static string Input(Reply reply, string id) => ((IHtmlInputElement)reply.Page.GetElementById(id)!).Value;
}
