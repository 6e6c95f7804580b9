using Befragung.Delphi.Rounds;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>A form for the words of a step.</summary>
/// <param name="Reason">Null where a script puts it into whichever card.</param>
public sealed record StepForm(BegruendungenModel Queue, string Step, Reason? Reason = null)
{
    public string Field => Reason is null ? Step : BegruendungenModel.FieldOf(Step, Reason.Id)!;

    /// <summary>Whether the page came to show it; after a refusal it came to show what was wrong.</summary>
    public bool IsAskedFor => Reason is not null && Queue.Refused is null;
}
