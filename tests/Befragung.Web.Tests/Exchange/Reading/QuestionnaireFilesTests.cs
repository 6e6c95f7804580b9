using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Tests.Exchange.Reading;

/// <summary>Questionnaires as files bring them.</summary>
public sealed class QuestionnaireFilesTests
{
    [Theory]
    [InlineData("base.yaml")]
    [InlineData("cp1252.yaml")]
    [InlineData("cp850.yaml")]
    [InlineData("mac.yaml")]
    public void A_questionnaire_is_the_same_in_every_code_page(string file)
    {
        var read = QuestionnaireFiles.Read(Cases.Read(file));
        Assert.Equal("Öffentlicher Raum", read.Questionnaire!.Items.First().Text.In("de"));
        Assert.Equal("Bürgerschaft", read.Questionnaire.Groups[1].Name.In("de"));
        Assert.Equal(file is "cp850.yaml" or "mac.yaml", read.Problems.Any(problem => problem.IsNotice));
    }

    [Theory]
    [InlineData("truncated_utf8.yaml", 14, 47, "Hier ist die Datei beschädigt")]
    [InlineData("too-deep-markdown.yaml", 16, 19, "zu tief ineinander verschachtelt")]
    public void What_cannot_be_shown_is_refused_with_its_place(string file, int line, int column, string sentence)
    {
        var read = QuestionnaireFiles.Read(Cases.Read(file));
        Assert.Null(read.Questionnaire);
        var problem = Assert.Single(read.Problems, one => !one.IsNotice);
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(sentence, problem.What.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> ", 140)]
    [InlineData("[", 300)]
    [InlineData("*", 1000)]
    [InlineData("- ", 500)]
    public void Texts_are_refused_or_can_be_rendered_however_deep_they_are(string sign, int times)
    {
        var text = string.Concat(Enumerable.Repeat(sign, times)) + "x";
        var yaml = Encoding
            .UTF8.GetString(Cases.Read("base.yaml"))
            .Replace("text: Öffentlicher Raum", $"text: \"{text}\"", StringComparison.Ordinal);
        var read = QuestionnaireFiles.Read(Encoding.UTF8.GetBytes(yaml));
        Assert.True(read.Questionnaire is null || Markdig.Markdown.ToHtml(text).Length > 0);
        Assert.All(read.Problems, problem => Assert.Equal("14:47", $"{problem.Line}:{problem.Column}"));
    }

    [Theory]
    [InlineData("zwsp_key.yaml", "14:25", "In „leerstand“ steht hier ein Zeichen, das man nicht sieht (U+200B).")]
    [InlineData("nbsp_key.yaml", "14:25", "In „leerstand“ steht hier ein Zeichen, das man nicht sieht (U+00A0).")]
    [InlineData("zwsp_field.yaml", "12:10", "In „title“ steht hier ein Zeichen, das man nicht sieht (U+200B).")]
    [InlineData("nbsp_indent.yaml", "12:1", "In der Einrückung steht hier ein Zeichen, das man nicht sieht (U+00A0).")]
    public void Characters_that_nobody_sees_are_named_with_their_place(string file, string place, string sentence)
    {
        var problem = QuestionnaireFiles.Read(Cases.Read(file)).Problems[0];
        Assert.Equal(place, $"{problem.Line}:{problem.Column}");
        Assert.StartsWith(sentence, problem.What.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hash_block.yaml", "2:15", "Ab „#1“ gilt der Rest der Zeile als Anmerkung und fehlt im Text.")]
    [InlineData("dupgroupname.yaml", "6:27", "Den Namen „Rathaus“ gibt es hier zweimal, zuerst in Zeile 5.")]
    [InlineData("dupoptname.yaml", "19:63", "Den Namen „Nie“ gibt es hier zweimal, zuerst in Zeile 19.")]
    public void What_may_be_left_as_it_is_but_hardly_was_meant_is_a_notice(string file, string place, string sentence)
    {
        var read = QuestionnaireFiles.Read(Cases.Read(file));
        Assert.NotNull(read.Questionnaire);
        var notice = Assert.Single(read.Problems);
        Assert.True(notice.IsNotice);
        Assert.Equal(place, $"{notice.Line}:{notice.Column}");
        Assert.StartsWith(sentence, notice.What.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_types_of_items_are_read() => Assert.Empty(QuestionnaireFiles.Read(Cases.Read("all-item-types.yaml")).Problems);
}
