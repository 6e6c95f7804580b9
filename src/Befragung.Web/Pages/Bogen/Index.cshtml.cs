using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Where an expert arrives: what this is about, how far one has come, and how to go on.</summary>
public sealed class IndexModel(Desks desks, IStringLocalizer<Texts> t) : ExpertPage(desks)
{
    protected override bool BetweenRounds => true;

    public IReadOnlyList<(Section Section, int Answered, int Total)> Progress { get; private set; } = [];

    /// <summary>The first section that has something left to answer.</summary>
    public Section Next { get; private set; } = null!;

    internal override string? SharedAs =>
        Desk.Round is null
            ? null
            : $"bogen {(Desk.Sheet!.HandedInAt is { } at ? Clock.Day(at) : null)} {Desk.Sheet.SavedAt is not null} {Next.Key} {string.Join(' ', Progress.Select(step => step.Section.Key))}";

    /// <summary>A place for how much of a section is answered.</summary>
    public IHtmlContent Answered(int step) => Places.Text(page => ((IndexModel)page).AnsweredOf(step));

    internal override IActionResult Look()
    {
        OnGet();
        return Page();
    }

    public void OnGet()
    {
        if (Desk.Round is null)
            return;
        Progress =
        [
            .. Desk.Asked.Sections.Select(section =>
            {
                var items = section.Items.Where(item => item.Parts.Count > 0).ToList();
                return (section, items.Count(Desk.Sheet!.Answers.Answered), items.Count);
            }),
        ];
        Next = Progress.FirstOrDefault(step => step.Answered < step.Total, Progress[0]).Section;
    }

    private string AnsweredOf(int step) => t["{0} von {1} beantwortet", Progress[step].Answered, Progress[step].Total].Value;
}
