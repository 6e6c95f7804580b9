using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Befragung.Web.Access;

/// <summary>Secrets in links: 192 random bits, of which only the hash is stored.</summary>
public static class Token
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <summary>What is stored. The secret has full entropy, so a plain hash does; there is nothing to guess.</summary>
    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool Matches(string token, string storedHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(token)), Encoding.ASCII.GetBytes(storedHash));
}
