using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>Reminds by hand those of an open round who have not handed in.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class ErinnernModel(SurveyDb db, Reminding reminding, PaperPost post, TimeProvider clock, IStringLocalizer<Texts> t)
    : StudyPage(db)
{
    private IReadOnlyCollection<LetterKind> chosen = LetterKinds.Reminders;

    public Round Round { get; private set; } = null!;

    public ReminderReach Reach { get; private set; } = null!;

    /// <summary>How many who have not handed in have no address for mails.</summary>
    public int OnPaper { get; private set; }

    /// <summary>How many the page speaks of, by kind: where it is another number by now, nothing is sent.</summary>
    public string Told => string.Join(' ', LetterKinds.Reminders.Select(kind => Reach.People[kind]));

    public bool IsNight => Clock.ByDay(clock.GetUtcNow().UtcDateTime) > clock.GetUtcNow().UtcDateTime;

    public string Back => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    public bool IsChosen(LetterKind kind) => chosen.Contains(kind);

    /// <summary>Whom a kind is for, as the key of a text.</summary>
    public static string Whom(LetterKind kind) =>
        kind switch
        {
            LetterKind.ReminderToBegin => "alle, die noch nichts gespeichert haben ({0})",
            LetterKind.ReminderToGoOn => "alle, die einen Teil beantwortet haben ({0})",
            _ => "alle, die alles beantwortet, aber nicht abgegeben haben ({0})",
        };

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        if (Round is not { State: RoundState.Open, SealedAt: null })
            return LocalRedirect(Back);
        await LoadAsync(cancel);
        return Page();
    }

    /// <param name="an">Whom.</param>
    /// <param name="told">What the page said, by kind.</param>
    public async Task<IActionResult> OnPostAsync(int number, string[] an, string? told, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        Round.RequireUnsealed();
        chosen = [.. LetterKinds.Reminders.Where(kind => an.Contains(kind.Slug()))];
        var numbers = (told ?? "")
            .Split(' ')
            .Select(one => int.TryParse(one, CultureInfo.InvariantCulture, out var count) ? count : 0)
            .ToList();
        if (chosen.Count == 0)
        {
            await LoadAsync(cancel);
            var first = LetterKinds.Reminders.FirstOrDefault(kind => Reach.People[kind] > 0);
            return this.Refuse(
                t["Verschickt wurde nichts"],
                new PageError($"an-{first.Slug()}", t["Bitte wählen Sie, wen Sie erinnern möchten."])
            );
        }
        var expected = LetterKinds
            .Reminders.Index()
            .Where(kind => chosen.Contains(kind.Item))
            .Sum(kind => numbers.ElementAtOrDefault(kind.Index));
        await reminding.SendAsync(Study, Round, chosen, expected, Member, cancel);
        return LocalRedirect(Back + "?getan=erinnert");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Reach = await reminding.ReachAsync(Study, Round, cancel);
        OnPaper = await post.AskedWithoutMailAsync(Round, cancel);
    }

    private bool Find(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number)!;
        return Round is not null;
    }
}
