using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>Asks before a round is closed, with all that speaks against it; of one that nobody has answered the opening can be taken back instead.</summary>
public sealed class SchliessenModel(SurveyDb db, LongSteps steps, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    public Delphi.Results.Response All { get; private set; } = new(0, 0, 0);

    /// <summary>How many have saved an answer, handed in or not.</summary>
    public int Answered { get; private set; }

    /// <summary>What was confirmed already.</summary>
    public bool Sure { get; private set; }
    public bool Few { get; private set; }

    /// <summary>So few have handed in that their answers would be shown to nobody.</summary>
    public bool IsTooSmall => Counting < Round.Questionnaire.Settings.SmallestCell;

    public bool IsLessThanHalf => Counting * 2 < All.Invited;

    /// <summary>How many sheets would be in the result.</summary>
    public int Counting { get; private set; }

    /// <summary>There is nothing on any sheet that could be lost.</summary>
    public bool CanTakeBack => Answered == 0 && !Round.IsClosing;

    /// <summary>When it is to close by itself, as typed.</summary>
    public TypedTime Later { get; private set; } = TypedTime.None;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        await FindAsync(number, cancel)
            ? Round.State == RoundState.Open
                ? Page()
                : LocalRedirect(Back)
            : NotFound();

    /// <param name="sure">Closing is for good.</param>
    /// <param name="few">Also where so few have handed in that nobody will see their answers.</param>
    public async Task<IActionResult> OnPostSchliessenAsync(int number, bool sure, bool few, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        Round.RequireOpen();
        Sure = sure;
        Few = few;
        if (Missing().ToList() is { Count: > 0 } missing)
            return this.Refuse(t["Die Runde ist weiter geöffnet"], missing);
        var member = Member;
        return LocalRedirect(
            await steps.RunAsync(
                Study,
                new(new("Runde {0} wird gerade geschlossen und ausgezählt.", number), Back),
                Round.IsClosing
                    ? null
                    : (services, study) =>
                        services.GetRequiredService<Fieldwork>().CloseAsync(study, study.Round(number), member, CancellationToken.None),
                cancel
            )
        );
    }

    /// <summary>Has it close by itself.</summary>
    public async Task<IActionResult> OnPostSpaeterAsync(int number, string? tag, string? uhrzeit, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        Later = new(tag, uhrzeit);
        Round.RequireUnsealed();
        try
        {
            Round.CloseBySelf(Later.Read(), Member, clock.GetUtcNow().UtcDateTime);
        }
        catch (RuleBrokenException broken)
        {
            return this.Refuse(t["Das Schließen ist noch nicht festgelegt"], new PageError("tag", t.Say(broken.Sentence)));
        }
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Back);
    }

    /// <summary>Has it not close by itself after all.</summary>
    public async Task<IActionResult> OnPostDochNichtAsync(int number, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        Round.CloseBySelf(null, Member, clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Back);
    }

    /// <summary>What is still to be confirmed. A round that is closing already was confirmed before.</summary>
    private IEnumerable<PageError> Missing()
    {
        if (Round.IsClosing)
            yield break;
        if (!Sure)
            yield return new("sicher", t["Bitte bestätigen Sie mit dem Häkchen, dass die Runde jetzt geschlossen werden soll."]);
        if (IsTooSmall && !Few)
            yield return new("wenige", t["Bitte bestätigen Sie mit dem Häkchen, dass zu wenige abgegeben haben."]);
    }

    private string Back => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    private async Task<bool> FindAsync(int number, CancellationToken cancel)
    {
        if (Study.Rounds.SingleOrDefault(round => round.Number == number) is not { } round)
            return false;
        Round = round;
        All = Delphi.Results.Response.Sum((await Db.ParticipationAsync(round.Id, cancel)).Values);
        Answered = await Db.AnsweredAsync(round.Id, cancel);
        Counting = await Db.CountingAsync(round, cancel);
        return true;
    }
}
