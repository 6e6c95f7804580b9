using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>Plans the next round from the items of the last one that are kept.</summary>
public sealed class WeiterModel(SurveyDb db, NextRounds rounds, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>How long the title of a new section may be.</summary>
    public const int LongestTitle = 200;

    /// <summary>Statements that are ready and were put to nobody.</summary>
    public IReadOnlyList<Statement> Ready { get; private set; } = [];

    /// <summary>The scales that a new item may have, with what they are called: those of the study, and the usual ones.</summary>
    public IReadOnlyList<(Scale Scale, string Name)> Scales =>
        field ??= [
            .. Study
                .Rounds.SelectMany(round => round.Questionnaire.Items)
                .OfType<RatingItem>()
                .Select(item => item.Scale)
                .DistinctBy(scale => scale.Signature)
                .Select(scale => (scale, t["wie bisher: {0}", Ends(scale)].Value)),
            .. ReadyScales.All.Select(ready => (ready.ToScale(), ready.Name.ToString())),
        ];

    public Round Last => Study.CurrentRound;

    /// <summary>Reasons of the last round that nobody has decided on.</summary>
    public int Waiting { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => Last.Result is null ? NotYet() : await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Last.Result is null)
            return NotYet();
        List<PageError> errors = [.. Form.Problems()];
        try
        {
            if (errors.Count == 0)
            {
                var (next, problems) = await rounds.TryPlanAsync(Study, Form.Plan(), Taken(), cancel);
                if (next is not null)
                    return LocalRedirect($"/team/studien/{Study.Key}/runden/{next.Number}");
                errors = [.. problems.Select(Form.At).OfType<PageError>()];
            }
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            errors = [new(null, t.Say(broken.Sentence))];
        }
        // What was chosen and written stays on the page.
        await ShowAsync(cancel);
        return this.Refuse(t["Die Runde ist noch nicht geplant"], errors);
    }

    public PlanForm Form => field ??= new(Request.HasFormContentType ? Request.Form : null, Last.Questionnaire, AdviceOn, t);

    public Advice AdviceOn(Item item) => Advice.On(item, Last, Result);

    /// <summary>The result of a part by its key, where there is something to draw.</summary>
    public ItemResult? ResultOf(string partKey) => Result.Of(partKey) is { N: > 0, TooFew: false } result ? result : null;

    /// <summary>The result of the item, as far as the team may read it; null where there is nothing to draw.</summary>
    public ItemResult? Drawn(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return ResultOf(part.Key);
    }

    /// <summary>Its result, as far as the team may read it.</summary>
    private RoundResult Result => field ??= SmallTotals.ForTeam(Study.Rounds)[^1];

    /// <summary>How the item was answered, part by part, to decide by.</summary>
    public IEnumerable<string> Told(Item item) =>
        from part in item.Parts
        let result = Result.Of(part.Key)
        where result?.Verdict is not null
        select (part.Name is null ? "" : part.Name + ": ")
            + (VerdictReasons.Of(result, Last.Questionnaire, Result) is { } why ? t.Say(why) : "")
            + (
                Last.OverrulingOf(part.Key) is { } overruling
                    ? " " + t["Das Projektteam urteilt: {0}.", t[Words.Of(overruling.Verdict)]]
                    : ""
            );

    /// <summary>Items of earlier rounds that the last one did not ask, with the round that asked them last.</summary>
    public IEnumerable<(Item Item, int Round)> Returnable =>
        Study.Returnable.Select(one =>
            (one.Item, Study.Rounds.Where(round => round.Questionnaire.ItemOf(one.Item.Key) is not null).Max(round => round.Number))
        );

    public bool IsReturned(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Request.HasFormContentType && Request.Form["wieder"].Contains(item.Key);
    }

    public bool IsTaken(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return !Request.HasFormContentType || Request.Form["these"].Contains(statement.Id.ToString("N"));
    }

    /// <summary>What was typed or chosen for the statements; null for nothing yet.</summary>
    public string? Typed(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : null;

    private TakenStatements Taken()
    {
        var ids = Request.Form["these"].OfType<string>().Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).ToHashSet();
        var typed = Form.Several("fragen");
        if (ids.Count + typed.Count == 0)
            return TakenStatements.None;
        var scale = int.TryParse(Typed("skala"), CultureInfo.InvariantCulture, out var place)
            ? Scales.ElementAtOrDefault(place).Scale
            : null;
        var section = Typed("abschnitt");
        var titles = Last
            .Questionnaire.Languages.Select(language => KeyValuePair.Create(language, Typed("titel." + language)?.Trim() ?? ""))
            .Where((title, number) => number == 0 || title.Value.Length > 0)
            .ToList();
        if (scale is null)
            throw new RuleBrokenException("Wählen Sie, auf welcher Skala die neuen Fragen bewertet werden.");
        if (string.IsNullOrEmpty(section) && titles[0].Value.Length == 0)
            throw new RuleBrokenException("Der neue Abschnitt braucht einen Titel.");
        if (titles.Find(title => title.Value.Length > LongestTitle) is { Value: { } tooLong })
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", tooLong.Length, LongestTitle);
        return new(ids, scale, Last.Questionnaire.Sections.Any(one => one.Key == section) ? section : null, new LocalizedText(titles))
        {
            Typed = typed,
        };
    }

    private static string Ends(Scale scale) => $"{scale.LabelOf(1) ?? (object)1} – {scale.LabelOf(scale.Points) ?? (object)scale.Points}";

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Ready = await rounds.ReadyAsync(Study, cancel);
        Waiting = (await Db.ReasonCountAsync(Last.Id, cancel)).Waiting;
        return Page();
    }

    private IActionResult NotYet() =>
        throw new RuleBrokenException("Runde {0} ist noch nicht geschlossen. Erst danach lässt sich die nächste planen.", Last.Number);
}
