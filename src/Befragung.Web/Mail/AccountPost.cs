using System.Threading.Channels;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>
/// Letters to members of the team about their accounts. They are written and sent in the background: so whoever asks for a new password waits as long for the answer
/// whether there is such an account or not. A letter that cannot be carried is tried again for a while; after that one asks anew.
/// </summary>
public sealed partial class AccountPost(
    IServiceScopeFactory scopes,
    ILetterCarrier carrier,
    SiteAddress site,
    IStringLocalizer<Texts> t,
    TimeProvider clock,
    ILogger<AccountPost> log
) : BackgroundService
{
    private const int PerAccount = 5;

    // A link for a new password is valid for an hour.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(20),
    ];

    // Nobody needs more, and nobody is to get hundreds in the name of the platform.
    private readonly Tries<string> asked = new(PerAccount, TimeSpan.FromHours(1), clock);
    private readonly Channel<Order> orders = Channel.CreateBounded<Order>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Sends a link for a new password, if there is such an account.</summary>
    public void SendPasswordLink(string address) => orders.Writer.TryWrite(new(address, Languages.Current, null, 0));

    /// <summary>Tells a member that the password was changed.</summary>
    public void TellOfNewPassword(TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Write(
            member.Email!,
            (mark, language) => AccountLetters.PasswordChanged(t, mark, member.Email!, site.Of("/team/passwort"), language)
        );
    }

    /// <summary>Tells a member that signing in takes a second step from now on, or no more.</summary>
    public void TellOfSecondStep(TeamMember member, bool isOn)
    {
        ArgumentNullException.ThrowIfNull(member);
        Write(
            member.Email!,
            (mark, language) => AccountLetters.SecondStep(t, mark, member.Email!, site.Of("/team/passwort"), isOn, language)
        );
    }

    /// <summary>Sends a link to create an account.</summary>
    /// <param name="study">The study that whoever gets it is invited to work at; null where it is only the account.</param>
    public void SendInvitation(string address, string token, string by, LocalizedText? study = null) =>
        WriteUnlessOften(
            address,
            (mark, language) => AccountLetters.Invitation(t, mark, address, site.Of($"/team/konto/{token}"), by, study, language)
        );

    /// <summary>Sends a link to an address that somebody wants for their account.</summary>
    public void SendAddressLink(string address, string token) =>
        WriteUnlessOften(
            address,
            (mark, language) => AccountLetters.NewAddress(t, mark, address, site.Of($"/team/adresse/{token}"), language)
        );

    /// <summary>Tells whoever reads letters at the former address that it is the account's no more.</summary>
    public void TellOfNewAddress(string former) =>
        Write(former, (mark, language) => AccountLetters.AddressChanged(t, mark, former, language));

    /// <summary>To an address that somebody else has named.</summary>
    private void WriteUnlessOften(string address, Func<string, string, Letter> write)
    {
        if (asked.Count(Mailbox.KeyOf(address)) is null)
            Write(address, write);
    }

    private void Write(string address, Func<string, string, Letter> write) =>
        orders.Writer.TryWrite(new(address, Languages.Current, write(NewMark(), Languages.Current), 0));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in orders.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await CarryOutAsync(order, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The kind is enough: what carriers say may hold addresses.
                NotCarriedOut(log, failure.GetType().Name);
            }
        }
    }

    private async Task CarryOutAsync(Order order, CancellationToken cancel)
    {
        if ((order.Letter ?? await PasswordLetterAsync(order)) is not { } letter)
            return;
        try
        {
            await carrier.CarryAsync(letter, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotSent(log, order.Attempt + 1, failure is MailException told ? told.Trouble.Fault.ToString() : failure.GetType().Name);
            if (order.Attempt < Pauses.Length)
                _ = AgainAsync(order with { Letter = letter, Attempt = order.Attempt + 1 }, Pauses[order.Attempt], cancel);
        }
    }

    private async Task AgainAsync(Order order, TimeSpan pause, CancellationToken cancel)
    {
        await Task.Delay(pause, clock, cancel);
        orders.Writer.TryWrite(order);
    }

    /// <summary>Null where there is no such account, or was asked for it too often.</summary>
    private async Task<Letter?> PasswordLetterAsync(Order order)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (
            await scope.ServiceProvider.GetRequiredService<UserManager<TeamMember>>().FindByEmailAsync(order.Address) is not { } member
            || asked.Count(member.Id) is not null
        )
            return null;
        var token = await scope.ServiceProvider.GetRequiredService<Accounts>().LinkForPasswordAsync(member, AccountLink.Sent);
        return AccountLetters.NewPassword(
            t,
            NewMark(),
            member.Email!,
            site.Of($"/team/passwort/{token}"),
            member.Language ?? order.Language
        );
    }

    /// <summary>The same for every try of a letter, so that a reader sees a doubled one as one.</summary>
    private static string NewMark() => "konto-" + Guid.NewGuid().ToString("N");

    /// <param name="Letter">Null as long as it is not written.</param>
    private sealed record Order(string Address, string Language, Letter? Letter, int Attempt);

    [LoggerMessage(LogLevel.Warning, "A letter about an account was not sent (attempt {Attempt}): {Failure}")]
    private static partial void NotSent(ILogger log, int attempt, string failure);

    [LoggerMessage(LogLevel.Error, "A letter about an account could not be written: {Failure}")]
    private static partial void NotCarriedOut(ILogger log, string failure);
}
