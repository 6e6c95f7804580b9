using Befragung.Delphi.Drafts;

namespace Befragung.Delphi.Tests.Drafts;

public sealed class PastedListTests
{
    private static readonly string[] Both = ["de", "en"];

    [Theory]
    [InlineData("Wohnen\r\nArbeiten\n\n  Leben  ", "Wohnen|Arbeiten|Leben")]
    [InlineData("1. Wohnen\n2) Arbeiten\n10. Leben\na) Ort", "Wohnen|Arbeiten|Leben|Ort")]
    [InlineData("• Wohnen\n- Arbeiten\n–\tLeben\n* Ort", "Wohnen|Arbeiten|Leben|Ort")]
    [InlineData("2030 wird gebaut.\n1.500 Orte sind klein.\nA) bleibt", "2030 wird gebaut.|1.500 Orte sind klein.|A) bleibt")]
    [InlineData("\"Wohnen, mieten\"\n5 % mehr", "Wohnen, mieten|5 % mehr")]
    [InlineData("", "")]
    [InlineData(" \n\t\n", "")]
    public void One_line_is_one_text_without_its_number(string pasted, string texts) =>
        Assert.Equal(texts, string.Join('|', PastedList.Read(pasted, ["de"]).Select(line => line.Texts["de"])));

    [Fact]
    public void Columns_are_languages_and_a_note()
    {
        var lines = PastedList.Read("1\tWohnen\tHousing\tMiete\nArbeiten\t\tWege\nLeben\tLife", Both);
        Assert.Equal(
            ["de=Wohnen,en=Housing (Miete)", "de=Arbeiten (Wege)", "de=Leben,en=Life ()"],
            lines.Select(line => $"{string.Join(',', line.Texts.Select(text => $"{text.Key}={text.Value}"))} ({line.Note})")
        );
    }

    [Fact]
    public void They_become_items_with_keys_of_their_own()
    {
        var draft = Draft.New("Ort", Both);
        var section = new DraftMap().SetPlain("key", "themen").Set("title", "Themen");
        draft.Root.ListOf("sections").Entries.Add(section);
        var scale = ReadyScales.AddTo(draft, ReadyScales.All[0]);
        Assert.Equal(scale, ReadyScales.AddTo(draft, ReadyScales.All[0]));
        var lines = PastedList.Read(string.Join('\n', Enumerable.Range(1, 40).Select(number => $"{number}. Gleiche These")), Both);
        PastedList.AddTo(draft, section, lines, "rating", item => item.SetPlain("scale", scale));
        Assert.Equal(40, draft.Items.Select(item => item.TextOf("key")).Distinct().Count());
        draft.Root.ListOf("groups").Entries.Add(new DraftMap().SetPlain("key", "alle").Set("name", "Alle"));
        Assert.NotNull(draft.Check().Questionnaire);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Every_ready_scale_is_in_order_in_any_language(string language)
    {
        var draft = Draft.New("Ort", language);
        draft.Root.ListOf("groups").Entries.Add(new DraftMap().SetPlain("key", "alle").Set("name", "Alle"));
        var section = new DraftMap().SetPlain("key", "s").Set("title", "S");
        draft.Root.ListOf("sections").Entries.Add(section);
        foreach (var scale in ReadyScales.All)
        {
            var key = ReadyScales.AddTo(draft, scale);
            PastedList.AddTo(draft, section, PastedList.Read("Frage", [language]), "rating", item => item.SetPlain("scale", key));
        }
        var check = draft.Check();
        Assert.Empty(check.Problems);
        Assert.Equal(ReadyScales.All.Count, check.Questionnaire!.Items.Count());
    }

    [Fact]
    public void Differences_are_told_by_key_whatever_moved()
    {
        var before = Draft.New("Ort", "de");
        var section = new DraftMap().SetPlain("key", "s").Set("title", "S");
        before.Root.ListOf("sections").Entries.Add(section);
        PastedList.AddTo(before, section, PastedList.Read("Eins\nZwei\nDrei", ["de"]), "longText", _ => { });
        var after = before.Copy();
        Draft.Move(after.Section("s")!.ListOf("items"), after.Item("drei")!, -2);
        after.Item("zwei")!.Set("text", "Zwo");
        after.Section("s")!.ListOf("items").Entries.Remove(after.Item("eins")!);
        Assert.Equal(
            [
                "sections/s/items/zwei/text: Zwei → Zwo",
                "sections/s/items/eins/key: eins → ",
                "sections/s/items/eins/type: longText → ",
                "sections/s/items/eins/text: Eins → ",
            ],
            DraftDifference.Between(before, after).Select(one => $"{string.Join('/', one.Way)}: {one.Before} → {one.After}")
        );
        Assert.Empty(DraftDifference.Between(before, before.Copy()));
    }
}
