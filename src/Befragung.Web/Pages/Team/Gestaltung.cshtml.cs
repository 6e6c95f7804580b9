using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team;

/// <summary>
/// The study's logo and colours on its report. What does not pass is refused with the reason, and nothing is saved; where somebody else changed the same
/// meanwhile, too.
/// </summary>
public sealed class GestaltungModel(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>How long the words for a logo may be.</summary>
    public const int MaxAlternative = 200;

    public Look Look => Study.Look;

    public IReadOnlyList<string> StudyLanguages => Study.CurrentRound.Questionnaire.Languages;

    /// <summary>Why nothing was saved, and whether it was the logo or the colours.</summary>
    public string? Problem { get; private set; }

    public bool IsOfLogo { get; private set; }

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
            return Refuse(Changed, StatusCodes.Status409Conflict);
        var (main, second) = (Wanted("main", Look.Main), Wanted("second", Look.Second));
        Colour? Read(string name, string wanted) =>
            wanted.Length == 0
                ? null
                : Colour.Of(wanted)
                    ?? throw new RuleBrokenException(
                        "„{0}“ ist keine Farbe. Schreiben Sie eine Raute und sechs Ziffern oder Buchstaben von a bis f, wie #16304f.",
                        wanted
                    );
        try
        {
            var (letters, shapes) = (Read("main", main), Read("second", second));
            Propose("main", letters, Colour.ForText);
            Propose("second", shapes, Colour.ForShapes);
            Study.Dress(Look.With(letters, shapes));
        }
        catch (RuleBrokenException broken)
        {
            return Refuse(t.Say(broken.Sentence), StatusCodes.Status400BadRequest);
        }
        return await SaveAsync("farben", cancel);
    }

    public async Task<IActionResult> OnPostLogoAsync(string? seen, string? kind, IFormFile? upload, CancellationToken cancel)
    {
        IsOfLogo = true;
        if (seen != SeenLogo)
            return Refuse(Changed, StatusCodes.Status409Conflict);
        try
        {
            var alternative = kind == "schmuck" ? null : Alternative();
            if (upload is not null)
                await Db.ReplaceLogoAsync(Study, LogoFile.Read(await BytesAsync(upload, cancel)), alternative, cancel);
            else if (Look.Logo is { } logo)
                Study.Dress(Look with { Logo = logo with { Alternative = alternative } });
            else
                throw new RuleBrokenException("Bitte wählen Sie eine Datei aus.");
        }
        catch (RuleBrokenException broken)
        {
            return Refuse(t.Say(broken.Sentence), StatusCodes.Status400BadRequest);
        }
        return await SaveAsync("logo", cancel);
    }

    public async Task<IActionResult> OnPostEntfernenAsync(string? seen, CancellationToken cancel)
    {
        IsOfLogo = true;
        if (seen != SeenLogo)
            return Refuse(Changed, StatusCodes.Status409Conflict);
        await Db.ReplaceLogoAsync(Study, null, null, cancel);
        return await SaveAsync("ohne-logo", cancel);
    }

    /// <summary>What was typed and did not pass; else what is stored.</summary>
    public string Field(string name, string? stored) =>
        Response.StatusCode == StatusCodes.Status400BadRequest && Posted(name) is { } typed ? typed : stored ?? "";

    private string Changed =>
        t["Jemand anderes hat das inzwischen geändert. Unten steht, was jetzt gilt. Was Sie eingegeben hatten, ist nicht gespeichert."];

    /// <summary>A colour can be typed or picked. What was changed counts; where both were, what was typed.</summary>
    private string Wanted(string name, string? stored)
    {
        if (Posted(name + ".proposal") is { Length: > 0 } proposal)
            return proposal;
        var (typed, picked) = (Posted(name) ?? "", Posted(name + ".picked"));
        return typed == (stored ?? "") && picked is not null && picked != Posted(name + ".shown") ? picked : typed;
    }

    private void Propose(string name, Colour? colour, double contrast)
    {
        if (colour is { } pale && pale.Contrast(Colour.White) < contrast)
            Proposals[name] = pale.Darker(contrast);
    }

    private LocalizedText Alternative()
    {
        var words = StudyLanguages.ToDictionary(language => language, language => Posted("alternative." + language) ?? "");
        if (words.Values.Any(text => text.Length == 0))
            throw new RuleBrokenException(
                "Bitte sagen Sie in jeder Sprache der Studie, was das Logo zeigt, oder geben Sie an, dass es nur schmückt. Wer es nicht sieht, hört diesen Text."
            );
        if (words.Values.FirstOrDefault(text => text.Length > MaxAlternative) is { } longest)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", longest.Length, MaxAlternative);
        return new(words);
    }

    private static async Task<byte[]> BytesAsync(IFormFile upload, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancel);
        return content.ToArray();
    }

    private PageResult Refuse(string problem, int status)
    {
        (Problem, Response.StatusCode) = (problem, status);
        return Page();
    }

    private async Task<IActionResult> SaveAsync(string what, CancellationToken cancel)
    {
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/gestaltung?gespeichert={what}");
    }

    private string? Posted(string name) =>
        Request.HasFormContentType && Request.Form.TryGetValue(name, out var value) ? value.ToString().Trim() : null;
}
