using System.Buffers;
using System.Globalization;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>One section of the sheet. Going on or back saves it; where scripts run, so does leaving a field.</summary>
public class AbschnittModel(SheetSite site, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(site)
{
    private AskedSection? asked;
    private SectionSaving? saving;
    private SheetOutcome? reached;

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Whether questions joined this section by what was just answered in it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Neu { get; set; }

    /// <summary>Whether answers of the round before were just kept at once.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Behalten { get; set; }

    protected override bool BetweenRounds => HttpMethods.IsPost(Request.Method);

    public IReadOnlyDictionary<string, Sentence> Problems { get; private set; } = new Dictionary<string, Sentence>();

    /// <summary>Whether the round is over because its opening was taken back, and not because it was closed.</summary>
    public bool IsTakenBack { get; private set; }

    /// <summary>What was typed when the round had closed meanwhile: shown, so that it can be copied.</summary>
    public IReadOnlyList<Unsaved> Unsaved { get; private set; } = [];

    /// <summary>Answers of another device that no longer count, since they were given anew on this page.</summary>
    public IReadOnlyList<Unsaved> Replaced { get; private set; } = [];

    /// <summary>The section as it is asked; only where there is one.</summary>
    internal AskedSection Asked => asked ?? throw new InvalidOperationException("The expert is not asked this section.");

    internal override void Find(RouteValueDictionary address) => Key = (string)address["key"]!;

    internal override IActionResult Look() => OnGet();

    public IActionResult OnGet()
    {
        asked = AskedSection.Find(Open, Key);
        return asked is not null ? Page()
            : Open.Round.Questionnaire.Sections.Any(section => section.Key == Key) ? LocalRedirect(Root)
            : NotFound();
    }

    /// <param name="go">Where to go: "next" or "back".</param>
    /// <param name="keep">The item to answer as in the round before; "*" for all in this section that are not answered yet. Then the page stays.</param>
    /// <param name="takeback">The item whose answer is taken back. Then the page stays, too.</param>
    /// <param name="undo">Takes back what was kept at once in this section. Then the page stays, too.</param>
    public async Task<IActionResult> OnPostAsync(string? go, string? keep, string? takeback, string? undo, CancellationToken cancel)
    {
        if (!await SaveAsync(keep, takeback, undo is not null, cancel))
            return await RoundIsOverAsync(cancel);
        if (asked is not { } before || saving is null)
            return NotFound();
        asked = saving.Section;
        // What has to be put right is kept as it was typed: nobody is held up who goes back, or takes an answer back.
        if (go != "back" && takeback is null)
            Problems = saving.Problems;
        Replaced = [.. saving.Differences.Where(one => one.Outcome == Outcome.Newer).SelectMany(one => t.Unsaved(one.Item, one.GivenUp))];
        if (Problems.Count == 0 && keep is null && takeback is null && undo is null && go != "back")
            Problems = asked.Missing();
        if (Problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        // The page stays, so that nothing of another device goes unseen.
        if (Replaced.Count > 0)
            return Page();
        if (keep == SectionSaving.All && asked.KeptInBulk.Count > 0)
            return LocalRedirect($"{Root}/abschnitt/{Key}?behalten=true#uebernommen");
        if (undo is not null)
            return LocalRedirect($"{Root}/abschnitt/{Key}#uebrige");
        if ((keep ?? takeback) is { } stays)
            return LocalRedirect($"{Root}/abschnitt/{Key}{(asked.Section.Asked.Any(item => item.Key == stays) ? $"#f-{stays}" : "")}");
        if (go != "back" && asked.JoinedSince(before) is { } joined)
            return LocalRedirect($"{Root}/abschnitt/{Key}?neu=true#f-{joined.Key}");
        var next = asked.Index + (go == "back" ? -1 : 1);
        return LocalRedirect(
            next < 0 ? Root
            : next >= asked.Sections.Count ? $"{Root}/abgeben"
            : $"{Root}/abschnitt/{asked.Sections[next].Key}"
        );
    }

    /// <summary>Saves in the background, as one goes along, and tells the page what became of it and what was answered elsewhere meanwhile.</summary>
    public async Task<IActionResult> OnPostMerkenAsync(CancellationToken cancel)
    {
        if (!await SaveAsync(null, null, false, cancel))
        {
            await MeantAsync(cancel);
            return new JsonResult(
                new
                {
                    message = IsTakenBack
                        ? t["Das Projektteam hat die Runde zurückgenommen. Kopieren Sie, was Sie noch behalten möchten."].Value
                        : t["Die Runde wurde inzwischen geschlossen. Kopieren Sie, was Sie noch behalten möchten."].Value,
                }
            )
            {
                StatusCode = 409,
            };
        }
        if (saving is null)
            return NotFound();
        var answers = Open.Answers;
        return new JsonResult(
            new
            {
                message = SavedWords,
                problems = saving.ProblemsHere.ToDictionary(problem => problem.Key, problem => t.Say(problem.Value)),
                wrong = saving.KeptMistakes.ToDictionary(one => one.Key, one => SectionForm.Mark(one.Value)),
                was = saving.Taken.ToDictionary(part => part.Key, part => SectionForm.Mark(answers[part.Key])),
                now = saving.ToLearn.ToDictionary(
                    part => part.Key,
                    part => part is NumberPart ? TypedNumbers.Shown(answers[part.Key]) : answers[part.Key]
                ),
                elsewhere = saving
                    .Differences.GroupBy(one => one.Item.Key)
                    .ToDictionary(
                        item => item.Key,
                        item => new
                        {
                            text = t.Say(item.MaxBy(one => one.Outcome)!.Sentence),
                            said = item.SelectMany(one => AnswerWords.Telling(one.GivenUp)).Select(one => t.Line(one.Part, one.Value)),
                        }
                    ),
                left = saving.Section.Section.Items.Where(item => !saving.Section.Asks(item)).Select(item => item.Key),
            }
        );
    }

    public string SavedWords =>
        Open.Sheet switch
        {
            { SavedAt: { } at, HandedInAt: { } handedIn } when at > handedIn => t[
                "Gespeichert um {0}. Ihre abgegebene Fassung ist aktualisiert.",
                Clock.Time(at)
            ].Value,
            { SavedAt: { } at } => t["Gespeichert um {0}", Clock.Time(at)].Value,
            _ => "",
        };

    /// <summary>When the round is over: what became of the sheet.</summary>
    public string EndWords => (reached ?? Desk.LastOutcome) is { } outcome ? t.Ended(outcome) : "";

    /// <summary>Says at once where something is wrong: a title is what is read out first.</summary>
    public string TitleWords => Problems.Count == 0 ? Asked.Section.Title.ToString() : t["Fehler: {0}", Asked.Section.Title];

    public string PlaceWords => t["Abschnitt {0} von {1}", Asked.Index + 1, Asked.Sections.Count].Value;

    public string NextWords =>
        Asked.Index + 1 < Asked.Sections.Count ? t["Weiter zu „{0}“", Asked.Sections[Asked.Index + 1].Title].Value
        : Open.Sheet.HandedInAt is null ? t["Prüfen und abgeben"].Value
        : t["Weiter zu Ihren Antworten"].Value;

    /// <summary>Whether anything is answered in this round.</summary>
    public bool HasBegun => Open.Answers.Values.Count > 0;

    /// <summary>Writes the items, in the order in which this expert is asked.</summary>
    internal void WriteItems(IReadOnlyDictionary<string, Template<OwnAnswers>> templates, IBufferWriter<byte> output)
    {
        var number = Asked.Before;
        var mistakes = TypedMistakes.In(Open, Asked.Section.Items);
        var place = IsJustKept && Apart is [var first, ..] ? first : null;
        var total = Asked.Total;
        if (Asked.Section.Knows is { } knows)
            templates[knows.Key].Fill(new OwnAnswers(Desk, Open, 0, total, saving?.Posted, null, true), output);
        foreach (var item in Asked.Section.Items)
        {
            if (item == place)
                WriteKept(output);
            var isAsked = Asked.Asks(item);
            var isCounted = item.Parts.Count > 0 && isAsked;
            if (isCounted)
                number++;
            var problem = Problems.GetValueOrDefault(item.Key) ?? mistakes.GetValueOrDefault(item.Key)?.Sentence;
            var own = new OwnAnswers(Desk, Open, isCounted ? number : 0, total, saving?.Posted, problem, isAsked);
            templates[item.Key].Fill(own, output);
            if (isAsked)
                WriteBelow(item, output);
        }
        if (IsJustKept && place is null)
            WriteKept(output);
        WriteAtEnd(output);
    }

    /// <summary>What was just kept at once stands where it leads to: before the first question that asks for a reason, else at the end, where one comes from.</summary>
    private void WriteKept(IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(OwnPart ?? "", output);

    /// <summary>What stands below an item, where the sheet is more than that of an expert.</summary>
    protected virtual void WriteBelow(Item item, IBufferWriter<byte> output) { }

    /// <summary>The same behind all items.</summary>
    protected virtual void WriteAtEnd(IBufferWriter<byte> output) { }

    /// <summary>Takes over what was sent of it, before the answers are.</summary>
    protected virtual Task NoteAsync(Section section, IFormCollection fields, CancellationToken cancel) => Task.CompletedTask;

    internal override SharedKey? Shared => asked is null ? null : new SectionKey(Key, asked.CanKeep);

    internal override string? PersonalView =>
        IsJustKept ? "/Pages/Bogen/_Behalten.cshtml"
        : Neu || Problems.Count + Replaced.Count > 0 ? "/Pages/Bogen/_Meldungen.cshtml"
        : null;

    /// <summary>What stands above the section this time only.</summary>
    internal string? Messages => IsJustKept ? null : OwnPart;

    private bool IsJustKept => Behalten && Problems.Count + Replaced.Count == 0 && KeptInBulk > 0;

    /// <summary>How many answers were kept at once in this section, and stand as they were kept.</summary>
    internal int KeptInBulk => Asked.KeptInBulk.Count;

    /// <summary>Of these, the questions whose answer is apart from those of others, so that a reason is asked for.</summary>
    internal IReadOnlyList<Item> Apart => [.. Asked.KeptInBulk.Where(item => ReasonsView.AsksFor(item, Open))];

    /// <summary>Whether that can be taken back at the end of the section; just after it, this stands with the word on it.</summary>
    internal bool OffersUndo => !IsJustKept && KeptInBulk > 0;

    internal string KeepAllWords => KeepAllOf(t, Asked.Keepable);

    /// <summary>What is on the button that keeps so many answers at once.</summary>
    internal static string KeepAllOf(IStringLocalizer<Texts> t, int answers) =>
        t["Bei {0:=meiner übrigen Antwort|meinen übrigen # Antworten} bleiben", answers].Value;

    internal string KeptWords => t["{0:=Eine Antwort|# Antworten} aus Runde {1} übernommen", KeptInBulk, Open.Round.Number - 1].Value;

    /// <summary>False when the round is over. Where there is no such section, nothing is saved.</summary>
    private async Task<bool> SaveAsync(string? keep, string? takeBack, bool undo, CancellationToken cancel)
    {
        var fields = await Request.ReadFormAsync(cancel);
        if (Desk.Open is not { } open || (NumberIn(fields) is { } number && number != open.Round.Number))
            return false;
        asked = AskedSection.Find(open, Key);
        if (asked is null)
            return true;
        await NoteAsync(asked.Section, fields, cancel);
        // Before anything changes it that may not be saved any more.
        reached = open.Sheet.Outcome(open.Round.Questionnaire.Settings.CountSaved);
        saving = new(open, asked, new SectionForm(fields, asked.Section, open.Round, Desk.IsOwn), clock, keep, takeBack, undo);
        try
        {
            await saving.SaveAsync(cancel);
            return true;
        }
        catch (RuleBrokenException broken)
        {
            IsTakenBack = broken.Sentence.German == AnswerSheet.IsTakenBack().Sentence.German;
            return false;
        }
    }

    /// <summary>The round that the page was made in, closed or planned again; null where it cannot be told.</summary>
    private async Task<FrozenRound?> MeantAsync(CancellationToken cancel)
    {
        if (await Desk.ClosedAsync(NumberIn(Request.Form), cancel) is { } closed)
            return closed;
        var planned = NumberIn(Request.Form) is { } number ? await Desk.TakenBackAsync(number, cancel) : null;
        IsTakenBack |= planned is not null;
        return planned ?? Desk.Open?.Round;
    }

    private async Task<IActionResult> RoundIsOverAsync(CancellationToken cancel)
    {
        asked = null;
        var round = await MeantAsync(cancel);
        if (round?.Questionnaire.Sections.FirstOrDefault(section => section.Key == Key) is { } section)
            Unsaved =
            [
                .. new SectionForm(Request.Form, section, round, Desk.IsOwn)
                    .Units.Where(unit => unit.ChangedHere)
                    .SelectMany(unit =>
                        t.Unsaved(
                            unit.Item,
                            unit.Fields.Where(field => field.Value is not null && (unit.Fields.Count > 1 || field.ChangedHere))
                                .Select(field => (field.Part, field.Value!))
                        )
                    ),
            ];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>The round that the page was made in; null where the form does not say.</summary>
    private static int? NumberIn(IFormCollection fields) =>
        int.TryParse(fields[SectionForm.Round], CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One section, with or without something that can be left as it was in the round before.</summary>
public sealed record SectionKey(string Section, bool CanKeep) : SharedKey
{
    internal override string View => "/Pages/Bogen/_Abschnitt.cshtml";

    internal override string Address => $"/bogen/abschnitt/{Section}";

    internal override SharedPage Of(FrozenRound round) => new SharedPage<AbschnittModel, SectionKey>(round, this);
}
