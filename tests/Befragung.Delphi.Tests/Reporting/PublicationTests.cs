using Befragung.Delphi.Reporting;

namespace Befragung.Delphi.Tests.Reporting;

public sealed class PublicationTests
{
    [Theory]
    [InlineData("10.5281/zenodo.1234567", "10.5281/zenodo.1234567")]
    [InlineData(" https://doi.org/10.5281/zenodo.1234567 ", "10.5281/zenodo.1234567")]
    [InlineData("http://dx.doi.org/10.1371/journal.pmed.1004326", "10.1371/journal.pmed.1004326")]
    [InlineData("doi: 10.1002/(SICI)1097-0258.", "10.1002/(SICI)1097-0258")]
    [InlineData("DOI:10.1000/a\nb", null)]
    [InlineData("10.12/zu-kurz", null)]
    [InlineData("zenodo.1234567", null)]
    [InlineData("10.5281/<script>", null)]
    [InlineData("", "")]
    public void A_doi_is_taken_however_it_was_copied_and_nothing_else_is(string typed, string? doi)
    {
        var cleaned = Publication.Cleaned(Publication.DoiField, typed);
        var problems = Problems((Publication.DoiField, cleaned));
        if (doi is null)
            Assert.Equal(Publication.DoiField.Key, Assert.Single(problems).Key);
        else
            Assert.Equal((doi, 0), (cleaned, problems.Count));
    }

    [Fact]
    public void A_choice_that_needs_words_asks_for_them_at_their_field()
    {
        Assert.Equal(["publication.licence-words"], Problems((Publication.LicenceField, "own")).Select(one => one.Key));
        Assert.Empty(Problems((Publication.LicenceField, "own"), (Publication.LicenceWordsField, "Nur für Mitglieder.")));
        Assert.Equal(
            ["publication.ai-steps", "publication.ai-model", "publication.ai-check"],
            Problems((Publication.AiField, "some")).Select(one => one.Key)
        );
        Assert.Empty(Problems((Publication.AiField, "none")));
        Assert.Equal(2, Problems((Publication.AiField, "vielleicht"), (Publication.LicenceField, "cc-xy")).Count);
        Assert.Single(Problems((Publication.VersionField, new string('1', 41))));
    }

    [Theory]
    [InlineData("Muster, A., & Beispiel, B.", "Muster, A.|Beispiel, B.")]
    [InlineData("Muster, A., Dritte, C. D., & Beispiel, B.", "Muster, A.|Dritte, C. D.|Beispiel, B.")]
    [InlineData("Muster, Ada; Beispiel, Björn", "Muster, Ada|Beispiel, Björn")]
    [InlineData("Ada Muster und Björn Beispiel", "Ada Muster|Björn Beispiel")]
    [InlineData("Burgund, E.", "Burgund, E.")]
    [InlineData("Institut für Stadt", "Institut für Stadt")]
    public void Each_author_is_named_alone_where_programs_read_them(string typed, string names) =>
        Assert.Equal(names.Split('|'), Details((Publication.AuthorsField, typed)).AuthorNames);

    [Fact]
    public void Where_no_author_is_named_the_publisher_is_cited()
    {
        Assert.Empty(Details((Publication.PublisherField, "Institut")).AuthorNames);
        Assert.Equal("Institut", Details((Publication.PublisherField, "Institut")).CitedAuthor);
        Assert.Equal("Muster, A.", Details((Publication.PublisherField, "Institut"), (Publication.AuthorsField, "Muster, A.")).CitedAuthor);
        Assert.Null(Details().CitedAuthor);
    }

    [Fact]
    public void What_nobody_said_is_no_claim()
    {
        var details = new Publication(ReportTexts.None);
        Assert.Equal((AiUse.Unsaid, Licence.Unsaid), (details.AiUse, details.Licence));
        Assert.Null(details.Doi);
        Assert.Null(details.Publisher);
        // What was written once counts only while the choice that asks for it stands.
        var (texts, _) = ReportTexts.None.With(
            [new(Publication.AiStepsField.Key, "de", "", "Codes"), new(Publication.AiField.Key, Publication.AnyLanguage, "", "none")],
            new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc),
            "ada"
        );
        Assert.Equal(AiUse.None, new Publication(texts).AiUse);
        Assert.Null(new Publication(texts).AiSteps);
        Assert.All(Enum.GetValues<Licence>(), licence => Assert.Equal(licence == Licence.Unsaid, Publication.Stored(licence).Length == 0));
    }

    private static IReadOnlyList<PublicationProblem> Problems(params (PublicationField Field, string Text)[] filled) =>
        Publication.ProblemsOf(
            (key, language) => language == "en" ? "" : filled.FirstOrDefault(one => one.Field.Key == key).Text ?? "",
            ["de", "en"]
        );

    private static Publication Details(params (PublicationField Field, string Words)[] said) =>
        new(
            ReportTexts
                .None.With(
                    [
                        .. said.Select(one => new TextChange(
                            one.Field.Key,
                            one.Field.InEachLanguage ? "de" : Publication.AnyLanguage,
                            "",
                            one.Words
                        )),
                    ],
                    new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc),
                    "test"
                )
                .Texts
        );
}
