using System.Text.Json;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Saving in the background says which questions of the page the answers bring up or take away.</summary>
public sealed class LiveConditionsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    public const string Yaml = """
        befragung: 1
        title: Mit Bedingungen
        languages: [de]
        groups: [ { key: nord, name: Norden } ]
        settings: { rounds: 1 }
        sections:
          - key: eins
            title: Wege
            items:
              - { key: c1, type: singleChoice, text: Fahren Sie Rad?, options: [ { key: ja, name: Ja }, { key: nein, name: Nein } ] }
              - { key: w1, type: singleChoice, text: Auch im Winter?, when: { item: c1, is: [ja] }, options: [ { key: ja, name: Ja }, { key: nein, name: Nein } ] }
              - { key: w2, type: longText, text: Womit?, when: { item: w1, is: [ja] } }
              - { key: l1, type: longText, text: Was fehlt? }
          - key: zwei
            title: Mehr
            items:
              - { key: l2, type: longText, text: Noch etwas? }
        """;

    [Fact]
    public async Task An_answer_brings_up_what_depends_on_it_and_takes_it_away_again_with_all_that_follows()
    {
        var key = await app.OpenStudyAsync(yaml: Yaml);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.Equal(["w1", "w2"], page.Page.QuerySelectorAll("[data-item][hidden]").Select(item => item.GetAttribute("data-item")));

        Assert.Equal(["w2"], await LeftAsync(expert, page, ("a.c1", "ja")));
        Assert.Equal([], await LeftAsync(expert, page, ("a.c1", "ja"), ("a.w1", "ja"), ("a.w2", "Spikes")));
        Assert.Equal(["w1", "w2"], await LeftAsync(expert, page, ("a.c1", "nein"), ("a.w1", "ja"), ("a.w2", "Spikes")));
        // What was answered while it was asked is there again when it is asked again.
        Assert.Equal([], await LeftAsync(expert, page, ("a.c1", "ja"), ("a.w1", "ja"), ("a.w2", "Spikes")));
        Assert.Equal("Spikes", (await app.SheetAsync(key)).Answers["w2"]);
    }

    private static async Task<IEnumerable<string?>> LeftAsync(Visitor expert, Reply page, params (string Name, string? Value)[] fields)
    {
        var reply = await expert.PostAsync(page.Path + "?handler=Merken", Visitor.Fill(page, "form.sheet", fields).Fields);
        return JsonDocument.Parse(reply.Body).RootElement.GetProperty("left").EnumerateArray().Select(item => item.GetString());
    }
}
