using System.Globalization;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>Content in any language: which tags there are, how they are written, and which text is shown where one is missing.</summary>
public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE", "de")]
    [InlineData("DE-Simple", "de-simple")]
    [InlineData("pt-br", "pt-BR")]
    [InlineData("ZH-HANT-tw", "zh-Hant-TW")]
    [InlineData("es-419", "es-419")]
    [InlineData("sl-rozaj-biske", "sl-rozaj-biske")]
    [InlineData("de-de-1996", "de-DE-1996")]
    [InlineData("zh-yue", "zh-yue")]
    [InlineData("de-x-ls", "de-x-ls")]
    [InlineData("en-u-ca-gregory-x-AB", "en-u-ca-gregory-x-ab")]
    [InlineData("xx", "xx")]
    [InlineData("tlh", "tlh")]
    [InlineData("zh-aaa-bbb-ccc-Hant-TW-variant1-abc", null)]
    [InlineData("zh-aaa-bbb-ccc-Hant-TW-variant1-xyz", null)]
    [InlineData("d", null)]
    [InlineData("deutsch", null)]
    [InlineData("simple", null)]
    [InlineData("de_AT", null)]
    [InlineData("de-", null)]
    [InlineData("-de", null)]
    [InlineData("de--AT", null)]
    [InlineData("de-toolongsubtag", null)]
    [InlineData("x-klingon", null)]
    [InlineData("de-1996-1996", null)]
    [InlineData("de\n", null)]
    [InlineData("dé", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_tag_is_written_as_usual_or_is_none(string? written, string? tag) => Assert.Equal(tag, LanguageTag.Read(written));

    [Fact]
    public void A_tag_has_35_characters_and_no_more()
    {
        var longest = "de-x-aaaaaaaa-bbbbbbbb-cccccccc-ddd";
        Assert.Equal(35, longest.Length);
        Assert.Equal(longest, LanguageTag.Read(longest));
        Assert.Null(LanguageTag.Read(longest + "d"));
    }

    [Theory]
    [InlineData("ar", true)]
    [InlineData("ar-EG", true)]
    [InlineData("he", true)]
    [InlineData("fa", true)]
    [InlineData("ur", true)]
    [InlineData("ps", true)]
    [InlineData("ckb", true)]
    [InlineData("dv", true)]
    [InlineData("ku", false)]
    [InlineData("ku-Arab", true)]
    [InlineData("az-Arab-IR", true)]
    [InlineData("ur-Latn", false)]
    [InlineData("fr", false)]
    [InlineData("tr", false)]
    [InlineData("de-simple", false)]
    [InlineData("de-1996", false)]
    public void Who_is_written_from_the_right_is_known_by_script_and_language(string tag, bool isRightToLeft) =>
        Assert.Equal(isRightToLeft, LanguageTag.IsRightToLeft(tag));

    [Theory]
    // That one, a shorter one, another of the same language, English, the first.
    [InlineData("fr-CA", "de fr fr-CA", "fr-CA")]
    [InlineData("fr-CA", "de fr en", "fr")]
    [InlineData("zh-Hant-TW", "de zh-Hant zh", "zh-Hant")]
    [InlineData("de-simple", "en de", "de")]
    [InlineData("de", "en de-simple", "de-simple")]
    [InlineData("ar", "de en", "en")]
    [InlineData("ar", "de en-GB", "en-GB")]
    [InlineData("ar", "de fr", "de")]
    [InlineData("AR", "de ar", "ar")]
    public void Where_a_language_is_missing_the_nearest_is_shown(string wanted, string there, string shown)
    {
        var text = new LocalizedText(there.Split(' ').Select(tag => KeyValuePair.Create(tag, "in " + tag)));
        Assert.Equal("in " + shown, text.In(wanted));
        Assert.Equal(shown, LanguageTag.Best(wanted, there.Split(' ')));
    }

    [Fact]
    public void A_page_may_have_its_questions_in_another_language_than_its_sentences()
    {
        var before = CultureInfo.CurrentUICulture;
        var text = new LocalizedText([new("de", "Haus"), new("en", "house"), new("ar", "بيت")]);
        try
        {
            CultureInfo.CurrentUICulture = new ContentCulture(CultureInfo.GetCultureInfo("en-GB"), "ar");
            Assert.Equal("بيت", text.ToString());
            Assert.Equal("„x“".Length, new Names(["x"]).ToString().Length);
            Assert.Equal("“x”", new Names(["x"]).ToString());
            CultureInfo.CurrentUICulture = new ContentCulture(CultureInfo.GetCultureInfo("de-DE"), "de-simple");
            Assert.Equal(("Haus", "de"), (text.ToString(), ContentCulture.Of(text)));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
            Assert.Equal("house", text.ToString());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static ReadQuestionnaire Read(string languages, string title = "Titel") =>
        QuestionnaireReader.Read(
            $$"""
            befragung: 1
            title: {{title}}
            languages: {{languages}}
            groups: [ { key: a, name: Alle } ]
            sections: [ { key: s, title: S, items: [ { key: q, type: number, text: Wie viel? } ] } ]
            """
        );

    [Fact]
    public void Twenty_languages_are_taken_and_written_as_usual()
    {
        var read = Read("[de, DE-SIMPLE, en, FR, ar, he, tr, uk, pl, ru, pt-br, zh-hant, es, it, nl, da, sv, cs, ro, tlh]");
        Assert.Empty(read.Problems);
        Assert.Equal(20, read.Questionnaire!.Languages.Count);
        Assert.Equal(
            ["de-simple", "fr", "pt-BR", "zh-Hant"],
            read.Questionnaire.Languages.Where(one => one is "de-simple" or "fr" or "pt-BR" or "zh-Hant")
        );
    }

    [Theory]
    [InlineData(
        "[de, en, fr, ar, he, tr, uk, pl, ru, pt, zh, es, it, nl, da, sv, cs, ro, tlh, fa, xx]",
        3,
        "zu viele Einträge: 21 statt höchstens 20"
    )]
    [InlineData("[deutsch]", 3, "Schreiben Sie „de“")]
    [InlineData("[de, Französisch]", 3, "Schreiben Sie „fr“")]
    [InlineData("[de_AT]", 3, "Schreiben Sie „de-AT“")]
    [InlineData("[de, simple]", 3, "oder „de-simple“ für Leichte Sprache")]
    [InlineData("[de, FR, fr]", 3, "Die Sprache „fr“ steht hier doppelt")]
    public void What_is_no_language_is_told_at_its_place(string languages, int line, string what)
    {
        var problem = Assert.Single(Read(languages).Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(what, problem.What.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_found_whatever_case_their_tags_are_in_and_each_stands_there_once()
    {
        var read = Read("[de, fr-ca]", "{ DE: Titel, fr-CA: Titre }");
        Assert.Empty(read.Problems);
        Assert.Equal("Titre", read.Questionnaire!.Title.In("fr-CA"));
        Assert.Contains(
            "doppelt",
            Assert.Single(Read("[de, fr]", "{ de: Titel, fr: Titre, FR: Titre }").Problems).What.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[de, en, ar]", "{ de: Titel, en: Title }", "in der Sprache „ar“. Gezeigt wird der in der Sprache „en“.")]
    [InlineData("[de, ar]", "{ de: Titel }", "in der Sprache „ar“. Gezeigt wird der in der Hauptsprache „de“.")]
    [InlineData("[fr, de, de-simple]", "{ fr: Titre, de: Titel }", "in der Sprache „de-simple“. Gezeigt wird der in der Sprache „de“.")]
    public void It_is_told_what_is_missing_and_what_is_shown_instead(string languages, string title, string what)
    {
        var notice = Assert.Single(Read(languages, title).Problems);
        Assert.True(notice.IsNotice);
        Assert.EndsWith(what, notice.What.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_keeps_texts_in_all_its_languages()
    {
        var (draft, _) = Draft.Read(
            """
            befragung: 1
            title: { de: Titel, FR: Titre, ar: عنوان }
            languages: [de, Fr, ar]
            groups: [ { key: a, name: { de: Alle, fr: Tout le monde } } ]
            sections: [ { key: s, title: S, items: [ { key: q, type: number, text: Wie viel?, unit: { de: { one: Tag, many: Tage }, fr: jours } } ] } ]
            """
        );
        Assert.Equal(["de", "fr", "ar"], draft!.Languages);
        Assert.Equal("Titre", draft.TextIn(draft.Root, "title", "fr"));
        Assert.Equal("jours", draft.FormIn(draft.Item("q")!, "unit", "one", "fr"));
        var missing = DraftTranslations.Of(draft).Missing;
        Assert.Contains(missing, one => one == new MissingText("groups/0/name/ar", "ar"));
        draft.Speak(["fr", "de"]);
        Assert.Equal(("Titre", "Titel"), (draft.TextIn(draft.Root, "title", "fr"), draft.TextIn(draft.Root, "title", "de")));
        Assert.DoesNotContain("عنوان", draft.Text, StringComparison.Ordinal);
        Assert.Equal("S", draft.TextIn(draft.Section("s")!, "title", "de"));
    }
}
