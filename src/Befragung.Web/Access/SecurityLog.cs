using System.Security.Claims;

namespace Befragung.Web.Access;

/// <summary>
/// What touches the safety of the installation, under the category <c>Befragung.Access</c>. An account is named by its id: neither e-mail addresses nor addresses on
/// the network, neither secrets nor names stand in it.
/// </summary>
public sealed partial class SecurityLog(ILoggerFactory loggers)
{
    /// <summary>Who does something by a verb of the executable.</summary>
    public const string Console = Chronicle.Actor.Console;

    private const string Unknown = Chronicle.Actor.Stranger;

    private readonly ILogger log = loggers.CreateLogger("Befragung.Access");

    public void SignedIn(TeamMember member) => SignedIn(log, IdOf(member));

    public void SignedOut(ClaimsPrincipal member) => SignedOut(log, IdOf(member));

    /// <param name="member">Null where there is no such account.</param>
    public void SignInFailed(TeamMember? member) => SignInFailed(log, member is null ? Unknown : IdOf(member));

    /// <param name="member">Null where there is no such account.</param>
    public void LockedOut(TeamMember? member) => LockedOut(log, member is null ? Unknown : IdOf(member));

    /// <summary>Somebody who is signed in asked for what is not theirs to see or do.</summary>
    public void Refused(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        // The address itself may name a person; its pattern does not.
        Refused(log, IdOf(http.User), http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unknown);
    }

    public void CompleteExport(string by, int study) => CompleteExport(log, by, study);

    public void Withdrawn(ClaimsPrincipal by, int study) => Withdrawn(log, IdOf(by), study);

    public void PasswordAsked(TeamMember member) => PasswordAsked(log, IdOf(member));

    public void PasswordChanged(TeamMember member) => PasswordChanged(log, IdOf(member));

    public void AccountCreated(TeamMember member) => AccountCreated(log, IdOf(member), member.Role);

    public void LinkIssued(string by, TeamRole role) => LinkIssued(log, by, role);

    public void RoleChanged(TeamMember member, string by) => RoleChanged(log, IdOf(member), member.Role, by);

    public void AccountRemoved(TeamMember member, string by) => AccountRemoved(log, IdOf(member), by);

    public void AddressAsked(TeamMember member) => AddressAsked(log, IdOf(member));

    public void AddressChanged(TeamMember member) => AddressChanged(log, IdOf(member));

    public void SessionsEnded(TeamMember member, int sessions) => SessionsEnded(log, IdOf(member), sessions);

    /// <param name="member">Null for somebody who has no account yet.</param>
    public void MemberOfStudy(int study, string? member, StudyRole role, string by) =>
        MemberOfStudy(log, member ?? Unknown, role, study, by);

    public void NoMemberOfStudy(int study, string member, string by) => NoMemberOfStudy(log, member, study, by);

    public void SecondStepBegun(TeamMember member) => SecondStepBegun(log, IdOf(member));

    public void SecondStepEnded(TeamMember member, string by) => SecondStepEnded(log, IdOf(member), by);

    public void PaperCodeUsed(TeamMember member, int left) => PaperCodeUsed(log, IdOf(member), left);

    public static string IdOf(ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? Unknown;

    private static string IdOf(TeamMember member) => member.Id;

    [LoggerMessage(1, LogLevel.Information, "Account {Account} signed in", EventName = nameof(SignedIn))]
    private static partial void SignedIn(ILogger log, string account);

    [LoggerMessage(2, LogLevel.Information, "Account {Account} signed out", EventName = nameof(SignedOut))]
    private static partial void SignedOut(ILogger log, string account);

    [LoggerMessage(3, LogLevel.Warning, "Sign-in to account {Account} failed", EventName = nameof(SignInFailed))]
    private static partial void SignInFailed(ILogger log, string account);

    [LoggerMessage(4, LogLevel.Warning, "Sign-in to account {Account} is locked for a source", EventName = nameof(LockedOut))]
    private static partial void LockedOut(ILogger log, string account);

    [LoggerMessage(5, LogLevel.Warning, "Refused to {Account}: {Method} {Route}", EventName = nameof(Refused))]
    private static partial void Refused(ILogger log, string account, string method, string route);

    [LoggerMessage(6, LogLevel.Warning, "Complete data of study {Study} taken by {By}", EventName = nameof(CompleteExport))]
    private static partial void CompleteExport(ILogger log, string by, int study);

    [LoggerMessage(7, LogLevel.Information, "An invitation of study {Study} withdrawn by {By}", EventName = nameof(Withdrawn))]
    private static partial void Withdrawn(ILogger log, string by, int study);

    [LoggerMessage(
        8,
        LogLevel.Information,
        "A link for a new password of account {Account} was asked for",
        EventName = nameof(PasswordAsked)
    )]
    private static partial void PasswordAsked(ILogger log, string account);

    [LoggerMessage(9, LogLevel.Warning, "Password of account {Account} changed", EventName = nameof(PasswordChanged))]
    private static partial void PasswordChanged(ILogger log, string account);

    [LoggerMessage(10, LogLevel.Warning, "Account {Account} created as {Role}", EventName = nameof(AccountCreated))]
    private static partial void AccountCreated(ILogger log, string account, TeamRole role);

    [LoggerMessage(11, LogLevel.Information, "A link for an account as {Role} issued by {By}", EventName = nameof(LinkIssued))]
    private static partial void LinkIssued(ILogger log, string by, TeamRole role);

    [LoggerMessage(12, LogLevel.Warning, "Account {Account} is {Role} now, by {By}", EventName = nameof(RoleChanged))]
    private static partial void RoleChanged(ILogger log, string account, TeamRole role, string by);

    [LoggerMessage(13, LogLevel.Warning, "Account {Account} removed by {By}", EventName = nameof(AccountRemoved))]
    private static partial void AccountRemoved(ILogger log, string account, string by);

    [LoggerMessage(14, LogLevel.Information, "Another address for account {Account} was asked for", EventName = nameof(AddressAsked))]
    private static partial void AddressAsked(ILogger log, string account);

    [LoggerMessage(15, LogLevel.Warning, "Address of account {Account} changed", EventName = nameof(AddressChanged))]
    private static partial void AddressChanged(ILogger log, string account);

    [LoggerMessage(16, LogLevel.Information, "Account {Account} ended sessions: {Sessions}", EventName = nameof(SessionsEnded))]
    private static partial void SessionsEnded(ILogger log, string account, int sessions);

    [LoggerMessage(17, LogLevel.Warning, "Account {Account} is {Role} of study {Study} now, by {By}", EventName = nameof(MemberOfStudy))]
    private static partial void MemberOfStudy(ILogger log, string account, StudyRole role, int study, string by);

    [LoggerMessage(
        18,
        LogLevel.Warning,
        "Account {Account} is no member of study {Study} now, by {By}",
        EventName = nameof(NoMemberOfStudy)
    )]
    private static partial void NoMemberOfStudy(ILogger log, string account, int study, string by);

    [LoggerMessage(19, LogLevel.Warning, "Account {Account} signs in with a second step now", EventName = nameof(SecondStepBegun))]
    private static partial void SecondStepBegun(ILogger log, string account);

    [LoggerMessage(20, LogLevel.Warning, "The second step of account {Account} was given up by {By}", EventName = nameof(SecondStepEnded))]
    private static partial void SecondStepEnded(ILogger log, string account, string by);

    [LoggerMessage(
        21,
        LogLevel.Warning,
        "Account {Account} signed in with a code on paper, {Left} are left",
        EventName = nameof(PaperCodeUsed)
    )]
    private static partial void PaperCodeUsed(ILogger log, string account, int left);
}
