using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Befragung.Web.Access;

/// <summary>Reading back what the installation's keys have protected, wherever it was in between.</summary>
internal static class Protected
{
    /// <summary>What was protected; null where it is made up, cut off, too old, or the keys are others by now.</summary>
    public static string? Opened(this IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
