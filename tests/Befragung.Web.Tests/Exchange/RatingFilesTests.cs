using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Web.Commands;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Tests.Reports;
using Befragung.Web.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Befragung.Web.Tests.Exchange;

/// <summary>The table of ratings, as spreadsheet programs read it.</summary>
public class RatingFilesTests
{
    private static readonly StudyReport Report = StudyReport.Of(SampleStudy.TwoRounds(), SampleStudy.Start);

    [Fact]
    public async Task Its_numbers_are_those_of_the_published_data()
    {
        Speak("de");
        var sheet = new RatingSheet(Report, Check.T);
        var published = new PublishedTable(Report, Check.T).Rows.Select(row => row.Select(cell => cell.Value).ToList()).ToList();
        var head = published[0];
        var all = published
            .Skip(1)
            .Where(row => row[head.IndexOf("gruppe")].Length == 0)
            .ToDictionary(row => (row[head.IndexOf("runde")], row[head.IndexOf("schluessel")]));
        var lines = Lines(await RatingFiles.CsvAsync(sheet, CancellationToken.None), ';');
        Assert.Equal(Report.Rated.Count + 1, lines.Count);
        var compared = 0;
        foreach (var row in lines.Skip(1))
        foreach (var round in Report.Rounds)
        {
            var key = row[lines[0].IndexOf("Kennung")];
            if (!all.TryGetValue((round.Number.ToString(CultureInfo.InvariantCulture), key), out var expected))
            {
                Assert.Equal("", Of("n"));
                continue;
            }
            foreach (
                var (own, other) in new[]
                {
                    ("n", "n"),
                    ("Median", "median"),
                    ("unteres Quartil", "quartil1"),
                    ("oberes Quartil", "quartil3"),
                }
            )
            {
                Assert.Equal(expected[head.IndexOf(other)], Of(own));
                compared++;
            }
            // As the data volume writes it: where the rule decides at a limit, with a decimal more than the published data.
            var shown = Report.Rated.Single(rated => rated.Part.Part.Key == key).Part.Rounds.Single(one => one.Round == round.Number);
            var written = Check.T.Percent(shown.Result.PercentAgreement, shown.Result.N, shown.Limits);
            Assert.Equal(
                double.Parse(written.TrimEnd('%', '\u00a0'), CultureInfo.CurrentCulture),
                double.Parse(Of("oben in Prozent"), CultureInfo.CurrentCulture)
            );
            Assert.Equal(
                int.Parse(expected[head.IndexOf("n")], CultureInfo.InvariantCulture)
                    + int.Parse(expected[head.IndexOf("ohne_antwort")], CultureInfo.InvariantCulture),
                int.Parse(Of("gefragt"), CultureInfo.InvariantCulture)
            );

            string Of(string column) => row[lines[0].IndexOf(Report.Rounds.Count > 1 ? $"Runde {round.Number}: {column}" : column)];
        }
        Assert.True(compared > 100, $"Only {compared} numbers were compared.");
    }

    [Fact]
    public async Task It_is_separated_as_the_language_does_and_marked_for_spreadsheets()
    {
        foreach (var (language, between, first, decimals) in new[] { ("de", ';', "Nummer", ","), ("en", ',', "Number", ".") })
        {
            Speak(language);
            var bytes = await RatingFiles.CsvAsync(new RatingSheet(Report, Check.T), CancellationToken.None);
            Assert.Equal([0xef, 0xbb, 0xbf], bytes.Take(3));
            var lines = Lines(bytes, between);
            Assert.Equal(first, lines[0][0]);
            Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
            Assert.Contains(
                lines.Skip(1).SelectMany(line => line),
                cell => cell.Contains(decimals, StringComparison.Ordinal) && double.TryParse(cell, CultureInfo.CurrentCulture, out var _)
            );
        }
    }

    [Fact]
    public void As_a_workbook_it_is_valid_lies_across_and_has_no_formula()
    {
        Speak("de");
        using var workbook = SpreadsheetDocument.Open(
            new MemoryStream(RatingFiles.Xlsx(new RatingSheet(Report, Check.T))),
            isEditable: false
        );
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                .Validate(workbook)
                .Select(error => $"{error.Path?.XPath}: {error.Description}")
        );
        var main = workbook.WorkbookPart!;
        Assert.Equal(["Tabelle der Bewertungen", "Hinweise"], main.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        Assert.All(main.Workbook.Descendants<DefinedName>(), name => Assert.Equal("_xlnm.Print_Titles", name.Name!.Value));
        foreach (var part in main.WorksheetParts)
        {
            Assert.Equal(OrientationValues.Landscape, part.Worksheet!.Descendants<PageSetup>().Single().Orientation!.Value);
            Assert.Empty(part.Worksheet.Descendants<CellFormula>());
        }
    }

    [Fact]
    public async Task What_looks_like_a_formula_stays_words()
    {
        Speak("de");
        // A new one, which has remembered no table yet.
        var report = StudyReport.Of(SampleStudy.TwoRounds(), SampleStudy.Start) with
        {
            Sections =
            [
                .. Report.Sections.Select(section =>
                    section with
                    {
                        Items =
                        [
                            .. section.Items.Select(item =>
                                item with
                                {
                                    Parts =
                                    [
                                        .. item.Parts.Select(part =>
                                            part with
                                            {
                                                Name = new(new LocalizedText("de", "=2+3 Gründe"), part.Name.Part),
                                            }
                                        ),
                                    ],
                                }
                            ),
                        ],
                    }
                ),
            ],
        };
        var sheet = new RatingSheet(report, Check.T);
        var lines = Lines(await RatingFiles.CsvAsync(sheet, CancellationToken.None), ';');
        Assert.All(lines.Skip(1), line => Assert.Equal("'=2+3 Gründe", line[1]));
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(RatingFiles.Xlsx(sheet)), isEditable: false);
        var cell = workbook
            .WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>())
            .First(cell => cell.CellReference == "B2");
        Assert.Equal((CellValues.InlineString, "'=2+3 Gründe"), (cell.DataType!.Value, cell.InnerText));
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture(language);

    private static List<List<string>> Lines(byte[] bytes, char between)
    {
        using var reader = CsvHelper.CsvReader.FromText(
            Encoding.UTF8.GetString(bytes.AsSpan(3)),
            new() { HasHeader = false, Separator = between }
        );
        var rows = new List<List<string>>();
        while (reader.Read())
            rows.Add([.. reader.Current.ToArray()]);
        return rows;
    }
}
