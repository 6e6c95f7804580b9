using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Numbers, points and estimates, from the page and the file to the result.</summary>
public sealed class NumberTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Sheet = "/bogen/abschnitt/eins";

    private const string Yaml = """
        befragung: 1
        title: Zahlen
        languages: [de, en]
        groups: [{ key: nord, name: Norden }, { key: sued, name: Süden }]
        settings: { rounds: 2, smallestCell: 5 }
        sections:
          - key: eins
            title: Eins
            items:
              - { key: z, type: number, text: Wie weit?, unit: km, min: 0, max: 3000, decimals: 1 }
              - { key: p, type: points, text: Wer zahlt?, options: [{ key: a, name: Bund }, { key: b, name: Land }] }
              - { key: e, type: estimate, text: Wie viele?, min: 0 }
              - { key: k, type: number, text: Wie genau?, min: -5000, decimals: 4 }
              - { key: m, type: multipleChoice, text: Wer?, max: 1, options: [{ key: a, name: A }, { key: b, name: B }] }
        """;

    [Theory]
    [InlineData("de", "1.234,5", "1234.5", "1234,5")]
    [InlineData("de", "1234,5", "1234.5", "1234,5")]
    [InlineData("de", "1.234", "1234", "1234")]
    [InlineData("de", "12.5", "12.5", "12,5")]
    [InlineData("en", "1,234.5", "1234.5", "1234.5")]
    [InlineData("en", "2,000", "2000", "2000")]
    [InlineData("de", "1,5 Tsd. km", "1500", "1500")]
    [InlineData("en", "1.5 thousand km", "1500", "1500")]
    public async Task A_number_is_understood_in_the_language_of_the_page(string language, string typed, string stored, string shown)
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using (await app.ExpertAsync(key)) { }
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var page = await expert.GetAsync(Sheet);
        if (language == "en")
        {
            await expert.GetAsync(page.Page.QuerySelector("a[hreflang=en]")!.GetAttribute("href")!);
            page = await expert.GetAsync(Sheet);
        }
        Assert.Equal(302, (await expert.SubmitAsync(page, "form.sheet", ("a.z", typed))).Status);
        Assert.Equal(stored, (await app.SheetAsync(key)).Answers["z"]);
        Assert.Equal(shown, (await expert.GetAsync(Sheet)).Page.QuerySelector("input[name='a.z']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("a.k", "1.234", "„1.234“ kann zweierlei heißen. Bitte schreiben Sie 1234 oder 1,234.")]
    [InlineData("a.z", "viel", "„viel“ ist keine Zahl. Eine Zahl ist zum Beispiel 2.000,5.")]
    [InlineData("a.z", "20 %", "„20 %“: Gefragt ist nach einer Zahl in km, zum Beispiel 2.000,5.")]
    [InlineData("a.e.low", "20 %", "„20 %“: Gefragt ist nach einer Zahl ohne Einheit, zum Beispiel 50.")]
    [InlineData("a.z", "3000,1", "3000,1 ist zu groß; der größte mögliche Wert ist 3000.")]
    [InlineData("a.z", "-1", "−1 ist zu klein; der kleinste mögliche Wert ist 0.")]
    [InlineData("a.z", "1,25", "1,25 hat zu viele Stellen nach dem Komma; möglich sind 1.")]
    [InlineData("a.p.a", "99", "Noch zu verteilen: 1 von 100 Punkten.")]
    [InlineData("a.p.a", "101", "101 ist zu groß; der größte mögliche Wert ist 100.")]
    [InlineData("a.p.a", "1,5", "1,5 ist keine ganze Zahl.")]
    [InlineData("a.p.a", "-1", "−1 ist zu klein; der kleinste mögliche Wert ist 0.")]
    [InlineData("a.e.best", "5", "Eine Schätzung hat drei Werte")]
    [InlineData("a.e.low", "-1", "−1 ist zu klein; der kleinste mögliche Wert ist 0.")]
    public async Task What_is_not_an_answer_is_refused_and_stays_on_the_page(string name, string typed, string sentence)
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var reply = await expert.SubmitAsync(await expert.GetAsync(Sheet), "form.sheet", (name, typed));
        Assert.Equal(400, reply.Status);
        Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
        Assert.Equal(typed, reply.Page.QuerySelector($"input[name='{name}']")!.GetAttribute("value"));
        Assert.Empty((await app.SheetAsync(key)).Answers.Values);
    }

    [Theory]
    [InlineData("a.z", "0", "0")]
    [InlineData("a.z", "3000", "3000")]
    [InlineData("a.z", "2999,9", "2999.9")]
    [InlineData("a.k", "0.125", "0.125")]
    [InlineData("a.k", "-0,250", "-0.25")]
    public async Task The_bounds_belong_to_what_is_possible(string name, string typed, string kept)
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        Assert.Equal(302, (await expert.SubmitAsync(await expert.GetAsync(Sheet), "form.sheet", (name, typed))).Status);
        Assert.Equal(kept, (await app.SheetAsync(key)).Answers[name[2..]]);
    }

    [Theory]
    [InlineData("1", "2", "3", null)]
    [InlineData("2", "2", "2", null)]
    [InlineData("3", "2", "4", "Der niedrigste Wert (3) liegt über dem wahrscheinlichsten (2).")]
    [InlineData("1", "3", "2", "Der höchste Wert (2) liegt unter dem wahrscheinlichsten (3).")]
    public async Task An_estimate_ascends(string low, string best, string high, string? sentence)
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var reply = await expert.SubmitAsync(
            await expert.GetAsync(Sheet),
            "form.sheet",
            ("a.e.low", low),
            ("a.e.best", best),
            ("a.e.high", high)
        );
        Assert.Equal(sentence is null ? 302 : 400, reply.Status);
        if (sentence is not null)
            Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
        Assert.Equal(sentence is null ? 3 : 0, (await app.SheetAsync(key)).Answers.Values.Count);
    }

    [Fact]
    public async Task Empty_fields_are_no_answer_but_no_points_beside_others()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(Sheet), "form.sheet");
        Assert.Empty((await app.SheetAsync(key)).Answers.Values);
        Assert.Equal(302, (await expert.SubmitAsync(await expert.GetAsync(Sheet), "form.sheet", ("a.p.a", "100"))).Status);
        Assert.Equal("0", (await app.SheetAsync(key)).Answers["p.b"]);
        Assert.Contains("Bund: 100 Punkte", (await expert.GetAsync("/bogen/abgeben")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Round_2_tells_what_the_others_named_and_the_team_reads_it()
    {
        var key = await app.OpenStudyAsync(6, Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(
                key,
                expert,
                new("z", expert < 3 ? "10" : "20.5"),
                new("p.a", "70"),
                new("p.b", "30"),
                new("e.low", "1"),
                new("e.best", "2"),
                new AnswerChange("e.high", "3")
            );
        await app.CloseAsync(key);
        using var team = await app.TeamAsync();
        Assert.Contains("10 – 20,5", (await team.GetAsync($"/team/studien/{key}/runden/1/ergebnis")).Text, StringComparison.Ordinal);
        var report = System.Net.WebUtility.HtmlDecode((await team.GetAsync($"/team/studien/{key}/bericht")).Body);
        Assert.All(
            (string[])
                [
                    "im Mittel 70 von 100",
                    "Geschätzt werden am wahrscheinlichsten 2",
                    "Die Hälfte der Antworten liegt zwischen 10 und 20,5 km",
                ],
            words => Assert.Contains(words, report, StringComparison.Ordinal)
        );

        await app.NextAsync(key);
        using var again = app.Visitor();
        await again.FollowAsync(await app.LinkAsync(key));
        var page = (await again.GetAsync(Sheet)).Text;
        Assert.Contains("Die mittlere Hälfte nannte 10 bis 20,5 km, der Median liegt bei 15,25 km.", page, StringComparison.Ordinal);
        Assert.Contains(
            "Die mittleren Antworten reichen von 10 bis 20,5 km; in der Mitte liegt 15,3. Ihre Antwort bisher: 10 km.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("Im Mittel wurden 70 Punkte vergeben; die mittlere Hälfte vergab einheitlich 70.", page, StringComparison.Ordinal);
        var sheet = (await again.GetAsync(Sheet)).Page;
        var band = sheet.QuerySelector("[data-item=z] .band")!;
        Assert.Equal(["0", "3000", "Sie: 10"], band.QuerySelectorAll("text").Select(text => text.TextContent));
        Assert.Equal("0.3%", band.QuerySelector("line.own")!.GetAttribute("x1"));
        Assert.Equal("0.5%", band.QuerySelector("circle")!.GetAttribute("cx"));
        // An estimate's three values lie on one line, from its bound to a little beyond the highest of all.
        Assert.Equal(["25%", "50%", "75%"], sheet.QuerySelectorAll("[data-item=e] .band circle").Select(dot => dot.GetAttribute("cx")));
        Assert.Equal("70%", sheet.QuerySelector("[data-item=p] .share rect")!.GetAttribute("width"));
        Assert.Contains("Norden (Ihre Gruppe)", sheet.QuerySelector("[data-item=z]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("""[["z","10"]]""", sheet.QuerySelector("[data-item=z] button[name=keep]")!.GetAttribute("data-earlier"));
    }

    [Fact]
    public async Task A_number_is_kept_with_its_comma()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using (await app.ExpertAsync(key)) { }
        await app.HandInAsync(key, 0, new AnswerChange("z", "20.5"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var again = app.Visitor();
        await again.FollowAsync(await app.LinkAsync(key));
        var page = await again.GetAsync(Sheet);
        Assert.Equal("""[["z","20,5"]]""", page.Page.QuerySelector("button[name=keep][data-earlier]")!.GetAttribute("data-earlier"));
        await again.SubmitAsync(page, "form.sheet", ("keep", "z"));
        Assert.Equal("20.5", (await app.SheetAsync(key)).Answers["z"]);
    }

    [Fact]
    public void A_file_of_answers_is_evaluated_with_its_numbers()
    {
        var result = Evaluate(
            "1,x,nord,z,2.5,\n1,y,nord,z,5,\n1,x,nord,p.a,100,\n1,y,nord,p.a,50,\n1,y,nord,p.b,50,\n1,x,nord,m.a,1,\n1,x,nord,m.b,0,\n1,y,nord,e.low,,\n"
        )[0].Result;
        Assert.Equal(
            (3.75, 75d, 25d, 100d, 0),
            (result.Of("z")!.Mean, result.Of("p.a")!.Mean, result.Of("p.b")!.Mean, result.Of("m.a")!.PercentChosen, result.Of("e.low")!.N)
        );
    }

    [Theory]
    [InlineData("1,x,nord,p.a,99,\n", "Noch zu verteilen: 1 von 100 Punkten.")]
    [InlineData(
        "1,x,nord,e.low,5,\n1,x,nord,e.best,4,\n1,x,nord,e.high,6,\n",
        "Der niedrigste Wert (5) liegt über dem wahrscheinlichsten (4)."
    )]
    [InlineData("1,x,nord,z,3001,\n", "3001 ist zu groß")]
    [InlineData("1,x,nord,m.a,1,\n1,x,nord,m.b,1,\n", "Höchstens 1 sind zu wählen; gewählt: 2.")]
    [InlineData("1,x,nord,m.a,2,\n", "„2“ ist weder 1 (gewählt) noch 0 (nicht gewählt).")]
    public void A_file_with_what_is_not_an_answer_is_refused(string lines, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ResponseFileException>(() => Evaluate(lines)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<(Questionnaire Questionnaire, Befragung.Delphi.Results.RoundResult Result)> Evaluate(string lines)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("round,panelist,group,item,value,comment\n" + lines));
        return ResponseFile.Read(content, QuestionnaireReader.Read(Yaml).Questionnaire!).Evaluate();
    }
}
