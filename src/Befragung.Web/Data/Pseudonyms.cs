using System.Security.Cryptography;
using System.Text;
using Befragung.Web.Data.Providers;

namespace Befragung.Web.Data;

/// <summary>
/// What experts are called in exported files: their id, hashed with a secret of the installation, which never leaves it. So nobody can compute the id from the
/// name, nor the name from the id; and no list of names has to be kept that could be stolen or get lost.
/// </summary>
public sealed class Pseudonyms(SurveyDatabase database)
{
    private const int KeyLength = 32;

    /// <summary>Names for one purpose. The same one names alike, so that its files belong together; two purposes have nothing in common.</summary>
    public Func<string, string> For(string purpose)
    {
        var key = database.Secret("pseudonyms", KeyLength);
        return id => "p" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose} {id}")).AsSpan(0, 8));
    }
}
