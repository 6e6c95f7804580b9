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

/// <summary>Until when a round asks, and when those are reminded who have not handed in.</summary>
public sealed class FristModel(SurveyDb db, Reminding reminding, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private const int Furthest = 365;

    public Round Round { get; private set; } = null!;

    /// <summary>As the browser writes a day, or as it was typed.</summary>
    public string Frist { get; private set; } = "";

    /// <summary>The days before the deadline for which a reminder is planned, as typed.</summary>
    public IReadOnlyList<string> Tage { get; private set; } = [];

    /// <summary>Those that were sent already.</summary>
    public IReadOnlyList<int> Sent { get; private set; } = [];

    /// <summary>How many would get a letter about another deadline.</summary>
    public int ToTell { get; private set; }

    /// <summary>Whether they are to get it.</summary>
    public bool Mitteilen { get; private set; }

    public string Back => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        return Round.ClosedAt is null ? Page() : LocalRedirect(Back);
    }

    public async Task<IActionResult> OnPostAsync(int number, string? frist, string?[] tage, bool mitteilen, CancellationToken cancel)
    {
        if (!await FindAsync(number, cancel))
            return NotFound();
        Frist = frist?.Trim() ?? "";
        Tage = [.. tage.Select(one => one?.Trim() ?? "")];
        Mitteilen = mitteilen;
        var errors = new List<PageError>();
        DateOnly? deadline = null;
        if (Frist.Length > 0)
        {
            if (DateOnly.TryParseExact(Frist, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                deadline = day;
            else
                errors.Add(new("frist", t["Das ist kein Tag. Wählen Sie einen aus, oder schreiben Sie ihn so: {0}.", "2026-12-31"]));
        }
        var days = new HashSet<int>();
        foreach (var (i, typed) in Tage.Index())
            if (typed.Length > 0)
            {
                if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var before) || before is < 1 or > Furthest)
                    errors.Add(new($"tage-{i + 1}", t["Nennen Sie eine ganze Zahl von {0} bis {1}.", 1, Furthest]));
                else if (!days.Add(before))
                    errors.Add(new($"tage-{i + 1}", t["An diesem Tag wird schon erinnert."]));
            }
        if (days.Count > 0 && Frist.Length == 0)
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
        ToTell = round is { State: RoundState.Open, SealedAt: null } ? await reminding.ToTellAsync(round, cancel) : 0;
        var planned = (await Reminding.OfAsync(Db, round, cancel)).FindAll(one => one.DaysBefore is not null);
        Sent = [.. planned.Where(one => one.SentAt is not null).Select(one => one.DaysBefore!.Value)];
        Frist = round.DeadlineAt is { } deadline ? Clock.Date(deadline).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        Tage = [.. planned.Where(one => one.SentAt is null).Select(one => one.DaysBefore!.Value.ToString(CultureInfo.InvariantCulture))];
        return true;
    }
}
