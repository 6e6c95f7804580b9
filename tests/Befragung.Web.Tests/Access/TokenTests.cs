using System.Text;
using Befragung.Web.Access;

namespace Befragung.Web.Tests.Access;

/// <summary>Secrets of links, as they are made and as they arrive.</summary>
public sealed class TokenTests
{
    [Fact]
    public void A_new_secret_begins_and_ends_with_a_letter_or_a_digit()
    {
        for (var i = 0; i < 2000; i++)
            Assert.Matches("^[A-Za-z0-9][A-Za-z0-9_-]{30}[A-Za-z0-9]$", Token.New());
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    [InlineData("-bcdefghijklmnopqrstuvwxyz01234_")]
    [InlineData("__cdefghijklmnopqrstuvwxyz0123--")]
    public void A_secret_is_found_among_what_programs_put_around_it(string token)
    {
        foreach (
            var behind in (string[])
                [
                    "",
                    ".",
                    ",",
                    ")",
                    ">",
                    "]",
                    ";",
                    "\"",
                    "”",
                    "’",
                    "»",
                    " ",
                    "\u200B",
                    "\u00A0",
                    "*",
                    ").",
                    "%20",
                    "\"%20class=x",
                    "_",
                    "…",
                    "\n",
                ]
        )
        foreach (var before in (string[])["", "<", "(", "\u200B", "„"])
            Assert.Equal(token, Token.Read(before + token + behind));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("geraten")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("abcdefghijklmnop.qrstuvwxyz012345")]
    public void What_is_too_short_or_too_long_is_none(string? arrived) => Assert.Null(Token.Read(arrived));

    [Fact]
    public void Something_endless_is_none() =>
        Assert.Null(Token.Read(new StringBuilder().Append('.', 100_000).Append("abcdefghijklmnopqrstuvwxyz012345").ToString()));
}
