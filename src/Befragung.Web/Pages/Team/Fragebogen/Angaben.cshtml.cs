using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>What stands around the questions: title, languages, introduction, consent, contact, and what the groups are called.</summary>
public sealed class AngabenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    private static readonly string[] Fields = ["title", "languages", "introduction", "consent", "recruiting", "contact", "groupLabel"];

    /// <summary>Offered without a tag having to be known.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["de", LanguageTag.EasyGerman, "en", "fr"];

    /// <summary>Tags that were typed, and could not be read.</summary>
    public string Others { get; private set; } = "";

    protected override bool Concerns(DraftProblem problem) => Fields.Any(problem.IsIn);

    protected override bool Has(MissingText text) => Fields.Any(text.IsIn);

    /// <summary>Whether the study was just made from a template or from another study, so that much of it speaks of that one.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Neu { get; set; }

    public void OnGet() => See(All());

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (IsLater)
            return await ChangeAsync(All, ApplyLater, () => $"{Root}/angaben", cancel);
        Others = Posted("weitere") ?? "";
        var further = Others.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (further.FirstOrDefault(one => LanguageTag.Read(one) is null) is { } strange)
        {
            See(All());
            return this.Refuse(
                Localizer["Gespeichert wurde noch nichts"],
                new PageError(
                    "weitere",
                    Localizer[
                        "„{0}“ ist kein Kürzel einer Sprache. Schreiben Sie eines nach BCP 47, höchstens {1} Zeichen lang: „de“, „en“, „fr“, „pt-BR“, oder „{2}“ für Leichte Sprache.",
                        strange,
                        LanguageTag.MaxLength,
                        LanguageTag.EasyGerman
                    ]
                )
            );
        }
        List<string> languages = [.. AllPosted("languages").Concat(further).Select(LanguageTag.Read).OfType<string>().Distinct()];
        if (languages.Count > Draft.MostLanguages)
        {
            See(All());
            return this.Refuse(
                Localizer["Gespeichert wurde noch nichts"],
                new PageError("weitere", Localizer["Mehr als {0:Sprache|Sprachen} hat ein Fragebogen nicht.", Draft.MostLanguages])
            );
        }
        if (languages.Count == 0)
        {
            See(All());
            return this.Refuse(
                Localizer["Gespeichert wurde noch nichts"],
                new PageError("languages-de", Localizer["Wählen Sie mindestens eine Sprache."])
            );
        }
        return await ChangeAsync(All, () => Apply(languages), () => $"{Root}/angaben", cancel);
    }

    /// <summary>What people may say of themselves when they consent; empty where nothing.</summary>
    public DraftMap Recruiting => Draft.Root["recruiting"] as DraftMap ?? new DraftMap();

    /// <summary>A word of the groups in one of its forms.</summary>
    public string Label(string form, string language) => Draft.FormIn(Draft.Root, "groupLabel", form, language);

    private DraftNode?[] All() => [.. Fields.Select(field => Draft.Root[field])];

    private void Apply(IReadOnlyList<string> languages)
    {
        var form = new DraftForm(Draft, Posted, AllPosted);
        form.Texts(Draft.Root, "title", isNeeded: true);
        ApplyLater();
        form.Texts(Draft.Root, "consent");
        var recruiting = Draft.Root["recruiting"] as DraftMap ?? new DraftMap();
        form.Texts(recruiting, "text", isNeeded: false, "recruiting-");
        var options = form.Rows(recruiting, "options", "antwort");
        recruiting.Set("options", options.Entries.Count == 0 ? null : options);
        Draft.Root.Set("recruiting", recruiting.Fields.Count == 0 ? null : recruiting);
        form.Forms(Draft.Root, "groupLabel", "one", "many");
        Draft.Speak([.. languages.OrderBy(language => language == Posted("main") ? 0 : 1)]);
    }

    /// <summary>What can be another in each round.</summary>
    private void ApplyLater()
    {
        new DraftForm(Draft, Posted, AllPosted).Texts(Draft.Root, "introduction");
        var name = (Posted("contact-name") ?? "").Trim();
        var email = (Posted("contact-email") ?? "").Trim();
        Draft.Root.Set("contact", name.Length == 0 && email.Length == 0 ? null : new DraftMap().Set("name", name).Set("email", email));
    }
}
