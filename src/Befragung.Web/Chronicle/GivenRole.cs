namespace Befragung.Web.Chronicle;

/// <summary>What a step with the team of a study is about: a role, and the id of the account that has it, or had.</summary>
public static class GivenRole
{
    public static string Write(string role, string account) => $"{role} {account}";

    /// <summary>Null where an entry is about something else.</summary>
    public static (string Role, string Account)? Read(ChronicleEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return
            entry.Step is ChronicleStep.MemberAdded or ChronicleStep.MemberRoleChanged or ChronicleStep.MemberRemoved
            && entry.About?.Split(' ') is [var role, var account]
            ? (role, account)
            : null;
    }
}
