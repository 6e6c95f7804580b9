namespace Befragung.Web.Access;

/// <summary>
/// The second step of a member's sign-in: beside the password, a code of six digits that an app on their telephone makes from a key (TOTP, RFC 6238). The key is encrypted with
/// the installation's keys, so that a database that gets lost makes no codes. For the day on which the telephone is gone there are ten codes on paper; only their hashes are stored.
/// </summary>
public sealed class SecondStep
{
    /// <summary>How many codes on paper one gets.</summary>
    public const int PaperCodes = 10;

    private SecondStep() { }

    internal SecondStep(string memberId, string sealedKey, long timeStep, IEnumerable<string> paperCodes, DateTime at)
    {
        MemberId = memberId;
        SealedKey = sealedKey;
        LastTimeStep = timeStep;
        Since = at;
        RenewPaperCodes(paperCodes);
    }

    public string MemberId { get; private set; } = "";

    public string SealedKey { get; private set; } = "";

    public DateTime Since { get; private set; }

    /// <summary>Of the code that was used last, in half minutes since 1970: none counts twice (RFC 6238, 5.2), even if somebody looks over a shoulder.</summary>
    public long LastTimeStep { get; private set; }

    /// <summary>What is left of the codes on paper, as hashes with blanks between them.</summary>
    public string PaperHashes { get; private set; } = "";

    public int PaperCodesLeft => Hashes.Length;

    private string[] Hashes => PaperHashes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal void RenewPaperCodes(IEnumerable<string> codes) => PaperHashes = string.Join(' ', codes.Select(Token.Hash));

    /// <summary>Uses up a code on paper; false where it is none of those that are left.</summary>
    internal bool UsePaperCode(string code)
    {
        var left = Hashes.Where(hash => !Token.Matches(code, hash)).ToList();
        if (left.Count == PaperCodesLeft)
            return false;
        PaperHashes = string.Join(' ', left);
        return true;
    }

    /// <summary>Uses up a code of the app; false where it, or a later one, was used already.</summary>
    internal bool UseTimeStep(long timeStep)
    {
        if (timeStep <= LastTimeStep)
            return false;
        LastTimeStep = timeStep;
        return true;
    }
}

/// <summary>Of whom a second step is demanded (<c>Accounts__SecondStep</c>).</summary>
public enum SecondStepDemand
{
    Nobody,
    Administrators,
    Everybody,
}

public sealed record SecondStepRule(SecondStepDemand Demand)
{
    public const string Setting = "Accounts:SecondStep";

    /// <summary>Whether those of a role sign in with a second step or not at all.</summary>
    public bool Asks(TeamRole role) =>
        Demand == SecondStepDemand.Everybody || (Demand == SecondStepDemand.Administrators && role == TeamRole.Administrator);
}
