using System.Net;
using System.Net.Mail;
using System.Text;
using Befragung.Web.Data;

namespace Befragung.Web.Mail;

/// <summary>Carries letters away. An exception means that it was not carried, and that it may be tried again.</summary>
public interface ILetterCarrier
{
    Task CarryAsync(Letter letter, CancellationToken cancel);
}

/// <summary>Who the letters come from.</summary>
public sealed record Sender(string Address, string Name)
{
    public MailMessage Envelope(Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var envelope = new MailMessage(Named(Address, Name), Named(letter.ToAddress, letter.ToName))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Body.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = System.Net.Mime.TransferEncoding.QuotedPrintable,
        };
        if (letter.ReplyTo is { } contact)
            envelope.ReplyToList.Add(Named(contact.Email, contact.Name));
        return envelope;
    }

    /// <summary>MailAddress puts a name into quotes as it is: one of its own would end it, and what follows would be an address.</summary>
    private static MailAddress Named(string address, string name) => new(address, name.Replace('"', '\'').Replace('\\', '/'));
}

/// <summary>Puts letters as .eml files into a folder: to look at, or for a mail server to pick up.</summary>
public sealed class FolderCarrier(DataFolder data, Sender sender) : ILetterCarrier
{
    public async Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        // Letters hold live links.
        var folder = data.Private("letters");
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = folder,
        };
        using var envelope = sender.Envelope(letter);
        await client.SendMailAsync(envelope, cancel);
    }
}

/// <summary>How the mail server is reached.</summary>
public sealed class SmtpSettings
{
    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;

    /// <summary>StartTls, or None for a server on the same machine.</summary>
    public string Security { get; set; } = "StartTls";
    public string? User { get; set; }
    public string? Password { get; set; }
}

/// <summary>Hands letters to a mail server.</summary>
public sealed class SmtpCarrier(SmtpSettings settings, Sender sender) : ILetterCarrier
{
    public async Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.Security.Equals("StartTls", StringComparison.OrdinalIgnoreCase),
        };
        if (settings.User is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, settings.Password);
        using var envelope = sender.Envelope(letter);
        await client.SendMailAsync(envelope, cancel);
    }
}

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton(
            new Sender(configuration["Mail:From"] ?? "befragung@localhost", configuration["Mail:FromName"] ?? "Befragung")
        );
        switch (configuration["Mail:Carrier"] ?? "Folder")
        {
            case "Folder":
                services.AddSingleton<ILetterCarrier, FolderCarrier>();
                break;
            case "Smtp":
                var settings = configuration.GetSection("Mail").Get<SmtpSettings>()!;
                if (settings.Host.Length == 0)
                    throw new ConfigurationException("Mail__Carrier ist „Smtp“, aber Mail__Host nennt keinen Server.");
                if (settings.Security is not ("StartTls" or "None"))
                    throw new ConfigurationException($"Mail__Security ist „{settings.Security}“. Möglich sind „StartTls“ und „None“.");
                services.AddSingleton(settings).AddSingleton<ILetterCarrier, SmtpCarrier>();
                break;
            case var other:
                throw new ConfigurationException($"Mail__Carrier ist „{other}“. Möglich sind „Folder“ und „Smtp“.");
        }
        return services.AddSingleton<Outbox>().AddHostedService<Postman>();
    }
}
