using Befragung.Delphi;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>The password in front of a study's results page: one for all who are to read it, of which only the hash is stored.</summary>
public sealed class ResultsPassword
{
    public const int MinLength = 8,
        MaxLength = 200;

    // One that is said aloud in a room is easier than an account's.
    private const int FewestPieces = 4;

    private ResultsPassword() { }

    public ResultsPassword(int studyId) => StudyId = studyId;

    public int StudyId { get; private set; }

    public string Hash { get; private set; } = "";

    public DateTime SetAt { get; private set; }

    public string SetBy { get; private set; } = "";

    /// <summary>Concurrency token: of two who set one at once, the second has to know that hers is not the first.</summary>
    public int Version { get; private set; }

    /// <summary>Says what is wrong with a password, or null. Length is what counts, and that it is none of those that everybody tries.</summary>
    public static Sentence? Check(string? password) =>
        password switch
        {
            { Length: >= MinLength and <= MaxLength }
                when GuessablePasswords.IsCommon(password) || GuessablePasswords.Pieces(password, []) < FewestPieces => new(
                "Dieses Passwort ist leicht zu erraten. Nehmen Sie mehrere Wörter, die nichts miteinander zu tun haben."
            ),
            { Length: >= MinLength and <= MaxLength } => null,
            { Length: > MaxLength } => new("Das Passwort hat {0} Zeichen, möglich sind {1}.", password.Length, MaxLength),
            _ => new("Das Passwort ist zu kurz: Es braucht mindestens {0} Zeichen.", MinLength),
        };

    /// <summary>Whoever entered with the one before has to enter again.</summary>
    public void Set(string password, IPasswordHasher<ResultsPassword> hasher, DateTime at, string by)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        if (Check(password) is { } problem)
            throw new RuleBrokenException(problem.German, problem.Values);
        Hash = hasher.HashPassword(this, password);
        SetAt = at;
        SetBy = by;
        Version++;
    }
}
