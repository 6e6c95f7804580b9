using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Kern;

/// <summary>Pages say which component they want, and not how it is made.</summary>
public sealed partial class PagesTests
{
    [Fact]
    public void No_page_spells_out_a_component()
    {
        var spelled =
            from file in Repository.Sources("src", "Befragung.Web", "Pages")
            from Match match in Spelled().Matches(file.Text)
            select $"{file.Path}: {match.Value}";
        Assert.Empty(spelled);
    }

    /// <summary>KERN takes a button with words for listeners in it for one of a picture alone, and gives it no room for the others: these have aria-label.</summary>
    [Fact]
    public void No_button_has_words_for_listeners_beside_those_for_all()
    {
        var squeezed =
            from file in Repository.Sources("src", "Befragung.Web", "Pages")
            from Match match in Squeezed().Matches(file.Text)
            select $"{file.Path}: {match.Value}";
        Assert.Empty(squeezed);
    }

    [GeneratedRegex("<kern-button((?!</kern-button>).)*kern-sr-only", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Squeezed();

    /// <summary>In a class attribute, and not as the name of an element.</summary>
    [GeneratedRegex(
        @"(?<![</])\bkern-(form-input|form-check|hint|error|btn|alert|icon|fieldset|table)(?![a-z])[\w-]*",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Spelled();
}
