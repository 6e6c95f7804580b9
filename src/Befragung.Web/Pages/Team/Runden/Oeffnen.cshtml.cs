using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>How many of a group are asked.</summary>
public sealed record GroupCount(object Name, int Count);

/// <summary>What a later round shows of the one before.</summary>
/// <param name="Questions">How many of its questions show how all answered.</param>
/// <param name="Of">How many questions it has.</param>
/// <param name="Reasons">How many released reasons are there to read.</param>
public sealed record ShownBefore(int Questions, int Of, int Reasons);

/// <summary>
/// Asks before a round is opened, with all that goes out: to how many, from whom, in which words, and what is fixed from then on. What would make the letters useless is
/// mended here first.
/// </summary>
[Authorize(StudyPolicies.Editors)]
public sealed class OeffnenModel(
    SurveyDb db,
    Drafting drafting,
    LongSteps steps,
    MailSettings mail,
    SiteAddress site,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    /// <summary>The id of the tick.</summary>
    public const string Tick = "sicher";

    /// <summary>The id of the tick of an opening that is to come.</summary>
    public const string TickOfLater = "sicher-spaeter";

    /// <summary>How long the name of a contact may be.</summary>
    public const int LongestName = 200;

    private IReadOnlyList<LetterCount> counts = [];
    private IReadOnlyList<LetterCount> onPaper = [];

    public Round Round { get; private set; } = null!;

    /// <summary>How many letters would go out, one to each person with an address for mails.</summary>
    public int Count => Asked - OnPaper;

    /// <summary>How many people of the panel are asked.</summary>
    public int Asked => counts.Sum(one => one.Count);

    /// <summary>How many of them have no address for mails: their letters are to be printed.</summary>
    public int OnPaper => onPaper.Sum(one => one.Count);

    /// <summary>One for each language of the study, the main one first.</summary>
    public IReadOnlyList<LetterPreview> Letters { get; private set; } = [];

    /// <summary>How many of each group are asked, in the order of the questionnaire.</summary>
    public IReadOnlyList<GroupCount> Groups { get; private set; } = [];

    public int SmallestCell => Round.Questionnaire.Settings.SmallestCell;

    /// <summary>Reasons of the round before that nobody has decided on.</summary>
    public int Waiting { get; private set; }

    /// <summary>Null in round 1, and where the round before shows nothing.</summary>
    public ShownBefore? Shown { get; private set; }

    /// <summary>How many trial sheets go when it opens.</summary>
    public int TrialSheets { get; private set; }

    /// <summary>How many are asked who get no letter: they came by an open link, and left no address.</summary>
    public int WithoutLetter { get; private set; }

    /// <summary>Whether people may come by an open link.</summary>
    public bool IsOpenToAll { get; private set; }

    public IReadOnlyList<MissingTranslations> Missing => field ??= MissingTranslations.Of(Round.Questionnaire);

    /// <summary>Whether letters are only written into a folder.</summary>
    public bool OnlyFolder => mail.OnlyFolder;

    public string From => $"{mail.FromName} <{mail.From}>";

    /// <summary>Why nobody who has a question would reach the team; null where they would. What is made up, and its people with it, is written to nobody.</summary>
    public Sentence? ContactProblem => Mailbox.ProblemOf(Study, Round.Questionnaire.Contact);

    /// <summary>Whether what is written is no questionnaire yet.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>The step of this study that is under way; null where there is none.</summary>
    public LongStep? UnderWay { get; private set; }

    /// <summary>Whether the contact was just changed.</summary>
    public bool ContactSaved { get; private set; }

    /// <summary>What was typed as the contact, and refused.</summary>
    public Contact? Typed { get; private set; }

    /// <summary>How many hints on the questionnaire nobody has waved away.</summary>
    public int OpenHints { get; private set; }

    /// <summary>When it is to open by itself, as typed.</summary>
    public TypedTime Later { get; private set; } = TypedTime.None;

    public string Back => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    /// <summary>What the button does, with the number of letters.</summary>
    public string Does =>
        Round.IsOpening
            ? t["Öffnen fortsetzen"].Value
            : (OnlyFolder, Count) switch
            {
                (_, 0) => t["Runde {0} öffnen", Round.Number].Value,
                (true, _) => t["Runde {0} öffnen und {1:=ein|#} Anschreiben in den Ordner schreiben", Round.Number, Count].Value,
                _ => t["Runde {0} öffnen und {1:=ein|#} Anschreiben verschicken", Round.Number, Count].Value,
            };

    public async Task<IActionResult> OnGetAsync(int number, string? getan, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        if (Round.State != RoundState.Planned)
            return LocalRedirect(Back);
        ContactSaved = getan == "kontakt";
        await ReadAsync(cancel);
        return Page();
    }

    /// <param name="sure">All of it was read.</param>
    /// <param name="letters">How many letters the page spoke of.</param>
    public async Task<IActionResult> OnPostOeffnenAsync(int number, bool sure, int? letters, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        if (Round is { State: RoundState.Planned, IsOpening: false })
        {
            await ReadAsync(cancel);
            if ((Asked > 0 || IsOpenToAll) && ContactProblem is { } problem)
                throw new RuleBrokenException(problem.German, problem.Values);
            if ((Asked > 0 || IsOpenToAll) && Unconfirmed(sure, letters) is { } words)
                return this.Refuse(t["Die Runde ist noch nicht geöffnet"], new PageError(Tick, words));
        }
        var member = Member;
        return LocalRedirect(
            await steps.RunAsync(
                Study,
                new(new("Runde {0} wird gerade geöffnet.", number), Back + "?getan=geoeffnet"),
                Round.IsOpening
                    ? null
                    : (services, study) =>
                        services.GetRequiredService<Fieldwork>().OpenAsync(study, study.Round(number), member, CancellationToken.None),
                cancel
            )
        );
    }

    /// <summary>Has it open by itself.</summary>
    /// <param name="sure">All of it was read.</param>
    public async Task<IActionResult> OnPostSpaeterAsync(int number, string? tag, string? uhrzeit, bool sure, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        Later = new(tag, uhrzeit);
        await ReadAsync(cancel);
        if (ContactProblem is { } problem)
            throw new RuleBrokenException(problem.German, problem.Values);
        if (Unconfirmed(sure, null) is { } words)
            return this.Refuse(t["Die Öffnung ist noch nicht festgelegt"], new PageError(TickOfLater, words));
        try
        {
            Round.OpenBySelf(Later.Read(), Member, clock.GetUtcNow().UtcDateTime);
        }
        catch (RuleBrokenException broken)
        {
            return this.Refuse(t["Die Öffnung ist noch nicht festgelegt"], new PageError("tag", t.Say(broken.Sentence)));
        }
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Back);
    }

    /// <summary>Has it not open by itself after all.</summary>
    public async Task<IActionResult> OnPostDochNichtAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        Round.OpenBySelf(null, Member, clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Back);
    }

    /// <summary>Says who answers questions; in a round that is planned, so nobody has read anything else.</summary>
    public async Task<IActionResult> OnPostKontaktAsync(int number, string? name, string? email, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        var named = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var errors = new List<PageError>();
        if (named.Length is 0 or > LongestName)
            errors.Add(new("name", t["Bitte nennen Sie einen Namen mit höchstens {0} Zeichen.", LongestName]));
        if (!Mailbox.TryRead(email, out var mailbox, out var problem))
            errors.Add(new("email", t.Say(problem)));
        else if (mailbox.IsExample)
            errors.Add(
                new("email", t["„{0}“ ist die Adresse eines Beispiels. Nennen Sie eine, unter der Sie zu erreichen sind.", mailbox])
            );
        if (errors.Count > 0)
        {
            Typed = new(name ?? "", email ?? "");
            await ReadAsync(cancel);
            return this.Refuse(t["Die Ansprechperson ist noch nicht geändert"], errors);
        }
        await ReviseAsync(new(named, mailbox!.Address), cancel);
        return LocalRedirect(Back + "/oeffnen?getan=kontakt");
    }

    private async Task ReviseAsync(Contact contact, CancellationToken cancel)
    {
        Round.RequireRevisable();
        var draft = await drafting.LatestAsync(Study, cancel);
        draft.Root.Set("contact", new DraftMap().Set("name", contact.Name).Set("email", contact.Email));
        await drafting.SaveAsync(Study, draft, Member, isStep: false, cancel);
    }

    /// <summary>What the team has still to confirm; null for nothing.</summary>
    private string? Unconfirmed(bool sure, int? letters) =>
        letters is { } told && told != Count
            ? t["Inzwischen {0:=ist|sind} es {0} Anschreiben statt {1}. Bitte sehen Sie noch einmal hin.", Count, told].Value
        : !sure ? t["Bitte bestätigen Sie mit dem Häkchen, dass Sie alles geprüft haben."].Value
        : null;

    private async Task ReadAsync(CancellationToken cancel)
    {
        TrialSheets = await Db.TrialSheets.CountAsync(sheet => sheet.RoundId == Round.Id, cancel);
        UnderWay = await steps.OfAsync(Study, cancel) is { IsUnderWay: true } step ? step : null;
        IsUnfinished = await Drafting.IsUnfinishedAsync(Db, Study, cancel);
        counts = await Db.LetterCountsAsync(Study, cancel);
        onPaper = await Db.OnPaperCountsAsync(Study, cancel);
        WithoutLetter = await Db.WithoutLetterAsync(Study, cancel);
        IsOpenToAll = await OpenLinks.AnyAsync(Db, Study, clock.GetUtcNow().UtcDateTime, cancel);
        Groups =
        [
            .. Round.Questionnaire.Groups.Select(group => new GroupCount(
                group.Name,
                counts.Where(one => one.GroupKey == group.Key).Sum(one => one.Count)
            )),
        ];
        var letters = new List<LetterPreview>();
        var templates = await LetterTemplates.OfAsync(Db, t, [Study.Id], cancel);
        foreach (var language in Round.Questionnaire.Languages)
        {
            var number =
                counts.Where(one => one.Language == language).Sum(one => one.Count)
                - onPaper.Where(one => one.Language == language).Sum(one => one.Count);
            var to = number == 0 ? null : await Db.FirstRecipientAsync(Study, language, cancel);
            var template = templates.Find(Study.Id, LetterKinds.Opening(Round.Number), language);
            letters.Add(
                LetterPreview.Of(t, site, Round.Questionnaire, Round.Number, Round.DeadlineAt, null, template, language, number, to)
            );
        }
        Letters = letters;
        if (!IsUnfinished)
            OpenHints = (await Db.HintsAsync(Study, Round.Questionnaire, cancel)).Open.Count;
        if (Study.Rounds.SingleOrDefault(round => round.Number == Round.Number - 1) is { } before)
            await ReadShownAsync(before, cancel);
    }

    private async Task ReadShownAsync(Round before, CancellationToken cancel)
    {
        Waiting = (await Db.ReasonCountAsync(before.Id, cancel)).Waiting;
        var asked = Round.Questionnaire.Items.Where(item => item.Parts.Count > 0).ToList();
        Shown = new(
            asked.Count(item => item.Parts.Any(part => PartFeedback.On(part, before.Result, Answers.None) is not null)),
            asked.Count,
            (await Db.SnapshotAsync(Round, cancel)).Reasons.Count
        );
    }

    private bool Find(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number)!;
        return Round is not null;
    }
}
