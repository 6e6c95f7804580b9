using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Befragung.Web.Mail;

/// <summary>Why a server's certificate is not to be trusted, told apart by what has to be done about it.</summary>
public enum CertificateDoubt
{
    None,

    /// <summary>Its time is over, or has not come yet.</summary>
    Time,

    /// <summary>It is made out to another name.</summary>
    Name,

    /// <summary>Nobody whom this machine knows has issued it.</summary>
    Issuer,

    /// <summary>It was called back, is too weak, or is not for servers.</summary>
    Other,
}

public static class CertificateDoubts
{
    /// <summary>What is to be mended first: a certificate of the wrong name has to be replaced whatever else there is.</summary>
    public static CertificateDoubt Of(SslPolicyErrors errors, X509Chain? chain)
    {
        if (errors == SslPolicyErrors.None)
            return CertificateDoubt.None;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return CertificateDoubt.Name;
        var all = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (sum, one) => sum | one.Status);
        if (all.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return CertificateDoubt.Time;
        return (all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError
            ? CertificateDoubt.Issuer
            : CertificateDoubt.Other;
    }
}
