namespace Befragung.Web.Access;

/// <summary>Who may do what. Every route has a policy; what has none of its own is for the team only.</summary>
public static class Policies
{
    /// <summary>For whoever has an account. What somebody may do with a study says <see cref="StudyPolicies"/>.</summary>
    public const string Team = "Team";

    /// <summary>For what only those decide or see who look after the whole: accounts of others, how the server does.</summary>
    public const string Administrator = "Verwaltung";
    public const string Expert = "Expert";
    public const string SignInLimit = "Anmelden";
    public const string ReportLimit = "Bericht";
    public const string PictureLimit = "Bild";
    public const string ResultsLimit = "Ergebnisse";
}
