using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>
/// A page about the questionnaire that is being written: of the planned round. Everything that is sent is kept, finished or not; what is missing is told beside it. Where no round
/// is planned, only the overview is left, which shows what was frozen.
/// </summary>
public abstract class DraftPage(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public Draft Draft { get; private set; } = null!;

    public CheckedDraft Check { get; private set; } = null!;

    public string Root => $"/team/studien/{Study.Key}/fragebogen";

    /// <summary>The round that is written for: the newest one.</summary>
    public Round Written => Study.CurrentRound;

    /// <summary>Whether it is a later round that is written for: then what stands around the questions stands.</summary>
    public bool IsLater => Written.Number > 1;

    /// <summary>Whether something was saved just now.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Gespeichert { get; set; }

    /// <summary>What the form was made from, so that it is noticed when somebody else saved the same meanwhile.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>What somebody else wrote meanwhile at the same place, and what stands in the fields.</summary>
    public IReadOnlyList<DraftDifference> Overtaken { get; private set; } = [];

    /// <summary>That what stands in the form is saved, and since when; nothing where the page was only opened.</summary>
    public string SavedWords => Gespeichert && drafting.SavedAt is { } at ? t["Gespeichert um {0}", Clock.Time(at)].Value : "";

    protected IStringLocalizer<Texts> Localizer => t;

    protected Drafting Drafting => drafting;

    /// <summary>Whether the page has something to show once nothing can be changed any more.</summary>
    protected virtual bool ShowsFrozen => false;

    /// <summary>Whether all that the page changes stands since round 1 was opened, so that it is not there for later rounds.</summary>
    protected virtual bool IsOfRoundOne => false;

    /// <summary>Whether hints are told on the page.</summary>
    protected virtual bool ShowsHints => false;

    /// <summary>Hints on the whole questionnaire, as far as it is one.</summary>
    public StudyHints AllHints { get; private set; } = StudyHints.None;

    /// <summary>Those that are told on this page.</summary>
    public StudyHints Hints => new([.. AllHints.Open.Where(Concerns)], [.. AllHints.Dismissed.Where(one => Concerns(one.Hint))]);

    private bool Concerns(Hint hint) => Place.Length == 0 || hint.IsIn(Place);

    /// <summary>What is written in the main language alone.</summary>
    public DraftTranslations Translations => field ??= DraftTranslations.Of(Draft);

    /// <summary>What of it has a field on this page.</summary>
    public IReadOnlyList<MissingText> MissingHere => [.. Translations.Missing.Where(Has)];

    /// <summary>The next one behind this page, or the first of all; null where there is none elsewhere.</summary>
    public MissingText? NextMissing
    {
        get
        {
            var missing = Translations.Missing;
            var last = missing.ToList().FindLastIndex(Has);
            return missing.Skip(last + 1).FirstOrDefault() ?? missing.FirstOrDefault(one => !Has(one));
        }
    }

    /// <summary>Whether a text has its field on this page.</summary>
    protected virtual bool Has(MissingText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Place.Length > 0 && text.IsIn(Place);
    }

    /// <summary>Its place in the draft, whose problems it tells; "" for all.</summary>
    public virtual string Place => "";

    public IReadOnlyList<DraftProblem> Problems => [.. Check.Problems.Where(Concerns)];

    /// <summary>Whether a problem is told on this page.</summary>
    protected virtual bool Concerns(DraftProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Place.Length == 0 || problem.IsIn(Place);
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken cancel)
    {
        var round = Written;
        if (HttpMethods.IsPost(Request.Method))
        {
            round.RequireRevisable();
            if (IsLater && IsOfRoundOne)
                throw new RuleBrokenException("Das steht seit der Öffnung von Runde 1 fest und lässt sich nicht mehr ändern.");
        }
        else if (IsLater && IsOfRoundOne)
            return LocalRedirect(Root);
        else if (!round.IsRevisable && !ShowsFrozen && (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)))
            return LocalRedirect(Root);
        Draft = await drafting.LatestAsync(Study, cancel);
        if (round.IsRevisable)
            Check = await drafting.CheckAsync(Study, Draft, cancel);
        if (ShowsHints && Check?.Questionnaire is { } questionnaire)
            AllHints = await Db.HintsAsync(Study, questionnaire, cancel);
        return null;
    }

    /// <summary>How an earlier round asked a question last, and which one; null where none did.</summary>
    public (int Round, Item Item)? AskedLast(DraftMap item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var key = item.TextOf("key");
        return Study
            .Rounds.Where(round => round.Number < Written.Number)
            .OrderByDescending(round => round.Number)
            .Select(round =>
                ((int, Item)?)(round.Questionnaire.Items.FirstOrDefault(one => one.Key == key) is { } asked ? (round.Number, asked) : null)
            )
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>The page, and the field on it, where a problem can be mended; what stands since round 1 has no field any more.</summary>
    public string AddressOf(DraftProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return IsLater && !problem.IsIn("introduction") && !problem.IsIn("contact") && !problem.IsIn("sections") && !problem.IsIn("scales")
            ? $"{Root}/text"
            : DraftWords.Address(Draft, Root, problem.Place);
    }

    /// <summary>The values of a form by the names of their fields; null where there is no such field.</summary>
    protected string? Posted(string name) => Request.Form.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>All values of fields of one name, such as ticks.</summary>
    protected IReadOnlyList<string> AllPosted(string name) => [.. Request.Form[name].OfType<string>().Where(value => value.Length > 0)];

    /// <summary>Remembers what a form is made from.</summary>
    protected void See(params DraftNode?[] nodes) => Seen = string.Join('.', nodes.Select(Draft.Fingerprint));

    /// <summary>
    /// Changes the draft as the form says and keeps it. Where somebody else changed the same since the form was made, nothing is kept: the form comes back with what was
    /// typed, and tells what stands there now.
    /// </summary>
    /// <param name="of">What the form is about.</param>
    /// <param name="change">Writes what was typed into the draft.</param>
    /// <param name="where">The page to show then; asked for after the change, because a key can be part of its address.</param>
    protected async Task<IActionResult> ChangeAsync(Func<DraftNode?[]> of, Action change, Func<string> where, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(where);
        See(of());
        var stored = Draft.Copy();
        change();
        var differences = DraftDifference.Between(stored, Draft);
        // Where nothing differs, it is oneself, sending again what got no answer.
        if (Posted("seen") is { } seen && seen != Seen && differences.Count > 0)
        {
            Overtaken = differences;
            Check = await drafting.CheckAsync(Study, Draft, cancel);
            return this.Refuse(
                StatusCodes.Status409Conflict,
                t["Gespeichert wurde noch nichts"],
                new PageError(
                    null,
                    t[
                        "Jemand anderes hat das inzwischen geändert. In den Feldern steht, was Sie geschrieben haben; darüber steht, worin es sich unterscheidet. Wenn Sie jetzt speichern, gilt Ihr Text."
                    ]
                )
            );
        }
        return await KeepAsync(where(), differences.Any(LosesWords), cancel);
    }

    /// <summary>What was written and is gone can be found in the version before: ticks and numbers are soon set again.</summary>
    private static bool LosesWords(DraftDifference one) =>
        one is { Before.Length: > 0, After: null }
        && !bool.TryParse(one.Before, out _)
        && !double.TryParse(one.Before, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Keeps the draft as it is now.</summary>
    protected async Task<IActionResult> KeepAsync(string where, bool isStep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(where);
        await drafting.SaveAsync(Study, Draft, Member, isStep, cancel);
        var (path, anchor) = where.Split('#') is [var before, var behind] ? (before, "#" + behind) : (where, "");
        return LocalRedirect($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}gespeichert=true{anchor}");
    }
}
