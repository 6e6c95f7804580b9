using System.Text.Json;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Drafts;

public sealed class DraftTests
{
    private const string Yaml = """
        befragung: 1
        title: { de: Ort, en: Place }
        languages: [de, en]
        groups:
          - { key: rathaus, name: Rathaus }
          - { key: handel, name: Handel }
        scales:
          wichtig5:
            points: 5
            labels: { 1: unwichtig, 5: wichtig }
        sections:
          - key: themen
            title: Themen
            items:
              - { key: leerstand, type: rating, text: Leerstand, scale: wichtig5 }
              - { key: wohnen, type: rating, text: Wohnen, scale: wichtig5, when: { item: leerstand, from: 4 } }
          - key: rest
            title: Rest
            when: { item: leerstand, is: 1 }
            items:
              - { key: worte, type: longText, text: Was noch? }
        """;

    public static TheoryData<string> Library => [.. Repository.Questionnaires];

    [Theory]
    [MemberData(nameof(Library))]
    public void What_comes_along_is_the_same_as_a_draft_and_written_anew(string file)
    {
        var yaml = Repository.Read("questionnaires", file);
        var questionnaire = QuestionnaireReader.Read(yaml).Questionnaire!;
        Same(questionnaire, Draft.Read(yaml).Draft!.Text);
        Same(questionnaire, Draft.Of(questionnaire).Text);
    }

    [Fact]
    public void Any_questionnaire_is_the_same_after_it_was_written_read_and_written_again()
    {
        var random = new Random(2020);
        for (var i = 0; i < 300; i++)
        {
            var questionnaire = new RandomQuestionnaire(random).Next();
            var text = Draft.Of(questionnaire).Text;
            Same(questionnaire, text);
            Assert.Equal(text, Draft.Read(text).Draft!.Text);
        }
    }

    [Fact]
    public void A_new_one_has_a_frame_and_is_told_what_it_lacks()
    {
        var draft = Draft.New("Unsere Innenstadt", "de", "en");
        var read = Draft.Read(draft.Text).Draft!;
        Assert.Equal("Unsere Innenstadt", read.TextIn(read.Root, "title", "de"));
        Assert.Equal("", read.TextIn(read.Root, "title", "en"));
        var check = read.Check();
        Assert.Null(check.Questionnaire);
        Assert.Equal(["title", "groups", "sections"], check.Problems.Select(one => one.Place));
    }

    [Theory]
    [InlineData("sections: []", "- key: themen\n")]
    [InlineData("befragung: 1\nsections: Themen", "sections: Themen")]
    [InlineData("befragung: 1\nsections: [{ key: a, title: A, items: [] }, { key: a, title: B, items: [] }]", "twice")]
    [InlineData("befragung: 1\nsections: [{ key: a, title: A, items: [{ text: ohne }] }]", "none")]
    [InlineData("befragung: 1\nsections: [{ key: a, title: A, items: { b: 1 } }]", "no list")]
    [InlineData("befragung: 1\nscales: [a]\nsections: []", "list of scales")]
    [InlineData("nur ein Text", "")]
    [InlineData("", "")]
    [InlineData("a: [", "")]
    public void A_text_without_its_frame_is_no_draft_and_something_is_wrong_with_it(string yaml, string why)
    {
        var (draft, problems) = Draft.Read(yaml);
        Assert.True(draft is null || why == "- key: themen\n", why);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void What_is_wrong_is_told_at_its_place()
    {
        var (draft, _) = Draft.Read(Yaml);
        draft!.Item("leerstand")!.Set("scale", "fehlt").Set("text", "");
        draft.Item("wohnen")!.Set("nonsense", "x");
        draft.Section("rest")!.Set("title", null);
        draft.SetTexts(draft.Root, "title", language => language == "de" ? "Ort" : "");
        Assert.Equal(
            [
                ("title", true),
                ("sections/0/items/0/text", false),
                ("sections/0/items/0/scale", false),
                ("sections/0/items/1/nonsense", false),
                ("sections/1", false),
            ],
            draft.Check().Problems.Select(one => (one.Place, one.Problem.IsNotice)).OrderBy(one => one.Place == "title" ? 0 : 1)
        );
    }

    [Fact]
    public void The_frame_is_there_whatever_is_wrong_in_the_sections_and_not_where_it_is_wrong_itself()
    {
        var (draft, _) = Draft.Read(Yaml);
        draft!.Item("leerstand")!.Set("scale", "fehlt");
        var check = draft.Check();
        Assert.Null(check.Questionnaire);
        Assert.Equal((2, 0), (check.Frame!.Groups.Count, check.Frame.Sections.Count));
        draft.Root.Set("title", "");
        Assert.Null(draft.Check().Frame);
    }

    [Fact]
    public void Items_are_copied_moved_and_renamed_with_what_looks_at_them()
    {
        var (draft, _) = Draft.Read(Yaml);
        var copy = draft!.Duplicate(draft.Item("leerstand")!);
        Assert.Equal("leerstand_2", copy.TextOf("key"));
        Assert.Equal("leerstand_3", draft.Duplicate(draft.Item("leerstand")!).TextOf("key"));
        Assert.Equal(["leerstand", "leerstand_3", "leerstand_2", "wohnen", "worte"], draft.Items.Select(item => item.TextOf("key")));

        Draft.Move(draft.Section("themen")!.ListOf("items"), draft.Item("wohnen")!, -1);
        Assert.Equal(["leerstand", "leerstand_3", "wohnen", "leerstand_2", "worte"], draft.Items.Select(item => item.TextOf("key")));
        Draft.Move(draft.Section("themen")!.ListOf("items"), draft.Item("leerstand")!, -1);
        Assert.Equal("leerstand", draft.Items.First().TextOf("key"));

        draft.MoveTo(draft.Item("wohnen")!, draft.Section("rest")!);
        Assert.Equal(["worte", "wohnen"], draft.Section("rest")!.MapsOf("items").Select(item => item.TextOf("key")));

        draft.Rename(draft.Item("leerstand")!, "leere");
        Assert.Equal("leere", ((DraftMap)draft.Item("wohnen")!["when"]!).TextOf("item"));
        Assert.Equal("leere", ((DraftMap)draft.Section("rest")!["when"]!).TextOf("item"));
        Assert.NotNull(draft.Check().Questionnaire);
    }

    [Fact]
    public void A_copy_has_nothing_in_common_with_the_first()
    {
        var (draft, _) = Draft.Read(Yaml);
        var before = draft!.Text;
        var copy = draft.Copy();
        copy.Item("leerstand")!.Set("text", "anders");
        copy.Section("rest")!.ListOf("items").Entries.Clear();
        Assert.Equal(before, draft.Text);
        Assert.NotEqual(Draft.Fingerprint(draft.Item("leerstand")), Draft.Fingerprint(copy.Item("leerstand")));
        Assert.Equal(Draft.Fingerprint(draft.Item("wohnen")), Draft.Fingerprint(copy.Item("wohnen")));
    }

    [Theory]
    [InlineData("Größe & Lage", "groesse___lage")]
    [InlineData("5 Orte", "frage")]
    [InlineData("🏘️", "frage")]
    [InlineData("Taken", "taken_2")]
    [InlineData("Ein sehr langer Text der nicht in einen Schlüssel passt", "ein_sehr_langer_text_der_nicht_in_ei")]
    public void Keys_are_made_of_words(string words, string key) => Assert.Equal(key, Draft.KeyFor(words, ["taken"], "frage"));

    [Fact]
    public void Line_ends_of_any_system_and_blanks_around_a_text_are_one()
    {
        var draft = Draft.New("Ort", "de");
        draft.SetTexts(draft.Root, "introduction", _ => "  Eins\r\n\r\nzwei\rdrei \n");
        Assert.Equal("Eins\n\nzwei\ndrei", draft.TextIn(draft.Root, "introduction", "de"));
        Assert.Equal("Eins\n\nzwei\ndrei", Draft.Read(draft.Text).Draft!.TextIn(draft.Root, "introduction", "de"));
    }

    [Theory]
    [InlineData("Eins\u000Bzwei\u000Cdrei\u2028vier\u0085fünf", "Eins\nzwei\ndrei\nvier\nfünf")]
    [InlineData("A\u0000\u0001B\u007F\uFFFE\uFFFFC", "ABC")]
    [InlineData("\tTab\tbleibt", "Tab\tbleibt")]
    public void What_no_file_may_have_is_left_out_of_what_is_pasted(string pasted, string kept)
    {
        var draft = Draft.New("Ort", "de");
        draft.SetTexts(draft.Root, "introduction", _ => pasted);
        draft.Root.Set("contact", new DraftMap().Set("name", pasted).SetPlain("email", pasted));
        var read = Draft.Read(draft.Text).Draft!;
        Assert.Equal(kept, read.TextIn(read.Root, "introduction", "de"));
        Assert.True(draft.Check().IsReadable);
    }

    [Fact]
    public void Half_a_character_is_left_out()
    {
        var draft = Draft.New("Ort " + "🏘️"[0] + " halb 🏘️", "de");
        Assert.Equal("Ort  halb 🏘️", Draft.Read(draft.Text).Draft!.TextIn(draft.Root, "title", "de"));
    }

    [Fact]
    public void What_grew_beyond_a_file_says_so()
    {
        var draft = Draft.New("Ort", "de");
        draft.SetTexts(draft.Root, "introduction", _ => new string('x', 2_000_001));
        Assert.False(draft.Check().IsReadable);
    }

    [Fact]
    public void A_language_that_goes_takes_its_texts_along_and_what_was_only_in_it_stays()
    {
        var (draft, _) = Draft.Read(
            """
            befragung: 1
            title: { de: Ort, en: Place }
            languages: [de, en]
            contact: { name: Team, email: team@example.org }
            groups: [{ key: rathaus, name: { de: Rathaus } }]
            settings: { consensus: { rule: percentAgreement, threshold: "2/3" } }
            scales: { s: { points: 2, labels: { 1: nein, 2: { de: ja, en: yes } } } }
            sections:
              - key: s
                title: Themen
                items: [{ key: q, type: number, text: Wie lange?, unit: { de: { one: Tag, many: Tage }, en: { one: day, many: days } } }]
            """
        );
        var english = draft!.Copy();
        english.Speak(["en"]);
        var read = english.Check();
        Assert.Empty(read.Errors.Select(one => one.Problem.What.ToString()));
        var asked = read.Questionnaire!;
        Assert.Equal(["en"], asked.Languages);
        Assert.Equal(
            ("Place", "Rathaus", "Themen", "Team", "days"),
            (
                asked.Title.In("en"),
                asked.Groups[0].Name.In("en"),
                asked.Sections[0].Title.In("en"),
                asked.Contact!.Name,
                ((NumberItem)asked.Items.Single()).Unit!.Many.In("en")
            )
        );
        Assert.Equal("days", english.FormIn(english.Items.Single(), "unit", "many", "en"));

        // With another main language, what is missing in it is told, and nothing is lost.
        var turned = draft.Copy();
        turned.Speak(["en", "de"]);
        Assert.Equal(
            ["groups/0/name", "scales/s/labels/1", "sections/0/title", "sections/0/items/0/text"],
            turned.Check().Errors.Select(one => one.Place)
        );
        Assert.Equal("Themen", turned.TextIn(turned.Sections.Single(), "title", "de"));
        turned.Speak(["de", "en"]);
        Assert.NotNull(turned.Check().Questionnaire);
    }

    private static void Same(Questionnaire expected, string yaml)
    {
        var read = QuestionnaireReader.Read(yaml);
        Assert.Empty(
            read.Problems.Where(problem => !problem.IsNotice)
                .Select(problem => $"{problem.Line}:{problem.Column} {problem.What} in\n{yaml}")
        );
        Assert.Equal(
            JsonSerializer.Serialize(expected, Questionnaire.Format),
            JsonSerializer.Serialize(read.Questionnaire, Questionnaire.Format)
        );
    }
}
