using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Where an expert arrives: what this is about, how far one has come, and how to go on.</summary>
public sealed class IndexModel(SurveyDb db, FrozenRounds frozen) : ExpertPage(db, frozen)
{
    protected override bool BetweenRounds => true;

    public IReadOnlyList<(Section Section, int Answered, int Total)> Progress { get; private set; } = [];

    /// <summary>The first section that has something left to answer.</summary>
    public Section Next { get; private set; } = null!;

    public void OnGet()
    {
        if (Desk.Round is null) return;
        Progress = [.. Desk.Asked.Sections.Select(section =>
        {
            var items = section.Items.Where(item => item.Parts.Count > 0).ToList();
            return (section, items.Count(Desk.Sheet!.Answers.Answered), items.Count);
        })];
        Next = Progress.FirstOrDefault(step => step.Answered < step.Total, Progress[0]).Section;
    }
}
