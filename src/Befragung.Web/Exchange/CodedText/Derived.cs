using System.Security.Cryptography;
using System.Text;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>Numbers for what has none of its own, the same every time.</summary>
internal static class Derived
{
    /// <summary>Of something that belongs to what has a number.</summary>
    public static Guid From(Guid owner, string what) => From(owner.ToString("D") + "\n" + what);

    public static Guid From(string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));
}
