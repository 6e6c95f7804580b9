using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Befragung.Web.Tests;

/// <summary>Certificates that nobody known has issued.</summary>
internal static class Certificates
{
    /// <param name="name">The name it is made out to.</param>
    /// <param name="from">In how many days its time begins.</param>
    /// <param name="until">In how many days it ends.</param>
    public static X509Certificate2 Make(string name, int from = -1, int until = 30)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(from), now.AddDays(until));
    }
}
