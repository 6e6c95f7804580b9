using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>
/// The study's logo and colours on its report. What does not pass is refused with the reason, and nothing is saved; where somebody else changed the same
/// meanwhile, too.
/// </summary>
public sealed class GestaltungModel(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>How long the words for a logo may be.</summary>
    public const int MaxAlternative = 200;

    public Look Look => Study.Look;

    public IReadOnlyList<string> StudyLanguages => Languages.OfReports(Study.CurrentRound.Questionnaire.Languages);

    /// <summary>What was saved: "logo", "ohne-logo" or "farben".</summary>
    public string? Saved { get; private set; }

    /// <summary>The nearest colours that would pass, by the name of their field.</summary>
    public Dictionary<string, Colour> Proposals { get; } = [];

    /// <summary>What stands behind the fields, so that it is noticed when somebody else saved meanwhile.</summary>
    public string SeenColours => $"{Look.Main}/{Look.Second}";

    public string SeenLogo =>
        $"{Look.Logo?.Id:N}/{(Look.Logo?.Alternative is { } words ? string.Join('/', words.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Value)) : "")}";

    public void OnGet(string? gespeichert) => Saved = gespeichert;

    public async Task<IActionResult> OnPostFarbenAsync(string? seen, CancellationToken cancel)
    {
        if (seen != SeenColours)
            return Overtaken(t["An den Farben ist nichts geändert"]);
        var errors = new List<PageError>();
        var main = Read("main", Look.Main, errors);
        var second = Read("second", Look.Second, errors);
        Propose("main", main, Colour.ForText);
        Propose("second", second, Colour.ForShapes);
        try
        {
            if (errors.Count == 0)
                Study.Dress(Look.With(main, second));
        }
        catch (RuleBrokenException broken)
        {
            errors.Add(new(Proposals.ContainsKey("main") ? "main" : "second", t.Say(broken.Sentence)));
        }
        return errors.Count > 0 ? this.Refuse(t["An den Farben ist nichts geändert"], errors) : await SaveAsync("farben", cancel);
    }

    public async Task<IActionResult> OnPostLogoAsync(string? seen, string? kind, IFormFile? upload, CancellationToken cancel)
    {
        if (seen != SeenLogo)
            return Overtaken(t["Am Logo ist nichts geändert"]);
        if (kind != "schmuck" && AlternativeError() is { } wrong)
            return this.Refuse(t["Am Logo ist nichts geändert"], wrong);
        try
        {
            var alternative = kind == "schmuck" ? null : new LocalizedText(StudyLanguages.ToDictionary(language => language, Alternative));
            if (upload is not null)
                await Db.ReplaceLogoAsync(Study, LogoFile.Read(await BytesAsync(upload, cancel)), alternative, cancel);
            else if (Look.Logo is { } logo)
                Study.Dress(Look with { Logo = logo with { Alternative = alternative } });
            else
                throw new RuleBrokenException("Bitte wählen Sie eine Datei aus.");
        }
        catch (RuleBrokenException broken)
        {
            return this.Refuse(t["Am Logo ist nichts geändert"], new PageError("upload", t.Say(broken.Sentence)));
        }
        return await SaveAsync("logo", cancel);
    }

    public async Task<IActionResult> OnPostEntfernenAsync(string? seen, CancellationToken cancel)
    {
        if (seen != SeenLogo)
            return Overtaken(t["Am Logo ist nichts geändert"]);
        await Db.ReplaceLogoAsync(Study, null, null, cancel);
        return await SaveAsync("ohne-logo", cancel);
    }

    /// <summary>What was typed and did not pass; else what is stored.</summary>
    public string Field(string name, string? stored) =>
        Response.StatusCode == StatusCodes.Status400BadRequest && Posted(name) is { } typed ? typed : stored ?? "";

    /// <summary>Shows what somebody else made of it meanwhile.</summary>
    private PageResult Overtaken(string heading) =>
        this.Refuse(
            StatusCodes.Status409Conflict,
            heading,
            new PageError(
                null,
                t[
                    "Jemand anderes hat das inzwischen geändert. Unten steht, was jetzt gilt. Was Sie eingegeben hatten, ist nicht gespeichert."
                ]
            )
        );

    private Colour? Read(string name, string? stored, List<PageError> errors)
    {
        var wanted = Wanted(name, stored);
        if (wanted.Length == 0)
            return null;
        if (Colour.Of(wanted) is { } colour)
            return colour;
        errors.Add(
            new(
                name,
                t["„{0}“ ist keine Farbe. Schreiben Sie eine Raute und sechs Ziffern oder Buchstaben von a bis f, wie #16304f.", wanted]
            )
        );
        return null;
    }

    /// <summary>A colour can be typed or picked. What was changed counts; where both were, what was typed.</summary>
    private string Wanted(string name, string? stored)
    {
        if (Posted(name + ".proposal") is { Length: > 0 } proposal)
            return proposal;
        var typed = Posted(name) ?? "";
        var picked = Posted(name + ".picked");
        return typed == (stored ?? "") && picked is not null && picked != Posted(name + ".shown") ? picked : typed;
    }

    private void Propose(string name, Colour? colour, double contrast)
    {
        if (colour is { } pale && pale.Contrast(Colour.White) < contrast)
            Proposals[name] = pale.Darker(contrast);
    }

    private string Alternative(string language) => Posted("alternative." + language) ?? "";

    /// <summary>What is wrong with the words for the logo; null for nothing.</summary>
    private PageError? AlternativeError()
    {
        if (StudyLanguages.FirstOrDefault(language => Alternative(language).Length == 0) is { } silent)
            return new(
                "alternative-" + silent,
                t[
                    "Bitte sagen Sie in jeder Sprache der Studie, was das Logo zeigt, oder geben Sie an, dass es nur schmückt. Wer es nicht sieht, hört diesen Text."
                ]
            );
        return StudyLanguages.FirstOrDefault(language => Alternative(language).Length > MaxAlternative) is { } wordy
            ? new("alternative-" + wordy, t["Der Text hat {0} Zeichen, möglich sind {1}.", Alternative(wordy).Length, MaxAlternative])
            : null;
    }

    private static async Task<byte[]> BytesAsync(IFormFile upload, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancel);
        return content.ToArray();
    }

    private async Task<IActionResult> SaveAsync(string what, CancellationToken cancel)
    {
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/gestaltung?gespeichert={what}");
    }

    private string? Posted(string name) =>
        Request.HasFormContentType && Request.Form.TryGetValue(name, out var value) ? value.ToString().Trim() : null;
}
