using System.IO.Compression;
using Befragung.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Access;

/// <summary>Passwords that are long enough and yet none.</summary>
public sealed class GuessablePasswordsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("Passwort2026!")]
    [InlineData("p@ssw0rt2026")]
    [InlineData("qwertzuiop12")]
    [InlineData("asdfghjklöä1")]
    [InlineData("abcabcabcabc1")]
    [InlineData("Sommer2026!!")]
    [InlineData("Befragung2026")]
    [InlineData("willkommen123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("Anna.Weber2026")]
    [InlineData("weber-institut.example")]
    [InlineData("UnbeLievable")]
    public async Task What_everybody_would_try_is_refused(string password) =>
        Assert.Contains("PasswordGuessable", await ProblemsAsync(password));

    [Theory]
    [InlineData(SurveyApp.Password)]
    [InlineData("correct horse battery staple")]
    [InlineData("Kürbis fährt gern Straßenbahn")]
    [InlineData("tR4&vq9Lm#2x")]
    [InlineData("zwölf Bänke im Wald")]
    // Neither capital nor digit nor sign: length is what counts.
    [InlineData("zwölfbänkeimkurpark")]
    public async Task What_has_to_be_found_piece_by_piece_is_taken(string password) => Assert.Empty(await ProblemsAsync(password));

    [Theory]
    [InlineData("1987", 1)]
    [InlineData("2031", 1)]
    [InlineData("1887", 4)]
    [InlineData("19q7", 4)]
    [InlineData("1987x", 2)]
    [InlineData("mai", 1)]
    [InlineData("xq", 2)]
    [InlineData("xxx", 1)]
    [InlineData("vvq", 3)]
    public void A_year_a_word_of_three_letters_and_a_row_are_a_piece_each(string text, int pieces) =>
        Assert.Equal(pieces, GuessablePasswords.Pieces(text, []));

    [Fact]
    public async Task What_is_endless_is_refused_at_once() =>
        Assert.Equal(["PasswordTooLong"], await ProblemsAsync(new string('x', 100_000) + SurveyApp.Password));

    [Fact]
    public void The_list_holds_more_than_three_thousand_that_are_long_enough_and_all_of_them_are_refused()
    {
        using var packed = typeof(Token).Assembly.GetManifestResourceStream("CommonPasswords.txt.gz")!;
        using var file = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var passwords = file.ReadToEnd().Split('\n').Where(line => line.Length >= 12).ToList();
        Assert.True(passwords.Count >= 3000, $"{passwords.Count} passwords");
        Assert.DoesNotContain(
            passwords,
            password => !GuessablePasswords.IsCommon(password) || !GuessablePasswords.IsCommon(password.ToUpperInvariant())
        );
    }

    [Theory]
    [InlineData("12345678")]
    [InlineData("Passwort1")]
    [InlineData("ergebnisse2026")]
    public void The_password_of_a_results_page_is_none_of_them_either(string password) =>
        Assert.Contains("leicht zu erraten", ResultsPassword.Check(password)!.German, StringComparison.Ordinal);

    private Task<List<string>> ProblemsAsync(string password) =>
        app.WithAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<TeamMember>>();
            var problems = new List<string>();
            foreach (var validator in users.PasswordValidators)
                problems.AddRange(
                    (
                        await validator.ValidateAsync(users, new TeamMember { Email = "anna.weber@institut.example" }, password)
                    ).Errors.Select(error => error.Code)
                );
            return problems;
        });
}
