using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Rounds;

public class AnswerSheetTests
{
    private static readonly DateTime Later = Sample.Noon.AddHours(1),
        Latest = Sample.Noon.AddHours(2);

    [Fact]
    public void A_sheet_is_invited_then_started_then_handed_in()
    {
        var sheet = Sheet();
        Assert.Equal((SheetState.Invited, Sample.Noon), (sheet.State, sheet.InvitedAt));
        sheet.Start(Later);
        sheet.Start(Latest);
        Assert.Equal((SheetState.Started, Later), (sheet.State, sheet.StartedAt));
        sheet.Save([new("r", "")], Sample.Asking, Later);
        sheet.HandIn(Sample.Asking, Later);
        sheet.HandIn(Sample.Asking, Latest);
        Assert.Equal((SheetState.HandedIn, Later), (sheet.State, sheet.HandedInAt));
    }

    [Fact]
    public void Saving_starts_a_sheet()
    {
        var saved = Sheet();
        saved.Save([new("r", "3")], Sample.Asking, Later);
        Assert.Equal((Later, Later), (saved.StartedAt, saved.SavedAt));
    }

    [Fact]
    public void A_sheet_on_which_nothing_stands_is_not_handed_in()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], Sample.Asking, Later);
        sheet.Save([new("r", null)], Sample.Asking, Later);
        var refused = Assert.Throws<RuleBrokenException>(() => sheet.HandIn(Sample.Asking, Later));
        Assert.Contains("noch keine Antwort", refused.Message, StringComparison.Ordinal);
        Assert.Equal((SheetState.Started, 2), (sheet.State, sheet.Version));
        // "Keine Angabe" is one.
        sheet.Save([new("r", "")], Sample.Asking, Later);
        sheet.HandIn(Sample.Asking, Later);
        Assert.Equal(SheetState.HandedIn, sheet.State);
    }

    [Fact]
    public void Saving_changes_what_was_changed_and_nothing_else()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3"), new("m.a", ""), new("t", "Größe")], Sample.Asking, Later);
        sheet.Save([new("r", "4"), new("t", null)], Sample.Asking, Latest);
        Assert.Equal("4", sheet.Answers["r"]);
        Assert.Equal("", sheet.Answers["m.a"]);
        Assert.Null(sheet.Answers["t"]);
        Assert.Equal(2, sheet.Version);
    }

    [Fact]
    public void A_sheet_that_was_handed_in_can_be_changed_until_it_is_sealed()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "2")], Sample.Asking, Later);
        sheet.HandIn(Sample.Asking, Later);
        sheet.Save([new("r", "3")], Sample.Asking, Latest);
        Assert.Equal("3", sheet.Answers["r"]);
    }

    [Fact]
    public void In_a_sealed_sheet_nothing_changes()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], Sample.Asking, Later);
        // Sheets are sealed by the database, all of a round in one step.
        typeof(AnswerSheet).GetProperty(nameof(AnswerSheet.SealedAt))!.SetValue(sheet, Later);
        Assert.All<Action>(
            [
                () => sheet.Start(Latest),
                () => sheet.Save([new("r", "4")], Sample.Asking, Latest),
                () => sheet.HandIn(Sample.Asking, Latest),
            ],
            step => Assert.Contains("inzwischen geschlossen", Assert.Throws<RuleBrokenException>(step).Message, StringComparison.Ordinal)
        );
        Assert.Equal("3", sheet.Answers["r"]);
        Assert.Equal((1, SheetState.Started), (sheet.Version, sheet.State));
    }

    [Fact]
    public void Answers_survive_being_stored()
    {
        var sheet = Sheet();
        sheet.Save([new("t", "„Größe“ \\ <b> 😀\nzwei"), new("r", "")], Sample.Asking, Later);
        var json = sheet.Answers.ToJson();
        Assert.Contains("Größe", json, StringComparison.Ordinal);
        Assert.Equal(sheet.Answers.Values, Answers.Parse(json).Values);
    }

    private static AnswerSheet Sheet() => Sample.StudyIn(RoundState.Open).CurrentRound.Invite(new Panelist(1, "g1", "de"), Sample.Noon);
}
