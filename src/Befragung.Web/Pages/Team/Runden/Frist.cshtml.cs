using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>A reminder as typed.</summary>
/// <param name="Kind">From where the days are counted.</param>
public sealed record TypedReminder(string Days, string? Kind);

/// <summary>Until when a round asks, and when those are reminded who have not handed in.</summary>
public sealed class FristModel(SurveyDb db, Reminding reminding, PaperPost post, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>From where days are counted.</summary>
    public const string BeforeDeadline = "frist",
        AfterOpening = "oeffnen";

    private const int Furthest = 365;

    public Round Round { get; private set; } = null!;

    /// <summary>As the browser writes a day, or as it was typed.</summary>
    public string Frist { get; private set; } = "";

    /// <summary>The reminders that are planned, as typed.</summary>
    public IReadOnlyList<TypedReminder> Planned { get; private set; } = [];

    /// <summary>Those that were sent already.</summary>
    public IReadOnlyList<ReminderDay> Sent { get; private set; } = [];

    /// <summary>How many would get a letter about another deadline.</summary>
    public int ToTell { get; private set; }

    /// <summary>How many who have not handed in have no address for mails.</summary>
    public int OnPaper { get; private set; }

    /// <summary>Whether they are to get it.</summary>
    public bool Mitteilen { get; private set; }

    public string Back => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        return Round.ClosedAt is null ? Page() : LocalRedirect(Back);
    }

    public async Task<IActionResult> OnPostAsync(
        int number,
        string? frist,
        string?[] tage,
        string?[] art,
        bool mitteilen,
        CancellationToken cancel
    )
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        Frist = frist?.Trim() ?? "";
        Planned = [.. tage.Select((one, i) => new TypedReminder(one?.Trim() ?? "", art.ElementAtOrDefault(i)))];
        Mitteilen = mitteilen;
        var errors = new List<PageError>();
        DateOnly? deadline = null;
        if (Frist.Length > 0)
        {
            deadline = Clock.ReadDay(Frist);
            if (deadline is null)
                errors.Add(new("frist", t["Das ist kein Tag. Wählen Sie einen aus, oder schreiben Sie ihn so: {0}.", "2026-12-31"]));
        }
        var days = new HashSet<ReminderDay>();
        foreach (var (i, typed) in Planned.Index())
            if (typed.Days.Length > 0)
            {
                if (!int.TryParse(typed.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Furthest)
                    errors.Add(new($"tage-{i + 1}", t["Nennen Sie eine ganze Zahl von {0} bis {1}.", 1, Furthest]));
                else if (!days.Add(new(count, typed.Kind == AfterOpening)))
                    errors.Add(new($"tage-{i + 1}", t["An diesem Tag wird schon erinnert."]));
            }
        if (days.Any(day => !day.IsAfterOpening) && Frist.Length == 0)
            errors.Add(new("frist", t["Erinnert wird vor der Frist. Nennen Sie den letzten Tag, oder leeren Sie die Felder darunter."]));
        if (mitteilen && Frist.Length == 0)
            errors.Add(new("mitteilen", t["Ohne Frist gibt es darüber nichts mitzuteilen."]));
        if (errors.Count == 0)
            try
            {
                await reminding.PlanAsync(Study, Round, deadline, days, mitteilen, cancel);
                return LocalRedirect(Back + "?getan=frist");
            }
            catch (RuleBrokenException broken)
            {
                errors.Add(new("frist", t.Say(broken.Sentence)));
            }
        return this.Refuse(t["Gespeichert wurde noch nichts"], errors);
    }

    private async Task<bool> FindAsync(int number, CancellationToken cancel)
    {
        if (Study.Rounds.SingleOrDefault(round => round.Number == number) is not { } round)
            return false;
        Round = round;
        if (round is { State: RoundState.Open, SealedAt: null })
        {
            ToTell = await reminding.ToTellAsync(round, cancel);
            OnPaper = await post.AskedWithoutMailAsync(round, cancel);
        }
        var planned = (await Reminding.OfAsync(Db, round, cancel)).FindAll(one => one.Day is not null);
        Sent = [.. planned.Where(one => one.SentAt is not null).Select(one => one.Day!)];
        Frist = round.DeadlineAt is { } deadline ? Clock.Date(deadline).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        Planned =
        [
            .. planned
                .Where(one => one.SentAt is null)
                .Select(one => new TypedReminder(
                    one.Day!.Days.ToString(CultureInfo.InvariantCulture),
                    one.Day.IsAfterOpening ? AfterOpening : BeforeDeadline
                )),
        ];
        return true;
    }
}
