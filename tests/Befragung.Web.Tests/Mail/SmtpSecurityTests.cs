using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Befragung.Web.Mail;
using Microsoft.Extensions.Configuration;

namespace Befragung.Web.Tests.Mail;

/// <summary>The way to the mail server: encrypted by a certificate that can be trusted, or not taken; and what is wrong is told apart.</summary>
public sealed class SmtpSecurityTests : IDisposable
{
    private readonly X509Certificate2 authority;
    private readonly RSA key = RSA.Create(2048);

    public SmtpSecurityTests()
    {
        authority = Certificate("CN=Befragung test authority " + Guid.NewGuid().ToString("N"), issuer: null);
        using var store = Trusted();
        // Without its key.
        using var certificate = X509CertificateLoader.LoadCertificate(authority.RawData);
        store.Add(certificate);
    }

    public void Dispose()
    {
        using var store = Trusted();
        using var certificate = X509CertificateLoader.LoadCertificate(authority.RawData);
        store.Remove(certificate);
        authority.Dispose();
        key.Dispose();
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false)]
    [InlineData(MailSecurity.Tls, true)]
    public async Task A_trusted_certificate_and_the_right_password_open_the_way(MailSecurity security, bool implicitTls)
    {
        using var certificate = Certificate("CN=localhost", authority);
        await using var server = new MailServer(certificate, implicitTls, signIn: true);
        // Which authorities are trusted is looked up anew every few seconds.
        await Wait.UntilAsync(
            "The authority is trusted",
            () => ProbeAsync(server, security, MailServer.Password),
            trouble => trouble is null
        );
        await Carrier(server, security, MailServer.Password)
            .CarryAsync(new("1-a", "Anna", "anna@example.org", "Einladung", "Text", null), CancellationToken.None);
        Assert.Single(server.Taken);
        Assert.Equal(MailFault.SignIn, (await ProbeAsync(server, security, "falsch"))?.Fault);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false)]
    [InlineData(MailSecurity.Tls, true)]
    public async Task A_certificate_that_nobody_known_has_issued_is_refused(MailSecurity security, bool implicitTls)
    {
        using var own = Certificate("CN=localhost", issuer: null);
        using var house = Certificate("CN=Authority of another house", issuer: null);
        using var others = Certificate("CN=localhost", house);
        foreach (var certificate in (X509Certificate2[])[own, others])
        {
            await using var server = new MailServer(certificate, implicitTls, signIn: true);
            Assert.Equal(MailFault.CertificateIssuer, (await ProbeAsync(server, security, MailServer.Password))?.Fault);
        }
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_told_apart_and_so_is_one_of_another_name()
    {
        using var expired = Certificates.Make("localhost", from: -30, until: -2);
        await using (var server = new MailServer(expired))
            Assert.Equal(MailFault.CertificateTime, (await ProbeAsync(server, MailSecurity.StartTls, null))?.Fault);
        using var another = Certificates.Make("mail.example.org");
        await using (var server = new MailServer(another))
            Assert.Equal(MailFault.CertificateName, (await ProbeAsync(server, MailSecurity.StartTls, null))?.Fault);
    }

    [Fact]
    public async Task A_server_that_takes_letters_only_of_those_who_sign_in_is_found_out_before_the_first_letter()
    {
        await using var server = new MailServer(signIn: true);
        var trouble = await ProbeAsync(server, MailSecurity.None, null);
        Assert.Equal(MailFault.Sender, trouble?.Fault);
        Assert.StartsWith("530 ", trouble!.Words, StringComparison.Ordinal);
        await using var open = new MailServer();
        Assert.Null(await ProbeAsync(open, MailSecurity.None, null));
        Assert.Empty(open.Taken);
    }

    [Fact]
    public async Task A_server_without_starttls_hears_nothing_in_plain_text()
    {
        await using var server = new MailServer();
        var trouble = await ProbeAsync(server, MailSecurity.StartTls, MailServer.Password);
        Assert.Equal(MailFault.NoStartTls, trouble?.Fault);
        await Assert.ThrowsAsync<MailException>(() =>
            Carrier(server, MailSecurity.StartTls, null)
                .CarryAsync(new("1-a", "Anna", "anna@example.org", "Einladung", "Text", null), CancellationToken.None)
        );
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task Plain_text_where_tls_is_expected_is_told_apart_from_a_bad_certificate()
    {
        await using var server = new MailServer();
        Assert.Equal(MailFault.NoTls, (await ProbeAsync(server, MailSecurity.Tls, null))?.Fault);
    }

    [Fact]
    public async Task Nobody_there_and_a_password_without_encryption_are_told_apart()
    {
        await using (var server = new MailServer(signIn: true))
            Assert.Equal(MailFault.SignIn, (await ProbeAsync(server, MailSecurity.None, MailServer.Password))?.Fault);
        var nobody = Settings(1, MailSecurity.None, null);
        Assert.Equal(
            MailFault.Unreachable,
            (await new SmtpCarrier(nobody, new Sender(nobody, TimeProvider.System)).ProbeAsync(CancellationToken.None))?.Fault
        );
    }

    private static Task<MailTrouble?> ProbeAsync(MailServer server, MailSecurity security, string? password) =>
        Carrier(server, security, password).ProbeAsync(CancellationToken.None);

    private static SmtpCarrier Carrier(MailServer server, MailSecurity security, string? password)
    {
        var settings = Settings(server.Port, security, password);
        return new(settings, new Sender(settings, TimeProvider.System));
    }

    private static MailSettings Settings(int port, MailSecurity security, string? password) =>
        MailSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Mail:Carrier"] = "Smtp",
                        ["Mail:Host"] = "localhost",
                        ["Mail:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        ["Mail:Security"] = security.ToString(),
                        ["Mail:User"] = password is null ? null : MailServer.User,
                        ["Mail:Password"] = password,
                    }
                )
                .Build()
        );

    private static X509Store Trusted()
    {
        var store = new X509Store(StoreName.Root, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        return store;
    }

    private X509Certificate2 Certificate(string name, X509Certificate2? issuer)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null && name != "CN=localhost", false, 0, true));
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        if (issuer is null)
            return request.CreateSelfSigned(from, from.AddDays(30));
        using var bare = request.Create(issuer, from, from.AddDays(29), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
