using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>
/// The texts of a chapter, each beside how it will look. What is typed is a draft until it is taken over into the report. Only what was changed on the page is
/// saved; where somebody else changed the same text meanwhile, both are shown and nothing is overwritten.
/// </summary>
public sealed class KapitelModel(SurveyDb db, SurveyDatabase database, StudyReports reports, TimeProvider clock, IStringLocalizer<Texts> t)
    : ReportTextsPage(db, reports, t)
{
    private IReadOnlyList<TextChange> refused = [];

    // Nothing was saved: all that was typed has to stay on the page.
    private bool isTyped;

    // What was refused was to be a draft.
    private bool isDraft;

    public ReportTextChapter Chapter { get; private set; } = ReportTextChapter.Findings;

    /// <summary>How many texts were taken over just now.</summary>
    public int? Saved { get; private set; }

    /// <summary>Whether drafts were kept just now.</summary>
    public bool Kept { get; private set; }

    public string Here => $"{ReportAddresses.Preview(Study.Key).Texts}/{Chapter.Address}";

    public IActionResult OnGet([FromRoute] string kapitel, int? gespeichert, bool entwurf)
    {
        if (!Open(kapitel))
            return NotFound();
        Saved = gespeichert;
        Kept = entwurf;
        return Page();
    }

    /// <summary>Takes over into the report.</summary>
    public async Task<IActionResult> OnPostAsync([FromRoute] string kapitel, string? back, CancellationToken cancel)
    {
        if (!Open(kapitel))
            return NotFound();
        var changes = Changes(back);
        if (changes.Select(Unfit).OfType<PageError>().ToList() is { Count: > 0 } unfit)
            return Unsaved(unfit);
        if (changes.Count > 0)
            refused = await WriteAsync(() => Study.Write(changes, Now, Member), cancel);
        // What was read back and is the same in the report is no change, and its draft is gone with it.
        var saved = changes.Count(change => change.Text != change.Seen) - refused.Count;
        return refused.Count == 0 ? LocalRedirect($"{Here}?gespeichert={saved}") : Overtaken(saved);
    }

    /// <summary>Keeps what is typed, and leaves the report as it is.</summary>
    /// <param name="verwerfen">The text whose draft goes.</param>
    public async Task<IActionResult> OnPostEntwurfAsync([FromRoute] string kapitel, string? verwerfen, CancellationToken cancel)
    {
        if (!Open(kapitel))
            return NotFound();
        return await KeepAsync(verwerfen, cancel)
            ?? LocalRedirect($"{Here}?entwurf=true{(verwerfen is null ? "" : $"#topic-{ReportTextField.IdOf(verwerfen)}")}");
    }

    /// <summary>Shows what is typed, and keeps nothing.</summary>
    public IActionResult OnPostVorschau([FromRoute] string kapitel)
    {
        if (!Open(kapitel))
            return NotFound();
        isTyped = true;
        return Page();
    }

    /// <summary>Says of a text that it is right with the numbers of now. What else was typed is kept as a draft.</summary>
    /// <param name="stimmt">The text, and behind a slash what its numbers were on the page.</param>
    public async Task<IActionResult> OnPostStimmtAsync([FromRoute] string kapitel, string? stimmt, CancellationToken cancel)
    {
        if (!Open(kapitel))
            return NotFound();
        if (await KeepAsync(null, cancel) is { } unkept)
            return unkept;
        Find();
        var key = stimmt?.Split('/')[0] ?? "";
        // Numbers that changed once more since have not been seen.
        if (Study.ReportTexts.Of(key) is { } text && stimmt == $"{key}/{Mark(key)}")
            await WriteAsync(
                () =>
                {
                    Study.ConfirmText(key, text.Text.Texts.ToDictionary(one => one.Key, one => BasisOf(key, one.Key, one.Value)!));
                    return [];
                },
                cancel
            );
        return LocalRedirect($"{Here}#topic-{ReportTextField.IdOf(key)}");
    }

    /// <summary>Tells the changed numbers of a text from others.</summary>
    public string Mark(string key) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        StudyLanguages
                            .SelectMany(language => ChangesOf(key, language))
                            .Select(change => $"{change.Name}={change.Then}→{change.Now}")
                    )
                )
            )
        )[..16];

    /// <summary>The field of a text in one language.</summary>
    public ReportTextField Field(string key, string name, string language)
    {
        var stored = Study.ReportTexts.In(key, language);
        var draft = Study.ReportTexts.Draft(key, language);
        var computed = FindingOf(key, language) ?? "";
        var posted = Posted("text", key, language);
        var open = refused.Any(change => change.Key == key && change.Language == language);
        // What was typed stays on the page until it is saved.
        var text =
            posted is not null && (open || isTyped) ? posted
            : draft is not null ? draft.Text
            : stored.Length > 0 ? stored
            : computed;
        return new(key, language, name, text, isTyped ? Posted("seen", key, language) ?? stored : stored, computed)
        {
            Other =
                !open ? null
                : isDraft ? draft?.Text ?? stored
                : stored,
            Draft = draft,
            SeenDraft = isTyped ? Posted("draft", key, language) ?? draft?.Text ?? "" : draft?.Text ?? "",
            Preview = Shown(key, text, language),
            Problem = text == computed ? null : Strange(text),
            Changes = ChangesOf(key, language),
        };
    }

    /// <summary>A text as it will look; what stands there now, where it is nested too deep.</summary>
    private IHtmlContent Shown(string key, string text, string language)
    {
        var filled = Numbers?.In(text, language) ?? text;
        // Findings and keywords stand in a line.
        return Chapter == ReportTextChapter.Findings || key == "keywords" ? Markdown.Inline(filled) : Markdown.Block(filled);
    }

    /// <summary>What is written like a placeholder and is none; null for nothing.</summary>
    private Sentence? Strange(string text) =>
        Numbers is not null ? TextPlaceholders.Problem(text, [.. Numbers.All.Select(number => number.Name)])
        : TextPlaceholders.Problem(text, []) is null ? null
        : new("Platzhalter gibt es, sobald eine Runde geschlossen ist.");

    /// <summary>What is wrong with a text; null for nothing.</summary>
    private PageError? Unfit(TextChange change)
    {
        var field = ReportTextField.IdOf(change.Key, change.Language);
        if (change.Problem is { } problem)
            return new(field, T.Say(problem));
        if (Strange(change.Text) is { } strange)
            return new(field, T["{0}, {1}: {2}", NameOf(change.Key), Wording.LanguageName(change.Language), T.Say(strange)]);
        return Markdown.Refusal(change.Text) is null
            ? null
            : new(
                field,
                T[
                    "Der Text, der mit „{0}“ beginnt, ist zu tief verschachtelt, um ihn anzuzeigen. Vereinfachen Sie seine Zitate, Listen und Klammern.",
                    Wording.Shortened(change.Text, 40)
                ]
            );
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private bool Open(string address)
    {
        Find();
        if (ReportTextChapter.All.FirstOrDefault(chapter => chapter.Address == address) is not { } found)
            return false;
        Chapter = found;
        return found.Topics.Count > 0 || Report is not null;
    }

    /// <summary>Null where all drafts are kept.</summary>
    private async Task<IActionResult?> KeepAsync(string? dropped, CancellationToken cancel)
    {
        var drafts = Drafts(dropped);
        if (
            drafts
                .Where(draft => draft.Problem is not null)
                .Select(draft => new PageError(ReportTextField.IdOf(draft.Key, draft.Language), T.Say(draft.Problem!)))
                .ToList() is
            { Count: > 0 } tooLong
        )
            return Unsaved(tooLong);
        if (drafts.Count > 0)
            refused = await WriteAsync(() => Study.Draft(drafts, Now, Member), cancel);
        isDraft = true;
        return refused.Count == 0 ? null : Overtaken(drafts.Count - refused.Count);
    }

    private IActionResult Unsaved(IReadOnlyList<PageError> errors)
    {
        isTyped = true;
        return this.Refuse(T["Nichts ist gespeichert; was Sie geschrieben haben, steht noch hier"], errors);
    }

    private IActionResult Overtaken(int saved)
    {
        Find();
        return this.Refuse(
            StatusCodes.Status409Conflict,
            T["Einen Teil hat inzwischen jemand anderes geändert"],
            [
                new(null, T["Gespeichert: {0:Text|Texte}. Was offen ist, steht unten neben seinem Feld.", saved]),
                .. refused.Select(change => new PageError(
                    ReportTextField.IdOf(change.Key, change.Language),
                    T[
                        "Diesen Text hat {0} inzwischen geändert.",
                        Study.ReportTexts.Draft(change.Key, change.Language)?.By
                            ?? Study.ReportTexts.Of(change.Key)?.By
                            ?? T["jemand anderes"].Value
                    ]
                )),
            ]
        );
    }

    private Task<IReadOnlyList<TextChange>> WriteAsync(Func<IReadOnlyList<TextChange>> write, CancellationToken cancel) =>
        Db.WriteTextsAsync(database, Study, write, cancel);

    private List<TextChange> Changes(string? back) =>
        [
            .. from change in Fields()
            // Left as it was computed, or taken back to it.
            let wanted = change.Key == back || change.Text == Posted("computed", change.Key, change.Language) ? "" : change.Text
            where wanted != change.Seen || change.SeenDraft.Length > 0
            select change with
            {
                Text = wanted,
                Basis = BasisOf(change.Key, change.Language, wanted),
            },
        ];

    /// <summary>What is not as it is in the report, or was a draft already.</summary>
    private List<TextChange> Drafts(string? dropped) =>
        [
            .. from field in Fields()
            let same = field.Text == field.Seen || field.Text == Posted("computed", field.Key, field.Language) || field.Key == dropped
            where !same || field.SeenDraft.Length > 0
            select field with
            {
                Seen = field.SeenDraft,
                Text = same ? "" : field.Text,
            },
        ];

    private IEnumerable<TextChange> Fields() =>
        from key in ReportTextChapter.All.SelectMany(KeysOf)
        from language in StudyLanguages
        let text = Posted("text", key, language)
        where text is not null
        select new TextChange(key, language, Posted("seen", key, language) ?? "", text)
        {
            SeenDraft = Posted("draft", key, language) ?? "",
        };

    private string? Posted(string kind, string key, string language) =>
        Request.HasFormContentType && Request.Form.TryGetValue($"{kind}.{key}.{language}", out var value)
            ? value.ToString().ReplaceLineEndings("\n").Trim()
            : null;
}

/// <summary>A field on the page.</summary>
/// <param name="Name">What the text is about.</param>
/// <param name="Seen">What is stored.</param>
/// <param name="Computed">What the report says where nothing is stored; "" for nothing.</param>
public sealed record ReportTextField(string Key, string Language, string Name, string Text, string Seen, string Computed)
{
    /// <summary>What somebody else saved meanwhile; null where nobody did.</summary>
    public string? Other { get; init; }

    /// <summary>What is kept and not in the report; null where nothing is.</summary>
    public TextDraft? Draft { get; init; }

    /// <summary>The draft that stood there when the page was made.</summary>
    public string SeenDraft { get; init; } = "";

    /// <summary>How it will look.</summary>
    public required IHtmlContent Preview { get; init; }

    /// <summary>What is written like a placeholder and is none; null for nothing.</summary>
    public Sentence? Problem { get; init; }

    /// <summary>Its numbers that are no longer what they were.</summary>
    public IReadOnlyList<NumberChange> Changes { get; init; } = [];

    public string Id => IdOf(Key, Language);

    public static string IdOf(string key, string language) => $"{IdOf(key)}-{language}";

    public static string IdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace('.', '-');
    }
}
