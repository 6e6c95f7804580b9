using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Access;

/// <summary>
/// Secrets in links: 192 random bits, of which only the hash is stored. A new one begins and ends with a letter or a digit, so that whatever stands beside a link
/// in a letter can be told from it.
/// </summary>
public static partial class Token
{
    /// <summary>How many signs there are to type.</summary>
    public const int LengthToType = 28;

    // Neither i, l and 1 nor o and 0.
    private const string Unmistakable = "23456789abcdefghjkmnpqrstuvwxyz";

    // No mail program puts more than a few signs behind a link.
    private const int Longest = 200;

    public static string New()
    {
        string token;
        do token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        while (!(char.IsAsciiLetterOrDigit(token[0]) && char.IsAsciiLetterOrDigit(token[^1])));
        return token;
    }

    /// <summary>One that can be typed from paper: 138 bits in 28 letters and digits that nobody takes for others.</summary>
    public static string NewToType() => RandomNumberGenerator.GetString(Unmistakable, LengthToType);

    /// <summary>As it stands on paper, in groups of four.</summary>
    public static string InGroups(string token) => string.Join('-', token.Chunk(4).Select(group => new string(group)));

    /// <summary>The secret in what was typed from paper, however it was grouped; null where it is none.</summary>
    public static string? ReadTyped(string? typed)
    {
        var token = new string([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        return token.Length == LengthToType && token.All(Unmistakable.Contains) ? token : null;
    }

    /// <summary>
    /// The secret in what arrived as one. Programs take the full stop, the bracket or the blank behind a link for a part of it; a letter or a digit too many is
    /// somebody's mistake, and opens nothing. Null where there is no secret in it.
    /// </summary>
    public static string? Read(string? arrived) =>
        arrived is { Length: <= Longest } && Written().Match(arrived) is { Success: true } found ? found.Groups["token"].Value : null;

    /// <summary>What is stored. The secret has full entropy, so a plain hash does; there is nothing to guess.</summary>
    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool Matches(string token, string storedHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(token)), Encoding.ASCII.GetBytes(storedHash));

    // Older secrets may begin and end with a hyphen or an underline.
    [GeneratedRegex("^[^A-Za-z0-9]*?(?<token>[A-Za-z0-9_-]{32}|[2-9a-hjkmnp-z]{28})(?![A-Za-z0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
