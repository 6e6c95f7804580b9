using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>All answers once more, and the handing in.</summary>
public sealed class AbgebenModel(SurveyDb db, FrozenRounds frozen, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(db, frozen)
{
    private Questionnaire? asked;

    /// <summary>What this expert is asked.</summary>
    public Questionnaire Asked => asked ??= Desk.Asked;

    /// <summary>Items without any answer.</summary>
    public int Open => Asked.Items.Count(item => item.Parts.Count > 0 && !Desk.Sheet!.Answers.Answered(item));

    /// <summary>Items that have to be answered before the sheet can be handed in.</summary>
    public IReadOnlyList<Item> Missing => [.. Asked.Items.Where(item => item.Required && !item.IsAnswered(Desk.Sheet!.Answers.Values))];

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Missing.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await Desk.ChangeAsync(sheet => sheet.HandIn(Desk.Asking, clock.GetUtcNow().UtcDateTime), cancel);
        return LocalRedirect("/bogen");
    }

    /// <summary>The answer to an item in words, a line per part; a ranking in the order of its ranks.</summary>
    public IEnumerable<string> Lines(Item item) =>
        from part in Own(item).Told
        let answer = part.Answer
        where answer is not null
        select part.Label is { } label ? $"{label}: {t.Say(answer!)}" : t.Say(answer!);

    /// <summary>One's own reasons for an answer.</summary>
    public IEnumerable<string> Reasons(Item item) => Own(item).Reasons.Select(reason => $"{t[Text.Words.Of(reason.Side)]}: {reason.Text}");

    private OwnItem Own(Item item) => OwnItem.Of(item, Asked.Settings, Desk.Sheet!.Answers, null);
}
