using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>One statement beside what it was made from: its wordings, how far it is, and what the team says about it.</summary>
public sealed class TheseModel(SurveyDb db, Statements statements, TimeProvider clock, IStringLocalizer<Texts> t) : CodingPage(db)
{
    /// <summary>So many mentions of a code are offered at once.</summary>
    public const int MostCandidates = 100;

    public Statement Statement { get; private set; } = null!;

    public IReadOnlyList<Mention> Sources { get; private set; } = [];

    public StatementOrigin Origin =>
        StatementOrigin.Of([.. Sources.Select(source => source.GroupKey is { } group && Groups.Contains(group) ? group : null)]);

    public IReadOnlyList<StatementComment> Comments { get; private set; } = [];

    /// <summary>The code whose mentions are offered.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Code { get; set; }

    public IReadOnlyList<Mention> Candidates { get; private set; } = [];

    public IReadOnlyList<(string Language, Sentence What)> Hints { get; private set; } = [];

    /// <summary>What is in the fields, by language.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = null!;

    public string? Comment { get; private set; }

    public string Back => $"{Root}/thesen";

    public string Address => $"{Back}/{Statement.Id:N}";

    public async Task<IActionResult> OnGetAsync(Guid these, CancellationToken cancel) =>
        await FindAsync(these, cancel) ? await ShowAsync(cancel) : NotFound();

    public Task<IActionResult> OnPostAsync(Guid these, int version, CancellationToken cancel) =>
        ChangeAsync(
            these,
            version,
            () =>
            {
                var texts = Round
                    .Questionnaire.Languages.Select(language => KeyValuePair.Create(language, Plain(Request.Form["text." + language])))
                    .ToList();
                Statement.Write(new LocalizedText(texts.Where((text, place) => place == 0 || text.Value.Length > 0)), Now, Member, Account);
            },
            cancel
        );

    public Task<IActionResult> OnPostPruefenAsync(Guid these, int version, CancellationToken cancel) =>
        ChangeAsync(these, version, () => Statement.AskForCheck(Now, Member), cancel);

    public Task<IActionResult> OnPostFertigAsync(Guid these, int version, CancellationToken cancel) =>
        ChangeAsync(these, version, () => Statement.MakeReady(Coding.NeedsSecond, Now, Member, Account), cancel);

    public async Task<IActionResult> OnPostEntfernenAsync(Guid these, int version, CancellationToken cancel) =>
        await ChangeAsync(these, version, () => Statement.Remove(Now), cancel) is var reply and not LocalRedirectResult
            ? reply
            : LocalRedirect(Back);

    /// <param name="aus">The code whose mentions were offered.</param>
    public async Task<IActionResult> OnPostHinzuAsync(Guid these, Guid[]? nennung, Guid? aus, CancellationToken cancel)
    {
        if (!await FindAsync(these, cancel))
            return NotFound();
        await statements.AddSourcesAsync(Coding, Statement, nennung ?? [], cancel);
        return LocalRedirect(aus is { } code ? $"{Address}?code={code:N}#weitere" : Address);
    }

    public async Task<IActionResult> OnPostLoesenAsync(Guid these, Guid nennung, CancellationToken cancel)
    {
        if (!await FindAsync(these, cancel))
            return NotFound();
        await statements.RemoveSourceAsync(Statement, nennung, cancel);
        return LocalRedirect(Address);
    }

    public async Task<IActionResult> OnPostKommentarAsync(Guid these, string? kommentar, CancellationToken cancel)
    {
        if (!await FindAsync(these, cancel))
            return NotFound();
        try
        {
            await statements.CommentAsync(Statement, kommentar, Member, cancel);
            return LocalRedirect(Address + "#kommentare");
        }
        catch (RuleBrokenException broken)
        {
            Comment = kommentar;
            await ShowAsync(cancel);
            return this.Refuse(t["Der Kommentar ist nicht gespeichert"], new PageError("kommentar", t.Say(broken.Sentence)));
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<IActionResult> ChangeAsync(Guid these, int version, Action change, CancellationToken cancel)
    {
        if (!await FindAsync(these, cancel))
            return NotFound();
        try
        {
            change();
            await statements.SaveAsync(Statement, version, cancel);
            return LocalRedirect(Address);
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            await FindAsync(these, cancel);
            await ShowAsync(cancel);
            if (Request.Form.Keys.Any(key => key.StartsWith("text.", StringComparison.Ordinal)))
                Typed = Round.Questionnaire.Languages.ToDictionary(
                    language => language,
                    language => Request.Form["text." + language].ToString()
                );
            return this.Refuse(t["Nichts wurde geändert"], new PageError(null, t.Say(broken.Sentence)));
        }
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        Statement = (await statements.FindAsync(Round, id, cancel))!;
        return Statement is { RemovedAt: null };
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Sources = await statements.SourcesAsync(Statement, cancel);
        Comments = await statements.CommentsAsync(Statement, cancel);
        if (Code is { } code)
            Candidates = await statements.CandidatesAsync(Coding, Statement, code, MostCandidates, cancel);
        Typed = Statement.Text.Texts;
        Hints = [.. QuestionnaireHints.OfStatement(Statement.Text)];
        return Page();
    }

    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
