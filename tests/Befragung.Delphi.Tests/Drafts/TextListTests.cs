using Befragung.Delphi.Drafts;

namespace Befragung.Delphi.Tests.Drafts;

/// <summary>All texts of a draft, to be translated: each is found by its path, and nothing else changes.</summary>
public sealed class TextListTests
{
    private const string Yaml = """
        befragung: 1
        title: { de: Ort, en: Place }
        languages: [de, en]
        contact: { name: Rathaus, email: rathaus@befragung.internal }
        groupLabel: { de: { one: Gemeinde, many: Gemeinden } }
        groups:
          - { key: rathaus, name: Rathaus }
        scales:
          text:
            points: 5
            labels: { 1: unwichtig, 5: wichtig }
            top: { points: 2, name: wichtig }
        sections:
          - key: themen
            title: Themen
            items:
              - { key: weg, type: number, text: Wie weit?, note: Zu Fuß, unit: Tag }
              - { key: laden, type: rating, text: { de: Laden, en: Shop }, scale: text }
        """;

    [Fact]
    public void Every_text_has_a_path_in_the_order_of_the_file() =>
        Assert.Equal(
            [
                "title",
                "groupLabel/one",
                "groupLabel/many",
                "groups/rathaus/name",
                "scales/text/labels/1",
                "scales/text/labels/5",
                "scales/text/top/name",
                "sections/themen/title",
                "sections/themen/items/weg/text",
                "sections/themen/items/weg/note",
                "sections/themen/items/weg/unit/one",
                "sections/themen/items/laden/text",
            ],
            TextList.Of(Draft.Read(Yaml).Draft!).Select(text => text.Path)
        );

    [Fact]
    public void Translations_stand_where_they_belong_and_make_a_questionnaire()
    {
        var draft = Draft.Read(Yaml).Draft!;
        var texts = TextList.Of(draft);
        Assert.Equal(
            ["fehlt/text"],
            TextList.Set(draft, [.. texts.Select(text => (text.Path, "en", "E " + text.Path)), ("fehlt/text", "en", "x")])
        );
        var check = draft.Check();
        Assert.Empty(check.Errors.Select(one => one.Problem.What.ToString()));
        var asked = check.Questionnaire!;
        Assert.Equal("E sections/themen/items/laden/text", asked.ItemOf("laden")!.Text.In("en"));
        Assert.Equal("Laden", asked.ItemOf("laden")!.Text.In("de"));
        Assert.Equal("E groupLabel/one", asked.GroupLabel.One.In("en"));
        Assert.Equal("Gemeinden", asked.GroupLabel.Many.In("de"));
        Assert.Equal(
            "wichtig",
            asked.Items.SelectMany(item => item.Parts).OfType<Befragung.Delphi.Questionnaires.RatedPart>().Single().Scale.TopName!.In("de")
        );
    }

    [Fact]
    public void Any_questionnaire_takes_all_its_texts_back_and_stays_as_it_was()
    {
        var random = new RandomQuestionnaire(new Random(77));
        for (var i = 0; i < 300; i++)
        {
            var draft = Draft.Of(random.Next());
            var texts = TextList.Of(draft);
            Assert.Equal(texts.Count, texts.Select(text => text.Path).Distinct().Count());
            var before = draft.Check();
            Assert.NotNull(before.Questionnaire);
            var copy = draft.Copy();
            foreach (var language in draft.Languages)
                Assert.Empty(
                    TextList.Set(
                        copy,
                        texts.Where(text => text.Texts[language].Length > 0).Select(text => (text.Path, language, text.Texts[language]))
                    )
                );
            Assert.Equal(
                texts.Select(text => (text.Path, string.Join('|', text.Texts.Values))),
                TextList.Of(copy).Select(text => (text.Path, string.Join('|', text.Texts.Values)))
            );
            Assert.Equal(Draft.Of(before.Questionnaire!).Text, Draft.Of(copy.Check().Questionnaire!).Text);
        }
    }
}
