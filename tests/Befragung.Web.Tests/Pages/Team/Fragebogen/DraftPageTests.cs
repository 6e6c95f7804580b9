using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Fragebogen;

/// <summary>The questionnaire is made in the browser, by forms alone.</summary>
public sealed class DraftPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task From_an_empty_study_to_a_questionnaire_that_can_be_opened()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = await EmptyAsync(editor, "Zukunft der Dorfläden");
        Assert.Contains("Noch zu klären: 2", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);

        // Something unfinished is kept, and opens no round.
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/gruppen"),
            "form.drafting",
            ("groups-0-name-de", "Rathaus"),
            ("groups-1-name-de", "Händler")
        );
        await SubmitAsync(editor, root, "Abschnitt", ("title", "Themen"));
        var item = await editor.SubmitAsync(
            await editor.GetAsync(root),
            "form[action*='handler=Frage']",
            ("text-themen", "Wie wichtig ist der Laden?"),
            ("type-themen", "rating")
        );
        Assert.Equal($"{root}/fragen/wie_wichtig_ist_der_laden?gespeichert=true", item.Location);
        var key = root.Split('/')[3];
        var panel = await editor.UploadAsync(
            await editor.GetAsync($"/team/studien/{key}/panel"),
            "main form",
            "panel.csv",
            "Name;E-Mail;Gruppe\nA;a@example.org;rathaus\n"u8.ToArray()
        );
        Assert.Contains("neu: 1", (await editor.GetAsync(panel.Location!)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Der Fragebogen ist noch nicht fertig.",
            (await editor.GetAsync($"/team/studien/{key}")).Text,
            StringComparison.Ordinal
        );

        var scale = await editor.SubmitAsync(await editor.GetAsync($"{root}/skalen"), "main form", ("scale", "wichtig5"));
        Assert.Equal($"{root}/skalen/wichtig5?gespeichert=true", scale.Location);
        var saved = await editor.SubmitAsync(
            await editor.GetAsync(item.Location!),
            "form.drafting",
            ("scale", "wichtig5"),
            ("note-de", "Miete,\r\nStrom"),
            ("required", "true")
        );
        Assert.DoesNotContain("Noch zu klären", (await editor.GetAsync(saved.Location!)).Text, StringComparison.Ordinal);
        var asked = (await app.ReadAsync(key)).Round(1).Questionnaire;
        var rating = Assert.IsType<RatingItem>(asked.Items.Single());
        Assert.Equal(
            ("Wie wichtig ist der Laden?", "Miete,\nStrom", true, "sehr wichtig"),
            (rating.Text.In("de"), rating.Note!.In("de"), rating.Required, rating.Scale.LabelOf(5)!.In("de"))
        );
        Assert.Equal(["Rathaus", "Händler"], asked.Groups.Select(group => group.Name.In("de")));
        Assert.Equal(("haendler", 5), (asked.Groups[1].Key, asked.Settings.SmallestCell));
    }

    [Fact]
    public async Task A_round_does_not_open_with_an_unfinished_questionnaire()
    {
        var key = await app.StudyAsync(3);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", ""));
        await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() => app.OpenAsync(key));
        // What was good before is still what round 1 would ask, and the draft says what is missing.
        Assert.Equal("Wie wichtig ist Größe?", (await app.ReadAsync(key)).Round(1).Questionnaire.Items.First().Text.In("de"));
        Assert.Contains("Hier fehlt der Text in der Hauptsprache", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", "Wie groß?"));
        await app.OpenAsync(key);
        Assert.Equal("Wie groß?", (await app.ReadAsync(key)).Round(1).Questionnaire.Items.First().Text.In("de"));

        // From then on it is fixed: pages lead to the overview, and what was on its way is refused.
        Assert.Equal(root, (await editor.GetAsync($"{root}/fragen/r1")).Location);
        var overview = await editor.GetAsync(root);
        Assert.Contains("Seitdem steht der Fragebogen fest", overview.Text, StringComparison.Ordinal);
        Assert.Null(overview.Page.QuerySelector("main form"));
    }

    [Theory]
    [InlineData(
        "multiRating",
        "criteria-0-name-de=Wichtigkeit&criteria-0-scale=sehr_wichtig_5&criteria-1-name-de=Lage&criteria-1-scale=ja_3",
        "criteria"
    )]
    [InlineData("singleChoice", "options-0-name-de=Ja&options-1-name-de=Nein&options-2-name-de=Vielleicht", "options")]
    [InlineData(
        "multipleChoice",
        "options-0-name-de=Ja&options-1-name-de=Nein&options-2-name-de=Keins&options-2-exclusive=true&min=1",
        "options"
    )]
    [InlineData("ranking", "options-0-name-de=Eins&options-1-name-de=Zwei&options-2-name-de=Drei&top=2", "options")]
    [InlineData("points", "options-0-name-de=Bund&options-1-name-de=Land&total=10", "options")]
    [InlineData("number", "unit-one-de=Tag&unit-many-de=Tage&min=0,5&max=10&decimals=1", "min")]
    [InlineData("estimate", "unit-one-de=km&min=0", "min")]
    [InlineData("shortText", "maxLength=50", "maxLength")]
    [InlineData("longText", "maxLength=500", "maxLength")]
    [InlineData("ideas", "entries=3", "entries")]
    [InlineData("information", "", "text-de")]
    public async Task Every_type_is_made_by_its_form(string type, string typed, string field)
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/fragen/r1";
        // Another type first: its fields come with the next page.
        await editor.SubmitAsync(await editor.GetAsync(page), "form.drafting", ("type", type));
        var form = await editor.GetAsync(page);
        Assert.NotNull(form.Page.QuerySelector($"form.drafting [name^='{field}']"));
        var saved = await editor.SubmitAsync(
            form,
            "form.drafting",
            [
                .. typed
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(one => one.Split('='))
                    .Select(one => (one[0], (string?)one[1])),
            ]
        );
        Assert.Equal($"{page}?gespeichert=true", saved.Location);
        Assert.DoesNotContain("Noch zu klären", (await editor.GetAsync(saved.Location!)).Text, StringComparison.Ordinal);
        var item = (await app.ReadAsync(key)).Round(1).Questionnaire.Items.First();
        switch (item)
        {
            case MultiRatingItem rating:
                Assert.Equal(["Wichtigkeit 5", "Lage 3"], rating.Criteria.Select(one => $"{one.Name.In("de")} {one.Scale.Points}"));
                break;
            case MultipleChoiceItem choice:
                Assert.Equal((1, "keins"), (choice.Min, choice.Options.Single(option => option.Exclusive).Key));
                break;
            case RankingItem ranking:
                Assert.Equal((2, 3), (ranking.Top, ranking.Options.Count));
                break;
            case PointsItem points:
                Assert.Equal((10, 2), (points.Total, points.Options.Count));
                break;
            case NumberItem number:
                Assert.Equal((0.5m, 10m, 1, "Tage"), (number.Min, number.Max, number.Decimals, number.Unit!.Many.In("de")));
                break;
            case EstimateItem estimate:
                Assert.Equal("km", estimate.Unit!.Many.In("de"));
                break;
            case IdeasItem ideas:
                Assert.Equal(3, ideas.Entries);
                break;
            case ShortTextItem text:
                Assert.Equal(50, text.MaxLength);
                break;
            case LongTextItem text:
                Assert.Equal(500, text.MaxLength);
                break;
            case SingleChoiceItem choice:
                Assert.Equal(3, choice.Options.Count);
                break;
            default:
                Assert.IsType<InformationItem>(item);
                break;
        }
    }

    [Fact]
    public async Task Rows_are_put_in_order_and_dropped_and_keep_their_keys()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/fragen/a1";
        await editor.SubmitAsync(
            await editor.GetAsync(page),
            "form.drafting",
            ("options-2-place", "1"),
            ("options-1-name-de", ""),
            ("options-1-name-en", ""),
            ("options-3-name-de", "Räume")
        );
        var ranking = (RankingItem)(await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("a1")!;
        Assert.Equal(["z", "x", "raeume"], ranking.Options.Select(option => option.Key));
    }

    [Fact]
    public async Task Sections_and_questions_go_to_the_place_that_is_named()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        await StepAsync(editor, root, "Schieben&frage=r2&abschnitt=zwei&platz=1");
        await StepAsync(editor, root, "Schieben&frage=a1&abschnitt=eins&platz=0");
        await StepAsync(editor, root, "Schieben&frage=l1&abschnitt=zwei&platz=99");
        var sections = (await app.ReadAsync(key)).Round(1).Questionnaire.Sections;
        Assert.Equal("a1", sections[0].Items[0].Key);
        Assert.Equal("r2", sections[1].Items[1].Key);
        Assert.Equal("l1", sections[1].Items[^1].Key);
        await StepAsync(editor, root, "Schieben&abschnitt=eins&platz=1");
        Assert.Equal(["zwei", "eins"], (await app.ReadAsync(key)).Round(1).Questionnaire.Sections.Select(one => one.Key));
        Assert.Equal(409, (await StepAsync(editor, root, "Schieben&frage=r2&abschnitt=weg&platz=1")).Status);
    }

    [Fact]
    public async Task A_condition_is_picked_and_holds_for_a_question_with_another_key_too()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/l1"), "form.drafting", ("when-item", "c1"));
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/fragen/l1"),
            "form.drafting",
            ("when-groups", "nord"),
            ("when-values", "hin"),
            ("when-how", "isNot")
        );
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/c1"), "form.drafting", ("key", "wohin"));
        var when = (await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("l1")!.When!;
        Assert.Equal(("wohin", "hin", "nord"), (when.Item, when.IsNot!.Single(), when.Groups!.Single()));

        // What is put before the question it looks at is told.
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/l1"), "form.drafting", ("section", "eins"));
        for (var i = 0; i < 3; i++)
            await StepAsync(editor, root, "Schieben&frage=l1&um=-1");
        Assert.Contains("Eine Bedingung schaut nur zurück.", (await editor.GetAsync($"{root}/fragen/l1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_deleted_comes_back_with_one_click_or_from_an_older_version()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        var gone = await StepAsync(editor, root, "Loeschen&abschnitt=eins");
        var page = await editor.GetAsync(gone.Location!);
        Assert.Null((await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("r1"));
        await editor.SubmitAsync(page, "form[action*='handler=Zurueck']");
        Assert.NotNull((await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("r1"));

        await StepAsync(editor, root, "Loeschen&frage=r2");
        await StepAsync(editor, root, "Kopieren&frage=c1");
        Assert.Equal(
            ["c1", "c1_2"],
            (await app.ReadAsync(key))
                .Round(1)
                .Questionnaire.Items.Select(item => item.Key)
                .Where(one => one.StartsWith("c1", StringComparison.Ordinal))
        );
        var versions = await editor.GetAsync($"{root}/fassungen?nummer=4");
        Assert.Contains("Ist klein schön?", versions.Text, StringComparison.Ordinal);
        var first = await editor.GetAsync($"{root}/fassungen?nummer=1");
        await editor.SubmitAsync(first, "main form");
        Assert.NotNull((await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("r2"));
        Assert.Null((await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("c1_2"));
        Assert.Equal(404, (await editor.GetAsync($"{root}/fassungen?nummer=99")).Status);
    }

    [Fact]
    public async Task Of_two_who_write_at_one_question_the_second_is_told_and_keeps_what_they_wrote()
    {
        var key = await app.StudyAsync();
        using var one = await app.TeamAsync(StudyRole.Editor);
        using var other = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/fragen/r1";
        var (first, second, elsewhere) = (
            await one.GetAsync(page),
            await other.GetAsync(page),
            await other.GetAsync($"/team/studien/{key}/fragebogen/fragen/r2")
        );
        await one.SubmitAsync(first, "form.drafting", ("text-de", "Wie groß?"));
        var refused = await other.SubmitAsync(second, "form.drafting", ("text-de", "Wie klein?"));
        Assert.Equal(409, refused.Status);
        Assert.Equal("Wie klein?", refused.Page.QuerySelector("#text-de")!.TextContent);
        Assert.Contains("jetzt gespeichert „Wie groß?“, in Ihrem Feld „Wie klein?“", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Wie groß?", (await app.ReadAsync(key)).Round(1).Questionnaire.Items.First().Text.In("de"));
        await other.SubmitAsync(refused, "form.drafting");
        Assert.Equal("Wie klein?", (await app.ReadAsync(key)).Round(1).Questionnaire.Items.First().Text.In("de"));
        // At another question nobody was in the way.
        Assert.Equal(302, (await other.SubmitAsync(elsewhere, "form.drafting", ("text-de", "Schön?"))).Status);

        await StepAsync(one, $"/team/studien/{key}/fragebogen", "Loeschen&frage=r2");
        var late = await other.SubmitAsync(elsewhere, "form.drafting", ("text-de", "Doch schön?"));
        Assert.Equal(409, late.Status);
        Assert.Contains("Diese Frage gibt es nicht mehr.", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_list_is_shown_and_then_added()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/einfuegen";
        (string, string?)[] typed =
        [
            (
                "Liste",
                string.Join("\r\n", Enumerable.Range(1, 40).Select(number => $"{number}. These {number} 🏘️\tThesis {number}\tErläuterung"))
            ),
            ("Art", "rating"),
            ("Skala", "zustimmung5"),
            ("Abschnitt", ""),
            ("Titel", "Thesen der Runde"),
        ];
        var form = await editor.GetAsync(page);
        var (_, fields) = Visitor.Fill(form, "form.drafting");
        var preview = await editor.PostAsync($"{page}?handler=Vorschau", Changed(fields, typed));
        Assert.Contains("Vorschau: 40 Fragen", preview.Text, StringComparison.Ordinal);
        Assert.Equal(7, (await app.ReadAsync(key)).Round(1).Questionnaire.Items.Count(item => item is not InformationItem));
        var added = await editor.PostAsync(page, Changed(fields, typed));
        Assert.Equal(302, added.Status);
        var section = (await app.ReadAsync(key)).Round(1).Questionnaire.Sections[^1];
        Assert.Equal(("Thesen der Runde", 40), (section.Title.In("de"), section.Items.Count));
        var last = Assert.IsType<RatingItem>(section.Items[^1]);
        Assert.Equal(
            ("These 40 🏘️", "Thesis 40", "Erläuterung", "strongly agree"),
            (last.Text.In("de"), last.Text.In("en"), last.Note!.In("de"), last.Scale.LabelOf(5)!.In("en"))
        );
        foreach (
            var (liste, told) in ((string, string)[])
                [("", "Hier steht noch nichts."), (string.Join('\n', Enumerable.Repeat("These", 501)), "ein Fragebogen kann 500 haben")]
        )
        {
            var refused = await editor.PostAsync(page, Changed(fields, [("Liste", liste), ("Art", "rating")]));
            Assert.Equal(400, refused.Status);
            Assert.Contains(told, refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_text_is_the_same_questionnaire_and_what_has_no_frame_stays_in_the_field()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/text";
        var form = await editor.GetAsync(page);
        var text = form.Page.QuerySelector("#text")!.TextContent;
        Assert.NotNull(QuestionnaireReader.Read(text).Questionnaire);
        var refused = await editor.SubmitAsync(
            form,
            "form:has(#text)",
            ("text", text.Replace("sections:", "abschnitte:", StringComparison.Ordinal))
        );
        Assert.Equal(400, refused.Status);
        Assert.Contains("abschnitte:", refused.Page.QuerySelector("#text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Das Feld „abschnitte“", refused.Text, StringComparison.Ordinal);
        var saved = await editor.SubmitAsync(
            form,
            "form:has(#text)",
            ("text", text.Replace("Wohin?", "Wohin denn?", StringComparison.Ordinal))
        );
        Assert.Equal(302, saved.Status);
        Assert.Equal("Wohin denn?", (await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("c1")!.Text.In("de"));

        using var file = await editor.Client.GetAsync(new Uri($"/team/studien/{key}/fragebogen/datei", UriKind.Relative));
        Assert.Contains("Wohin denn?", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // A file takes the place of all of it; what is no text is named.
        foreach (
            var (content, status) in ((byte[], int)[])
                [(Encoding.UTF8.GetBytes(Sample.Yaml), 302), ([0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0, 0], 400), ("nichts"u8.ToArray(), 400)]
        )
            Assert.Equal(status, (await editor.UploadAsync(await editor.GetAsync(page), "form[enctype]", "bogen.yaml", content)).Status);
        Assert.Equal("Wohin?", (await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("c1")!.Text.In("de"));
    }

    [Fact]
    public async Task A_text_that_is_not_sent_yet_is_checked_by_the_sentences_of_every_other_way()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/text";
        foreach (var text in (string[])[Sample.Yaml, Sample.Yaml.Replace("top: 2", "top: 7", StringComparison.Ordinal), "a: [", "", "\t"])
        {
            var fields = Visitor.Fill(await editor.GetAsync(page), "main form").Fields;
            var reply = await editor.PostAsync($"{page}?handler=Pruefen", Changed(fields, [("text", text)]));
            Assert.Equal(200, reply.Status);
            using var answer = System.Text.Json.JsonDocument.Parse(reply.Body);
            var said = answer
                .RootElement.GetProperty("problems")
                .EnumerateArray()
                .Select(one => (one.GetProperty("line").GetInt32(), one.GetProperty("isNotice").GetBoolean()));
            var read = QuestionnaireReader.Read(text, Befragung.Web.Exchange.Reading.QuestionnaireFiles.Checks);
            Assert.Equal(read.Problems.Select(one => (one.Line, one.IsNotice)), said);
        }
        // Nothing of it is kept.
        Assert.Equal(0, await VersionsAsync(key));
    }

    [Fact]
    public async Task A_copy_of_what_is_unfinished_is_unfinished()
    {
        var key = await app.StudyAsync(3);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/fragebogen/fragen/r1"),
            "form.drafting",
            ("text-de", ""),
            ("text-en", "Size?")
        );
        var copied = await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}"), "form[action*='handler=Kopieren']");
        var page = await editor.GetAsync($"{copied.Location}/fragebogen");
        Assert.Contains("Hier fehlt der Text in der Hauptsprache", page.Text, StringComparison.Ordinal);
        var copy = copied.Location!.Split('/')[3];
        Assert.True(
            await app.DataAsync(db =>
                db.QuestionnaireVersions.Where(version => version.Study.Key == copy).Select(version => version.HasErrors).SingleAsync()
            )
        );
        // Of the details nothing is missing: that is told where the question is.
        Assert.DoesNotContain(
            "Noch zu klären",
            (await editor.GetAsync($"{copied.Location}/fragebogen/angaben")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nonsense_is_told_in_a_sentence_and_breaks_nothing()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        var odd = await editor.SubmitAsync(
            await editor.GetAsync($"{root}/fragen/r1"),
            "form.drafting",
            ("text-de", "Weich\u000Bumbrochen"),
            ("scale", "gibt\u000Bes nicht"),
            ("section", "nirgends")
        );
        Assert.Equal(302, odd.Status);
        var told = await editor.GetAsync(root);
        Assert.Equal(200, told.Status);
        Assert.Contains("Die Skala „gibt es nicht“ gibt es nicht.", told.Text, StringComparison.Ordinal);
        foreach (
            var (typed, why) in ((string, string)[])
                [("Großer Schlüssel", "geht nicht als Schlüssel"), ("r2", "hat schon eine andere Frage")]
        )
        {
            var kept = await editor.SubmitAsync(
                await editor.GetAsync($"{root}/fragen/m1"),
                "form.drafting",
                ("key", typed),
                ("text-de", "Der Marktplatz bei Nacht")
            );
            Assert.Equal(400, kept.Status);
            Assert.Contains(why, kept.Page.QuerySelector("#key-fehler")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(
                (typed, "Der Marktplatz bei Nacht"),
                (kept.Page.QuerySelector("#key")!.GetAttribute("value"), kept.Page.QuerySelector("#text-de")!.TextContent)
            );
        }
        // A whole questionnaire of two million letters is none; what was there stays.
        var text = await editor.GetAsync($"{root}/text");
        foreach (var size in (int[])[2_100_000, 5_100_000])
        {
            var refused = await editor.SubmitAsync(text, "form:has(#text)", ("text", new string('x', size)));
            Assert.InRange(refused.Status, 400, 413);
            Assert.NotNull(refused.Page.QuerySelector("h1"));
        }
        foreach (
            var step in (string[])
                ["Schieben&frage=gibtesnicht&um=1", "Loeschen&abschnitt=gibtesnicht", "Kopieren", "Frage&abschnitt=x", "Zurueck&fassung=99"]
        )
            Assert.Equal(409, (await StepAsync(editor, root, step)).Status);
        Assert.Equal(404, (await editor.GetAsync($"{root}/fragen/gibtesnicht")).Status);
        Assert.Equal(404, (await editor.GetAsync($"{root}/skalen/gibtesnicht")).Status);
        Assert.Equal(404, (await editor.GetAsync($"{root}/abschnitte/gibtesnicht")).Status);
    }

    [Fact]
    public async Task A_group_that_has_people_in_the_panel_is_not_lost()
    {
        var key = await app.StudyAsync(7);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = $"/team/studien/{key}/fragebogen/gruppen";
        var saved = await editor.SubmitAsync(
            await editor.GetAsync(page),
            "form.drafting",
            ("groups-1-name-de", ""),
            ("groups-1-name-en", "")
        );
        Assert.Contains(
            "Im Panel sind schon Personen der Gruppe „Süden“: 1.",
            (await editor.GetAsync(saved.Location!)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(2, (await app.ReadAsync(key)).Round(1).Questionnaire.Groups.Count);
        await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() => app.OpenAsync(key));
    }

    [Fact]
    public async Task Settings_details_and_a_section_are_written_as_the_forms_say()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/einstellungen"),
            "form.drafting",
            ("rounds", "3"),
            ("smallestCell", "4"),
            ("stability-rule", "kappa"),
            ("stability-limit", "0,65"),
            ("consensus-rule", "percentAgreement"),
            ("consensus-threshold", "2/3"),
            ("consensus-strict", "true"),
            ("reasons", "false")
        );
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/angaben"),
            "form.drafting",
            ("title-de", "Neuer Titel"),
            ("contact-email", "neu@ort.de"),
            ("groupLabel-one-de", "Gemeinde"),
            ("groupLabel-many-de", "Gemeinden"),
            ("groupLabel-one-en", "municipality"),
            ("groupLabel-many-en", "municipalities")
        );
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/abschnitte/zwei"),
            "form.drafting",
            ("introduction-de", "Zeile\r\n\r\n- Punkt"),
            ("when-groups", "sued")
        );
        var study = await app.ReadAsync(key);
        var asked = study.Round(1).Questionnaire;
        Assert.Equal(
            ("Neuer Titel", "Neuer Titel", "neu@ort.de", "Gemeinden"),
            (study.Title.In("de"), asked.Title.In("de"), asked.Contact!.Email, asked.GroupLabel.Many.In("de"))
        );
        Assert.Equal((3, 4, false), (asked.Settings.Rounds, asked.Settings.SmallestCell, asked.Settings.AsksForReasons));
        Assert.Equal(
            "0.65",
            ((Befragung.Delphi.Studies.KappaRule)asked.Settings.Stability).Limit.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Equal(
            ("2/3", true),
            (
                ((Befragung.Delphi.Studies.PercentAgreementRule)asked.Settings.Consensus).Threshold.ToString(
                    null,
                    System.Globalization.CultureInfo.InvariantCulture
                ),
                ((Befragung.Delphi.Studies.PercentAgreementRule)asked.Settings.Consensus).Strict
            )
        );
        Assert.Equal(("Zeile\n\n- Punkt", "sued"), (asked.Sections[1].Introduction!.In("de"), asked.Sections[1].When!.Groups!.Single()));

        // What is wrong is kept and told at its place.
        var wrong = await editor.SubmitAsync(await editor.GetAsync($"{root}/einstellungen"), "form.drafting", ("rounds", "viele"));
        Assert.Contains("Bei „Runden“ wird eine ganze Zahl", (await editor.GetAsync(wrong.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(
            400,
            (
                await editor.PostAsync(
                    $"{root}/angaben",
                    Changed(Visitor.Fill(await editor.GetAsync($"{root}/angaben"), "form.drafting").Fields, [])
                        .Where(one => one.Key != "languages")
                )
            ).Status
        );
    }

    [Fact]
    public async Task A_scale_is_changed_for_all_questions_that_use_it()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen/skalen";
        var name = (await editor.GetAsync(root)).Page.QuerySelector("main .card a")!.TextContent;
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/{name}"),
            "form.drafting",
            ("points", "4"),
            ("labels-4-de", "dringend"),
            ("top-name-de", "wichtig"),
            ("top-points", "1")
        );
        var rating = (RatingItem)(await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("r1")!;
        Assert.Equal(
            (4, "dringend", "wichtig", 1),
            (rating.Scale.Points, rating.Scale.LabelOf(4)!.In("de"), rating.Scale.TopName!.In("de"), rating.Scale.Top)
        );
        // A word for a point that is gone went with it.
        Assert.Null(rating.Scale.LabelOf(5));
        await editor.SubmitAsync(await editor.GetAsync($"{root}/{name}"), "form[action*='handler=Loeschen']");
        Assert.Contains("Noch zu klären", (await editor.GetAsync($"/team/studien/{key}/fragebogen")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await editor.GetAsync($"{root}/{name}")).Status);
    }

    [Fact]
    public async Task Who_writes_for_a_while_writes_one_version_and_one_row_of_the_chronicle()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        foreach (var text in (string[])["Eins?", "Zwei?", "Drei?"])
            await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", text));
        Assert.Equal(2, await VersionsAsync(key));
        app.Clock.Ahead += TimeSpan.FromMinutes(20);
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", "Vier?"));
        Assert.Equal(3, await VersionsAsync(key));
        var study = (await app.ReadAsync(key)).Id;
        Assert.Equal(
            2,
            await app.DataAsync(db =>
                db.Chronicle.CountAsync(entry =>
                    entry.StudyId == study && entry.Step == Befragung.Web.Chronicle.ChronicleStep.QuestionnaireRevised
                )
            )
        );
    }

    [Fact]
    public async Task A_form_that_is_sent_once_more_because_no_answer_came_adds_nothing_twice_and_meets_nobody()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/fragen/a1");
        (string, string?)[] typed = [("options-3-name-de", "Räume"), ("options-4-name-de", "Räume"), ("options-0-place", "2")];
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(302, (await editor.SubmitAsync(page, "form.drafting", typed)).Status);
            var ranking = (RankingItem)(await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("a1")!;
            Assert.Equal(["y", "x", "z", "raeume", "raeume_2"], ranking.Options.Select(option => option.Key));
        }
    }

    [Fact]
    public async Task Words_that_go_with_a_language_or_an_option_are_found_in_the_version_before()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/a1"), "form.drafting", ("options-0-name-en", "Good advice"));
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/fragen/a1"),
            "form.drafting",
            ("options-1-name-de", ""),
            ("options-1-name-en", "")
        );
        await editor.SubmitAsync(await editor.GetAsync($"{root}/angaben"), "form.drafting", ("languages", "de"));
        Assert.Equal(4, await VersionsAsync(key));
        Assert.Contains("Exchange", (await editor.GetAsync($"{root}/fassungen?nummer=3")).Text, StringComparison.Ordinal);
        Assert.Contains("Good advice", (await editor.GetAsync($"{root}/fassungen?nummer=4")).Text, StringComparison.Ordinal);
        var saved = await editor.SubmitAsync(await editor.GetAsync($"{root}/gruppen"), "form.drafting", ("groups-0-name-de", "Nordost"));
        // A sign says so where a script looks for it.
        Assert.StartsWith(
            "Gespeichert um",
            (await editor.GetAsync(saved.Location!)).Page.QuerySelector("[data-saved] [role=status]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_reader_sees_the_questionnaire_and_no_button()
    {
        var key = await app.StudyAsync();
        using var reader = await app.TeamAsync(StudyRole.Reader);
        foreach (
            var page in (string[])
                [
                    "",
                    "/angaben",
                    "/gruppen",
                    "/einstellungen",
                    "/skalen",
                    "/abschnitte/eins",
                    "/fragen/r1",
                    "/text",
                    "/einfuegen",
                    "/fassungen",
                ]
        )
        {
            var reply = await reader.GetAsync($"/team/studien/{key}/fragebogen{page}");
            Assert.Equal(200, reply.Status);
            Assert.Empty(reply.Page.QuerySelectorAll("main form button"));
        }
        Assert.Contains(
            "Wie wichtig ist Größe?",
            (await reader.GetAsync($"/team/studien/{key}/fragebogen")).Text,
            StringComparison.Ordinal
        );
    }

    private Task<int> VersionsAsync(string key) =>
        app.DataAsync(db => db.QuestionnaireVersions.CountAsync(version => version.Study.Key == key));

    private static async Task<string> EmptyAsync(Visitor editor, string title)
    {
        var reply = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "leer"),
            ("Titel", title)
        );
        Assert.Equal(302, reply.Status);
        return reply.Location!;
    }

    private static async Task<Reply> SubmitAsync(Visitor editor, string page, string handler, params (string, string?)[] typed) =>
        await editor.SubmitAsync(await editor.GetAsync(page), $"form[action*='handler={handler}']", typed);

    /// <summary>A button of the overview, which names its step itself.</summary>
    private static async Task<Reply> StepAsync(Visitor editor, string root, string step) =>
        await editor.PostAsync($"{root}?handler={step}", Visitor.Fill(await editor.GetAsync(root), "main form").Fields);

    private static List<KeyValuePair<string, string>> Changed(
        IEnumerable<KeyValuePair<string, string>> fields,
        (string Name, string? Value)[] changes
    ) =>
        [
            .. fields.Where(field => changes.All(change => change.Name != field.Key)),
            .. changes.Select(change => KeyValuePair.Create(change.Name, change.Value ?? "")),
        ];
}
