using System.IO.Compression;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Access;

/// <summary>
/// Refuses passwords that are long enough and yet guessed soon: the commonest ones, and those that are made of few pieces, where a common word, a part of the
/// account's address, a year, a row of keys or letters, and a repetition are a piece each.
/// </summary>
public sealed class GuessablePasswords(IStringLocalizer<Texts> t) : IPasswordValidator<TeamMember>
{
    private const int FewestPieces = 6,
        LongestWord = 20;

    private static readonly string[] Rows =
    [
        "0123456789012",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertzuiopü",
        "asdfghjklöä",
        "yxcvbnm",
        "qwertyuiop",
        "zxcvbnm",
        "1qaz2wsx3edc4rfv",
        "qazwsxedcrfvtgbyhnujm",
    ];

    /// <summary>What is tried first here, beside the words of the list.</summary>
    private static readonly string[] OwnWords =
    [
        "befragung",
        "umfrage",
        "delphi",
        "passwort",
        "kennwort",
        "geheim",
        "geheimnis",
        "anmeldung",
        "anmelden",
        "willkommen",
        "hallo",
        "ergebnis",
        "ergebnisse",
        "bericht",
        "team",
        "projekt",
        "admin",
        "verwaltung",
        "forschung",
        "studie",
        "institut",
        "deutschland",
        "berlin",
        "sommer",
        "winter",
        "herbst",
        "frühling",
        "fruehling",
        "schatz",
        "januar",
        "februar",
        "märz",
        "maerz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ];

    private static readonly Lazy<Known> Common = new(Known.Read);

    public Task<IdentityResult> ValidateAsync(UserManager<TeamMember> manager, TeamMember user, string? password)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(user);
        // What is too short is told so already.
        if (password is null || password.Length < manager.Options.Password.RequiredLength)
            return Task.FromResult(IdentityResult.Success);
        if (password.Length > TeamSignIn.LongestPassword)
            return Task.FromResult(
                Failed("PasswordTooLong", t["Das Passwort hat {0} Zeichen, möglich sind {1}.", password.Length, TeamSignIn.LongestPassword])
            );
        return Task.FromResult(
            IsCommon(password) || Pieces(password, PartsOf(user.Email)) < FewestPieces
                ? Failed(
                    "PasswordGuessable",
                    t[
                        "Dieses Passwort ist leicht zu erraten. Nehmen Sie vier oder mehr Wörter, die nichts miteinander und nichts mit Ihnen zu tun haben."
                    ]
                )
                : IdentityResult.Success
        );
    }

    internal static bool IsCommon(string password) => Common.Value.Passwords.Contains(password.ToLowerInvariant());

    /// <summary>Of how many pieces a password is made: each sign is one, unless it belongs to what everybody would try as a whole.</summary>
    /// <param name="known">What stands near the password, such as the parts of an address.</param>
    internal static int Pieces(string password, IEnumerable<string> known)
    {
        var words = known.Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var text = Once(password.ToLowerInvariant());
        var plain = string.Concat(text.Select(Letter));
        var count = 0;
        for (var at = 0; at < text.Length; count++)
            at += Math.Max(1, Math.Max(RunAt(text, at), Math.Max(WordAt(text, at, words), WordAt(plain, at, words))));
        return count;
    }

    /// <summary>The part that a text repeats; the text itself where it repeats none.</summary>
    private static string Once(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
            if (Enumerable.Range(length, text.Length - length).All(index => text[index] == text[index % length]))
                return text[..length];
        return text;
    }

    private static int WordAt(string text, int at, HashSet<string> known)
    {
        for (var length = Math.Min(LongestWord, text.Length - at); length > 2; length--)
            if (text.Substring(at, length) is var word && (known.Contains(word) || Common.Value.Words.Contains(word) || IsYear(word)))
                return length;
        return 0;
    }

    /// <summary>How long the same sign, or a row of keys or letters in either direction, goes on; a pair is no row.</summary>
    private static int RunAt(string text, int at)
    {
        var length = 1;
        while (at + length < text.Length && text[at + length] == text[at])
            length++;
        foreach (var row in Rows.Concat(Rows.Select(row => string.Concat(row.Reverse()))))
        {
            var here = 2;
            while (at + here < text.Length && row.Contains(text.Substring(at, here + 1), StringComparison.Ordinal))
                here++;
            if (here > 2)
                length = Math.Max(length, here);
        }
        return length > 2 ? length : 1;
    }

    private static bool IsYear(string word) =>
        word.Length == 4
        && word.All(char.IsAsciiDigit)
        && (word.StartsWith("19", StringComparison.Ordinal) || word.StartsWith("20", StringComparison.Ordinal));

    /// <summary>The letter that a sign is commonly written for.</summary>
    private static char Letter(char sign) =>
        sign switch
        {
            '@' or '4' => 'a',
            '3' => 'e',
            '1' or '!' => 'i',
            '0' => 'o',
            '$' or '5' => 's',
            '7' => 't',
            _ => sign,
        };

    private static IEnumerable<string> PartsOf(string? email) =>
        email is null ? [] : [email, .. email.Split('@', '.', '-', '_', '+').Where(part => part.Length > 2)];

    private static IdentityResult Failed(string code, string text) =>
        IdentityResult.Failed(new IdentityError { Code = code, Description = text });

    /// <summary>The list that comes with the program: the commonest of millions of passwords that became known, from SecLists (MIT licence).</summary>
    /// <param name="Passwords">Those that are long enough to be tried here.</param>
    /// <param name="Words">Shorter ones, of letters only: they are what longer ones are made of.</param>
    private sealed record Known(IReadOnlySet<string> Passwords, IReadOnlySet<string> Words)
    {
        private const int Shortest = 12;

        public static Known Read()
        {
            using var packed = typeof(Known).Assembly.GetManifestResourceStream("CommonPasswords.txt.gz")!;
            using var file = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
            var lines = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return new(
                lines.Where(line => line.Length >= Shortest).ToHashSet(StringComparer.Ordinal),
                lines.Where(line => line.Length < Shortest).Concat(OwnWords).ToHashSet(StringComparer.Ordinal)
            );
        }
    }
}
