using System.Text.RegularExpressions;
using Befragung.Delphi.Reporting;
using Befragung.Web.Reports.Parts;

namespace Befragung.Web.Tests.Reports.Parts;

public sealed partial class ReferencesTests
{
    // Words that stand before a year and wrote nothing.
    private static readonly HashSet<string> NoAuthors = new(StringComparer.Ordinal)
    {
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "January",
        "February",
        "March",
        "May",
        "June",
        "July",
        "October",
        "December",
        "Herbst",
        "Winter",
        "Frühjahr",
        "Sommer",
        "WWW",
        "Excel",
        "Office",
        "Windows",
        "Word",
    };

    [Fact]
    public void Every_work_that_is_cited_anywhere_is_in_the_list_and_every_work_of_the_list_is_cited()
    {
        var texts = Texts().ToList();
        var cited = texts.SelectMany(text => References.In(text.Text)).Select(citation => citation.Reference.Key).ToHashSet();
        Assert.Empty(References.All.Select(reference => reference.Key).Except(cited));
        Assert.Empty(
            from text in texts
            let known = References.In(text.Text).ToList()
            from Match match in AuthorYear().Matches(text.Text)
            where !NoAuthors.Contains(match.Groups["name"].Value)
            where !known.Exists(one => one.Start <= match.Index && match.Index < one.Start + one.Length)
            select $"{text.Path}: {match.Value}"
        );
    }

    [Fact]
    public void The_list_is_in_order_and_has_each_work_and_each_well_formed_doi_once()
    {
        var all = References.All;
        Assert.Equal(all.Count, all.Select(reference => reference.Key).Distinct().Count());
        var dois = all.Select(reference => reference.Doi).OfType<string>().ToList();
        Assert.Equal(dois.Count, dois.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(dois, doi => Assert.Matches(@"^10\.\d{4,9}/\S+$", doi));
        Assert.Equal(all.Select(reference => reference.Key).Order(StringComparer.Ordinal), all.Select(reference => reference.Key));
        Assert.All(all, reference => Assert.Contains(reference.Names[0], reference.Authors.Replace('’', '\''), StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_lists_what_it_cites_and_leads_there_but_not_out_of_a_heading_or_a_link()
    {
        var page = Citations.Linked(
            $"<h2>Cohen 1960</h2><p>So (Hyndman und Fan 1996; <a href='#x'>Fleiss <b>1</b> 1971</a>), Fitch und andere 2001, Fitch et al. (2001).</p>{Citations.Place}"
        );
        Assert.Contains("<h2>Cohen 1960</h2>", page, StringComparison.Ordinal);
        Assert.Contains(">Hyndman und Fan 1996</a>;", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#ref-fitch2001\">Fitch et al. (2001</a>)", page, StringComparison.Ordinal);
        Assert.Equal(["ref-fitch2001", "ref-hyndman1996"], Ids().Matches(page).Select(match => match.Groups["id"].Value));
        Assert.Equal("<p>Cohen 1960</p>", Citations.Linked("<p>Cohen 1960</p>"));
    }

    private static IEnumerable<(string Path, string Text)> Texts()
    {
        foreach (var folder in (string[])["Befragung.Delphi", "Befragung.Web"])
        foreach (var (path, text) in Repository.Sources("src", folder))
            if (!path.Contains("node_modules", StringComparison.Ordinal))
                yield return (path, Joined(text));
        string[] files =
        [
            Repository.PathOf("README.md"),
            Repository.PathOf("questionnaires", "README.md"),
            Repository.PathOf("src", "Befragung.Delphi", "README.md"),
            Repository.PathOf("src", "Befragung.Web", "Text", "Texts.en.resx"),
            .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories),
        ];
        foreach (var file in files)
            yield return (file, Joined(File.ReadAllText(file)));
    }

    /// <summary>Lines of a comment as one text.</summary>
    private static string Joined(string text) => LineOfComment().Replace(text, " ");

    [GeneratedRegex(@"\r?\n\s*(///?)?\s*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LineOfComment();

    [GeneratedRegex("id=\"(?<id>ref-[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex(
        @"(?<name>\p{Lu}\p{L}{2,})(\set\sal\.|\sund\sandere|\su\.\s?a\.)?(,?\s\((1[89]|20)\d\d\)|\s(1[89]|20)\d\d(?=[);,:]))",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex AuthorYear();
}
