using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>What a panel file would do: who is new, changed, there already, and what is wrong; and how much of it is taken.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class VorschauModel(SurveyDb db, PanelFiles files, LongSteps steps, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>So many of each kind are listed.</summary>
    public const int MostShown = 50;

    private string[] fields = [];

    public PanelPreview Preview { get; private set; } = null!;

    /// <summary>When the file is deleted by itself.</summary>
    public DateTime GoneAt { get; private set; }

    public string TraitName { get; private set; } = "";

    public bool HasPost => Preview.New.Any(entry => entry.Post is not null);

    public bool HasTrait => Preview.New.Any(entry => entry.Trait is not null);

    /// <summary>Whether the columns were assigned in a way that cannot be.</summary>
    public bool IsRefused { get; private set; }

    private string Panel => $"/team/studien/{Study.Key}/panel";

    /// <summary>What was chosen for a column, and refused.</summary>
    public string? Chosen(int column) => fields.ElementAtOrDefault(column);

    /// <summary>What is another one, before and after.</summary>
    public (string Before, string After) Say(PanelChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var person = change.Person;
        var before = new List<string>();
        var after = new List<string>();
        Add(person.Name, change.Name);
        Add(GroupName(person.GroupKey), change.GroupKey is null ? null : GroupName(change.GroupKey));
        Add(person.Language, change.Language);
        Add(person.Trait ?? "–", change.Trait);
        Add("–", change.Mailbox?.Address);
        Add(InOneLine(person.Post) ?? "–", InOneLine(change.Post?.ToString()));
        return (string.Join(", ", before), string.Join(", ", after));

        static string? InOneLine(string? post) => post?.Replace("\n", ", ", StringComparison.Ordinal);

        void Add(string old, string? other)
        {
            if (other is null)
                return;
            before.Add(old);
            after.Add(other);
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : LocalRedirect(Panel);

    /// <param name="wahl">How much of it is taken.</param>
    /// <param name="told">What the page said.</param>
    public async Task<IActionResult> OnPostAufnehmenAsync(PanelChoice wahl, string? told, CancellationToken cancel) =>
        LocalRedirect(
            await steps.RunAsync(
                Study,
                new(new("Das Panel wird gerade aufgenommen."), Panel),
                (services, study) => services.GetRequiredService<Panels>().TakeInPreviewAsync(study, wahl, told, CancellationToken.None),
                cancel
            )
        );

    /// <param name="kopf">The headers, as they are compared.</param>
    /// <param name="feld">What is in each.</param>
    public async Task<IActionResult> OnPostZuordnenAsync(string[] kopf, string[] feld, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
            return LocalRedirect(Panel);
        fields = feld;
        var known = PanelFields.All.Select(one => one.Field).Append(PanelFields.None).ToHashSet();
        var errors = new List<PageError>();
        foreach (var (index, field) in feld.Index())
            if (!known.Contains(field) || (field != PanelFields.None && Array.IndexOf(feld, field) < index))
                errors.Add(
                    new($"spalte-{index}", t["Das ist schon eine andere Spalte. Wählen Sie hier etwas anderes oder „nicht übernehmen“."])
                );
        if (errors.Count > 0)
        {
            IsRefused = true;
            return this.Refuse(t["Die Spalten sind noch nicht zugeordnet"], [.. errors]);
        }
        await files.AssignAsync(
            Study,
            // Only what the file has: whatever else is sent is nothing to remember.
            [
                .. from one in kopf.Zip(feld)
                join column in Preview.File.Columns on one.First equals column.Key
                select new PanelColumn(Study.Id, column.Key, column.Title, one.Second),
            ],
            cancel
        );
        return LocalRedirect(Panel + "/vorschau");
    }

    public async Task<IActionResult> OnPostVerwerfenAsync(CancellationToken cancel)
    {
        await files.DiscardAsync(Study, cancel);
        return LocalRedirect(Panel);
    }

    private string GroupName(string key) =>
        Study.CurrentRound.Questionnaire.Groups.FirstOrDefault(group => group.Key == key)?.Name.ToString() ?? key;

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await files.WaitingAsync(Study, cancel) is not { } draft)
            return false;
        Preview = await files.ReadAsync(Study, draft.Unpack(), cancel);
        GoneAt = draft.CreatedAt + PanelDraft.Kept;
        TraitName = await Db.TraitNameAsync(Study.Id, cancel) ?? t["Fachgebiet"].Value;
        return true;
    }
}
