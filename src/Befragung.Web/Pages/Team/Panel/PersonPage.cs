using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>A page with a form that says who somebody is, by the same rules as a panel file.</summary>
public abstract class PersonPage(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Postanschrift { get; set; }

    [BindProperty]
    public string? Gruppe { get; set; }

    [BindProperty]
    public string? Sprache { get; set; }

    [BindProperty]
    public string? Merkmal { get; set; }

    protected IStringLocalizer<Texts> T => t;

    public IReadOnlyList<Group> Groups => Study.CurrentRound.Questionnaire.Groups;

    public IReadOnlyList<string> Languages => Study.CurrentRound.Questionnaire.Languages;

    /// <summary>The group that is given and not asked for; null where it can be chosen.</summary>
    public virtual string? GivenGroup => null;

    /// <summary>Why it cannot be chosen.</summary>
    public virtual string? GroupHint => null;

    /// <summary>What the team calls the characteristic that it wants to know of somebody.</summary>
    public string TraitName { get; private set; } = "";

    public string Panel => $"/team/studien/{Study.Key}/panel";

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken cancel)
    {
        TraitName = await Db.TraitNameAsync(Study.Id, cancel) ?? t["Fachgebiet"].Value;
        return null;
    }

    /// <summary>What was typed; null where something of it is wrong by itself.</summary>
    protected PersonDetails? Read(ICollection<PageError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var name = PanelFile.InOneLine(Name);
        if (name.Length is 0 or > PersonDetails.LongestName)
            errors.Add(new("name", t["Der Name fehlt oder hat über 200 Zeichen."]));
        Mailbox? mailbox = null;
        if (!string.IsNullOrWhiteSpace(Email) && !Mailbox.TryRead(Email, out mailbox, out var wrong))
            errors.Add(new("email", t.Say(wrong)));
        if (PostalAddress.Read(Postanschrift, name, out var post) is { } misfit)
            errors.Add(new("postanschrift", t.Say(misfit)));
        else if (post is null && string.IsNullOrWhiteSpace(Email))
            errors.Add(new("email", t["Es fehlt eine E-Mail-Adresse oder eine Postanschrift. Eines von beiden wird gebraucht."]));
        var group = GivenGroup ?? (Groups.Count == 1 ? Groups[0].Key : Gruppe);
        if (GivenGroup is null && Groups.All(one => one.Key != group))
            errors.Add(new("gruppe", t["Bitte wählen Sie eine Gruppe."]));
        var language = Languages.Count == 1 ? Languages[0] : Sprache;
        if (!Languages.Contains(language))
            errors.Add(new("sprache", t["Bitte wählen Sie eine Sprache."]));
        var trait = PanelFile.InOneLine(Merkmal);
        if (trait.Length > PersonDetails.LongestTrait)
            errors.Add(new("merkmal", t["Das Fachgebiet hat über {0} Zeichen.", PersonDetails.LongestTrait]));
        return errors.Count > 0 ? null : new(name, mailbox, group!, language!, trait.Length > 0 ? trait : null, post);
    }

    /// <summary>What is wrong beside others, at its field.</summary>
    protected PageError ErrorOf(PersonRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(
            refusal.Field switch
            {
                PersonField.Email => "email",
                PersonField.Post => "postanschrift",
                PersonField.Group => "gruppe",
                _ => null,
            },
            t.Say(refusal.What)
        );
    }
}
