using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>What a questionnaire that is being written was at one time. The newest of a round is what it is now.</summary>
public sealed class QuestionnaireVersion
{
    private QuestionnaireVersion() { }

    /// <summary>The first one of a round.</summary>
    public QuestionnaireVersion(Study study, string text, DateTime at, string by, bool hasErrors = false, int round = 1)
    {
        Study = study;
        Round = round;
        Number = 1;
        Text = text;
        At = at;
        By = by;
        HasErrors = hasErrors;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public Study Study { get; private set; } = null!;

    /// <summary>Number of the round that is to ask it.</summary>
    public int Round { get; private set; }

    /// <summary>From 1 on in each round.</summary>
    public int Number { get; private set; }

    /// <summary>The draft as YAML.</summary>
    public string Text { get; private set; } = "";

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";

    /// <summary>Whether it is no questionnaire yet, so that no round can be opened with it.</summary>
    public bool HasErrors { get; private set; }

    public QuestionnaireVersion Next(string text, DateTime at, string by, bool hasErrors) =>
        new()
        {
            StudyId = StudyId,
            Study = Study,
            Round = Round,
            Number = Number + 1,
            Text = text,
            At = at,
            By = by,
            HasErrors = hasErrors,
        };

    /// <summary>Whoever writes for a while writes one version: each field that is saved would be too many to find anything in.</summary>
    public void Continue(string text, DateTime at, bool hasErrors)
    {
        Text = text;
        At = at;
        HasErrors = hasErrors;
    }

    public void Checked(bool hasErrors) => HasErrors = hasErrors;
}
