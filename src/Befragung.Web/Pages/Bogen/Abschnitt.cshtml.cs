using System.Buffers;
using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>One section of the sheet. Going on or back saves it; where scripts run, so does leaving a field.</summary>
public sealed class AbschnittModel(ExpertDesks desks, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(desks)
{
    private const string All = "*";

    private SectionForm? form;
    private SectionMerge? merge;
    private IReadOnlySet<string> left = new HashSet<string>();

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Whether questions joined this section by what was just answered in it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Neu { get; set; }

    protected override bool BetweenRounds => HttpMethods.IsPost(Request.Method);

    /// <summary>The sections that this expert is asked.</summary>
    public IReadOnlyList<Section> Sections { get; private set; } = [];

    /// <summary>The section as it stands on the page: with those questions, too, that an answer on this page can still bring up.</summary>
    public Section? Section { get; private set; }

    public int Index { get; private set; }

    public IReadOnlyDictionary<string, Sentence> Problems { get; private set; } = new Dictionary<string, Sentence>();

    /// <summary>What was typed when the round had closed meanwhile: shown, so that it can be copied.</summary>
    public IReadOnlyList<Unsaved> Unsaved { get; private set; } = [];

    /// <summary>Answers of another device that no longer count, since they were given anew on this page.</summary>
    public IReadOnlyList<Unsaved> Replaced { get; private set; } = [];

    /// <summary>Whether there is anything here that can be left as it was in the round before.</summary>
    public bool CanKeep => Section!.Items.Any(item => Asked(item) && Keepable(item));

    internal override void Find(RouteValueDictionary address) => Key = (string)address["key"]!;

    internal override IActionResult Look() => OnGet();

    public IActionResult OnGet() =>
        Find() ? Page()
        : Section is null && Desk.Round!.Questionnaire.Sections.Any(section => section.Key == Key) ? LocalRedirect("/bogen")
        : NotFound();

    /// <param name="go">Where to go: "next" or "back".</param>
    /// <param name="keep">The item to answer as in the round before; "*" for all in this section that are not answered yet. Then the page stays.</param>
    public async Task<IActionResult> OnPostAsync(string? go, string? keep, CancellationToken cancel)
    {
        var leftBefore = Desk.Round is null ? null : Desk.Asking.LeftOut(Desk.Sheet!.Answers);
        if (!await SaveAsync(keep, cancel))
            return await RoundIsOverAsync(cancel);
        if (Section is null)
            return NotFound();
        if (Problems.Count == 0 && keep is null && go != "back")
            Problems = Missing();
        if (Problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        // The page stays, so that nothing of another device goes unseen.
        if (Replaced.Count > 0)
            return Page();
        if (keep is not null)
            return LocalRedirect($"/bogen/abschnitt/{Key}{(Section.Items.Any(item => item.Key == keep) ? $"#f-{keep}" : "")}");
        if (
            go != "back"
            && Section.Items.FirstOrDefault(item => leftBefore!.Contains(item.Key) && Asked(item) && !Desk.Sheet!.Answers.Answered(item))
                is { } joined
        )
            return LocalRedirect($"/bogen/abschnitt/{Key}?neu=true#f-{joined.Key}");
        var next = Index + (go == "back" ? -1 : 1);
        return LocalRedirect(
            next < 0 ? "/bogen"
            : next >= Sections.Count ? "/bogen/abgeben"
            : $"/bogen/abschnitt/{Sections[next].Key}"
        );
    }

    /// <summary>Saves in the background, as one goes along, and tells the page what became of it and what was answered elsewhere meanwhile.</summary>
    public async Task<IActionResult> OnPostMerkenAsync(CancellationToken cancel)
    {
        if (!await SaveAsync(null, cancel))
            return new JsonResult(
                new { message = t["Die Runde wurde inzwischen geschlossen. Kopieren Sie, was Sie noch behalten möchten."].Value }
            )
            {
                StatusCode = 409,
            };
        if (Section is null)
            return NotFound();
        var answers = Desk.Sheet!.Answers;
        var refused = merge!
            .Changes.Select(change => change.PartKey)
            .Except(merge.Without(Problems).Select(change => change.PartKey))
            .ToHashSet();
        return new JsonResult(
            new
            {
                message = SavedWords,
                problems = Problems.ToDictionary(problem => problem.Key, problem => t.Say(problem.Value)),
                was = Fields(form!.Units)
                    .Where(part => !refused.Contains(part.Key))
                    .ToDictionary(part => part.Key, part => SectionForm.Mark(answers[part.Key])),
                now = Fields(merge.Differences.Where(one => one.Outcome != Outcome.Newer).Select(one => one.Unit))
                    .ToDictionary(part => part.Key, part => part is NumberPart ? TypedNumbers.Shown(answers[part.Key]) : answers[part.Key]),
                elsewhere = Differences
                    .GroupBy(one => one.Item.Key)
                    .ToDictionary(
                        item => item.Key,
                        item => new
                        {
                            text = t.Say(item.MaxBy(one => one.Outcome)!.Sentence),
                            said = item.SelectMany(one => AnswerWords.Telling(one.GivenUp)).Select(one => t.Line(one.Part, one.Value)),
                        }
                    ),
                left = Section.Items.Where(item => !Asked(item)).Select(item => item.Key),
            }
        );
    }

    /// <summary>How many questions come before this section.</summary>
    public int Before => Sections.Take(Index).Sum(section => section.Items.Count(item => item.Parts.Count > 0));

    public string SavedWords => Desk.Sheet!.SavedAt is { } at ? t["Gespeichert um {0}", Clock.Time(at)].Value : "";

    /// <summary>Says at once where something is wrong: a title is what is read out first.</summary>
    public string TitleWords => Problems.Count == 0 ? Section!.Title.ToString() : t["Fehler: {0}", Section!.Title];

    public string PlaceWords => t["Abschnitt {0} von {1}", Index + 1, Sections.Count].Value;

    public string NextWords =>
        Index + 1 < Sections.Count ? t["Weiter zu „{0}“", Sections[Index + 1].Title].Value : t["Weiter zur Übersicht"].Value;

    /// <summary>Writes the items, in the order in which this expert is asked.</summary>
    internal void WriteItems(IBufferWriter<byte> output)
    {
        var number = Before;
        foreach (var item in Section!.Items)
        {
            var isCounted = item.Parts.Count > 0 && Asked(item);
            if (isCounted)
                number++;
            ItemTemplate
                .Find(Desk.Round!, item.Key)!
                .Fill(new(Desk, isCounted ? number : 0, form?.Posted, Problems.GetValueOrDefault(item.Key), Asked(item)), output);
        }
    }

    internal override SharedKey? Shared => Section is null ? null : new SectionKey(Key, CanKeep);

    internal override string? PersonalView => Neu || Problems.Count + Replaced.Count > 0 ? "/Pages/Bogen/_Meldungen.cshtml" : null;

    public bool Asked(Item item) => !left.Contains(item.Key);

    private bool Keepable(Item item) => Desk.Earlier.Answered(item) && !Desk.Sheet!.Answers.Answered(item);

    /// <summary>What was answered elsewhere, but for what could not be taken over here.</summary>
    private IEnumerable<Difference> Differences =>
        merge!.Differences.Where(one => one.Outcome != Outcome.Newer || !Problems.ContainsKey(one.Item.Key));

    private static IEnumerable<Part> Fields(IEnumerable<FormUnit> units) =>
        units.SelectMany(unit => unit.Fields).Select(field => field.Part);

    /// <summary>False when the round is over.</summary>
    private async Task<bool> SaveAsync(string? keep, CancellationToken cancel)
    {
        if (
            Desk.Round is null
            || (int.TryParse(Request.Form[SectionForm.Round], CultureInfo.InvariantCulture, out var round) && round != Desk.Round.Number)
        )
            return false;
        if (!Find())
            return true;
        form = new SectionForm(await Request.ReadFormAsync(cancel), Section!, Desk.Round, Desk.IsOwn);
        var kept = Section!
            .Items.Where(item =>
                keep == All ? Asked(item) && Keepable(item) && !form.Changes(item) : item.Key == keep && Desk.Earlier.Answered(item)
            )
            .ToList();
        foreach (var item in kept)
            form.Keep(item, Desk.Earlier);
        var read = Desk.Sheet!;
        merge = new(form, read, Now);
        try
        {
            if (merge.Changes.Count > 0)
                await Desk.ChangeAsync(
                    sheet =>
                    {
                        // Anew at each attempt: where another device was faster, this sheet is another.
                        if (sheet != read)
                            merge = new(form, sheet, Now);
                        Problems = form.WithDoubts(AnswerChange.Check(Section!.Items, sheet.Answers, merge.Changes), merge.Changes);
                        if (merge.Without(Problems) is { Count: > 0 } valid)
                            sheet.Save(valid, Desk.Asking, Now);
                    },
                    cancel
                );
            Replaced = [.. Differences.Where(one => one.Outcome == Outcome.Newer).SelectMany(one => t.Unsaved(one.Item, one.GivenUp))];
            // An answer may have brought up other questions, or taken some away.
            Find();
            return true;
        }
        catch (RuleBrokenException)
        {
            return false;
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Required questions of this section that have no answer.</summary>
    private Dictionary<string, Sentence> Missing() =>
        Section!
            .Items.Where(item => item.Required && Asked(item) && !item.IsAnswered(Desk.Sheet!.Answers.Values))
            .ToDictionary(
                item => item.Key,
                item =>
                    item is MultiRatingItem
                        ? new Sentence("Diese Frage braucht eine Antwort zu jedem Kriterium.")
                        : new Sentence("Diese Frage braucht eine Antwort.")
            );

    private async Task<IActionResult> RoundIsOverAsync(CancellationToken cancel)
    {
        var asked =
            await Desk.ClosedAsync(
                int.TryParse(Request.Form[SectionForm.Round], CultureInfo.InvariantCulture, out var number) ? number : null,
                cancel
            ) ?? Desk.Round;
        Section = null;
        if (asked?.Questionnaire.Sections.FirstOrDefault(section => section.Key == Key) is { } section)
            Unsaved =
            [
                .. new SectionForm(Request.Form, section, asked, Desk.IsOwn)
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

    private bool Find()
    {
        left = Desk.Asking.LeftOut(Desk.Sheet!.Answers);
        Sections = Desk.Asking.Of(left).Sections;
        Index = Sections.ToList().FindIndex(section => section.Key == Key);
        if (Index < 0)
            return false;
        var whole = Desk.Asking.Ordered(Desk.Round!.Questionnaire.Sections.First(section => section.Key == Key));
        Section = whole with { Items = [.. whole.Items.Where(item => Asked(item) || MayJoin(item, whole))] };
        return true;
    }

    /// <summary>Whether it depends on another question of the same section, be it by way of a third.</summary>
    private static bool MayJoin(Item item, Section section) =>
        item.When?.Item?.Split('.')[0] is { } about && section.Items.Any(other => other.Key == about);
}

/// <summary>One section, with or without something that can be left as it was in the round before.</summary>
public sealed record SectionKey(string Section, bool CanKeep) : SharedKey
{
    internal override string View => "/Pages/Bogen/_Abschnitt.cshtml";

    internal override string Address => $"/bogen/abschnitt/{Section}";

    internal override SharedPage Of(FrozenRound round) => new SharedPage<AbschnittModel, SectionKey>(round, this);
}
