using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Studies;

/// <summary>What the team of a study would do next.</summary>
public enum StepKind
{
    /// <summary>The questionnaire is not finished.</summary>
    FinishQuestionnaire,

    /// <summary>Nobody is in the panel who could be asked.</summary>
    FillPanel,

    /// <summary>The planned round can be opened.</summary>
    OpenRound,

    /// <summary>The round is open, and not everybody has handed in.</summary>
    AwaitAnswers,

    /// <summary>The round is open, and everybody who was invited has handed in.</summary>
    CloseRound,

    /// <summary>Reasons wait for somebody to read them before experts do.</summary>
    ReadReasons,

    /// <summary>The results are there: read them, then release them or ask once more.</summary>
    ReadResults,

    /// <summary>So few handed in that nothing can be shown; only another round leads on.</summary>
    AskAgain,

    /// <summary>The results are released. Nothing has to be done.</summary>
    Released,

    /// <summary>Experts said in a correction round what was not meant so, and wait for an answer.</summary>
    AnswerRemarks,
}

/// <summary>How far a study's current round is, as far as it decides the next step.</summary>
/// <param name="Active">People in the panel who were not withdrawn.</param>
/// <param name="Invited">People with a sheet in the current round.</param>
/// <param name="HandedIn">How many of them handed in.</param>
/// <param name="WaitingReasons">Reasons of the newest closed round that nobody has decided about.</param>
/// <param name="IsUnfinished">Whether what is written of the questionnaire cannot be asked yet.</param>
/// <param name="IsOpenToAll">Whether people may come by themselves: then nobody knows whether all have answered.</param>
/// <param name="OpenRemarks">What was said in the correction round of the newest closed round, may be read, and is not answered.</param>
public sealed record StudyProgress(
    int Active,
    int Invited,
    int HandedIn,
    int WaitingReasons,
    bool IsUnfinished = false,
    bool IsOpenToAll = false,
    int OpenRemarks = 0
);

/// <summary>The next step, and the round that it concerns.</summary>
public sealed record NextStep(StepKind Kind, int Round)
{
    /// <summary>Whether all rounds that the study had meant to have are closed: another one is possible, and nothing that waits to be done.</summary>
    public bool IsBeyondPlan { get; init; }

    /// <summary>Whether nobody is in the panel, since people are to come by themselves.</summary>
    public bool IsWithoutPanel { get; init; }

    /// <summary>Told from what the study is, by nothing else, so that the same study always says the same.</summary>
    public static NextStep Of(Study study, StudyProgress progress)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(progress);
        var current = study.CurrentRound;
        var step = new NextStep(default, current.Number)
        {
            IsWithoutPanel = progress is { Active: 0, IsOpenToAll: true },
            IsBeyondPlan = current.State >= RoundState.Closed && current.Number >= current.Questionnaire.Settings.Rounds,
        };
        var remarks = new NextStep(StepKind.AnswerRemarks, current.State >= RoundState.Closed ? current.Number : current.Number - 1);
        return current.State switch
        {
            RoundState.Planned when progress.IsUnfinished => step with { Kind = StepKind.FinishQuestionnaire },
            RoundState.Planned when progress is { Active: 0, IsOpenToAll: false } => step with { Kind = StepKind.FillPanel },
            // Experts read the reasons of the round before in this one.
            RoundState.Planned when progress.WaitingReasons > 0 => new(StepKind.ReadReasons, current.Number - 1),
            RoundState.Planned when progress.OpenRemarks > 0 => remarks,
            RoundState.Planned => step with { Kind = StepKind.OpenRound },
            RoundState.Open when progress is { Invited: > 0, IsOpenToAll: false } && progress.HandedIn >= progress.Invited => step with
            {
                Kind = StepKind.CloseRound,
            },
            RoundState.Open when progress.OpenRemarks > 0 => remarks,
            RoundState.Open => step with { Kind = StepKind.AwaitAnswers },
            RoundState.Closed when current.Result is { IsTooSmall: true } => step with { Kind = StepKind.AskAgain },
            RoundState.Closed when progress.WaitingReasons > 0 => step with { Kind = StepKind.ReadReasons },
            RoundState.Closed or RoundState.Released when progress.OpenRemarks > 0 => remarks,
            RoundState.Closed => step with { Kind = StepKind.ReadResults },
            _ => step with { Kind = StepKind.Released },
        };
    }
}
