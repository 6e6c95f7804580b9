namespace Befragung.Web.Exchange.Reading;

/// <summary>What a file is handed in for; what is something else is told where it belongs.</summary>
public enum FilePurpose
{
    Questionnaire,

    /// <summary>A panel, or answers.</summary>
    Table,

    /// <summary>A survey of another tool.</summary>
    Survey,
}
