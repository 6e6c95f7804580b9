using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Charts;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>How the sheets of a round come in, day by day and group by group.</summary>
public sealed class RuecklaufModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private Dictionary<string, Response> participation = [];
    private Dictionary<string, Response> participationBefore = [];
    private IReadOnlyList<(DateOnly Day, string Label)> events = [];

    public Round Round { get; private set; } = null!;

    public ResponseCurve Curve { get; private set; } = null!;

    /// <summary>That of the round before; null where there was none.</summary>
    public ResponseCurve? Before { get; private set; }

    public Response All => Delphi.Results.Response.Sum(participation.Values);

    public Response AllBefore => Delphi.Results.Response.Sum(participationBefore.Values);

    public Response Of(string group) => participation.GetValueOrDefault(group) ?? new(0, 0, 0);

    public Response OfBefore(string group) => participationBefore.GetValueOrDefault(group) ?? new(0, 0, 0);

    /// <summary>How many are to be expected by the deadline; null where that is not to be said.</summary>
    public int? Expected =>
        Round is { State: RoundState.Open, DeadlineAt: { } deadline } ? Curve.ExpectedOn(Clock.Date(deadline), All.Invited) : null;

    public Picture Picture
    {
        get
        {
            var totals = Curve.Days.Select(day => day.Total).ToList();
            var first = Curve.Days[0].Day;
            var marks = events
                .Where(one => one.Day >= first)
                .Select(one => new ResponseMark(one.Day.DayNumber - first.DayNumber, one.Label))
                .ToList();
            var last = first.AddDays(ResponsePicture.Days(totals, marks) - 1);
            return ResponsePicture.Of(
                t["Nach {0:Tag|Tagen} {1:=hat|haben} {1} von {2} abgegeben.", totals.Count, Curve.Total, All.Invited],
                totals,
                Before?.Days.Select(day => day.Total).ToList() ?? [],
                marks,
                Clock.Day(Clock.EndOf(first)),
                Clock.Day(Clock.EndOf(last))
            );
        }
    }

    /// <summary>What happened on a day, in words.</summary>
    public string HappenedOn(DateOnly day) => string.Join(", ", events.Where(one => one.Day == day).Select(one => one.Label));

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        if (Study.Rounds.SingleOrDefault(round => round.Number == number) is not { OpenedAt: { } opened } found)
            return NotFound();
        Round = found;
        participation = await Db.ParticipationAsync(found.Id, cancel);
        Curve = ResponseCurve.Of(await Db.HandedInHoursAsync(found.Id, cancel), opened, found.SealedAt ?? clock.GetUtcNow().UtcDateTime);
        events = await EventsAsync(cancel);
        if (
            Study.Rounds.SingleOrDefault(round => round.Number == number - 1) is { OpenedAt: { } openedBefore, SealedAt: { } closed } before
        )
        {
            participationBefore = await Db.ParticipationAsync(before.Id, cancel);
            Before = ResponseCurve.Of(await Db.HandedInHoursAsync(before.Id, cancel), openedBefore, closed);
        }
        return Page();
    }

    private async Task<IReadOnlyList<(DateOnly Day, string Label)>> EventsAsync(CancellationToken cancel)
    {
        var reminders = await Reminding.OfAsync(Db, Round, cancel);
        var all = reminders
            .Where(one => one.SentAt is not null)
            .Select(one => (Clock.Date(one.SentAt!.Value), t["Erinnerung"].Value))
            .ToList();
        if (Round.DeadlineAt is { } deadline)
            all.Add((Clock.Date(deadline), t["Frist"].Value));
        return [.. all.OrderBy(one => one.Item1)];
    }
}
