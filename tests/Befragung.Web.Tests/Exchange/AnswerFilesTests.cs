using System.Globalization;
using System.Text;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>The answers as CSV, long and wide, and their codebook.</summary>
public class AnswerFilesTests
{
    [Fact]
    public async Task The_long_table_has_the_promised_header_and_a_line_for_all_that_was_asked()
    {
        var rows = ExportSample.Table(await ExportFiles.Answers.TextAsync(ExportSample.Export()));
        Assert.Equal("round,panelist,group,item,value,comment", string.Join(',', rows[0]));
        var export = ExportSample.Export();
        Assert.Equal(ExportSample.Experts * (export.Rounds[0].Parts.Count + export.Rounds[1].Parts.Count), rows.Count - 1);
        Assert.Contains(rows, row => row is ["1", "p001", "nord", "z1", "-11.5", ""]);
        Assert.Contains(rows, row => row is ["1", "p007", "nord", "r1", "", ""]);
        // Nothing at all on the sheet: who handed it in still counts.
        Assert.Equal(export.Rounds[0].Parts.Count, rows.Count(row => row is ["1", "p011", _, _, "", ""]));
    }

    [Fact]
    public async Task What_was_left_out_of_boxes_or_points_that_were_answered_is_nought()
    {
        var rows = ExportSample.Table(await ExportFiles.Answers.TextAsync(ExportSample.Export()));
        Assert.Contains(rows, row => row is ["1", "p003", _, "p1.land", "0", ""]);
        Assert.Contains(rows, row => row is ["1", "p003", _, "w1.other", "'-Feuerwehr", ""]);
        Assert.Contains(rows, row => row is ["1", "p006", _, "p1.land", "", ""]);
        Assert.Contains(rows, row => row is ["1", "p002", _, "w1.other", "", ""]);
    }

    [Fact]
    public async Task The_long_table_read_back_gives_the_same_results_whatever_the_words()
    {
        var export = ExportSample.Export();
        var read = ResponseFile.Read(await ExportFiles.Answers.BytesAsync(export), ExportSample.Questionnaire).Evaluate();
        Assert.Equal(
            ResultsJson.Write(6, export.Rounds.Select(round => round.Result)),
            ResultsJson.Write(6, read.Select(round => round.Result))
        );
    }

    [Fact]
    public async Task What_was_written_beside_an_answer_stands_in_the_comment()
    {
        async IAsyncEnumerable<ExportSheet> Sheets()
        {
            await Task.Yield();
            yield return new(
                1,
                "p1",
                "nord",
                Befragung.Delphi.Rounds.Answers.Parse(
                    """{"r1":"4","r1.:for":"Weil, \"darum\"","r1.:against":"Teuer","z1":"1","z1.:why":"=weil"}"""
                )
            )
            {
                HasReasons = true,
                Kept = Befragung.Delphi.Rounds.KeptAnswers.Parse("r1*"),
            };
            yield return new(1, "p2", "nord", Befragung.Delphi.Rounds.Answers.Parse("""{"r1":"4","r1.:for":"Weil"}"""))
            {
                NotAsked = new HashSet<string> { "r1" },
                HasReasons = true,
            };
            yield return new(1, "p3", "nord", Befragung.Delphi.Rounds.Answers.Parse("""{"r1":"4","r1.:for":"Vertraulich"}"""));
        }
        var text = await ExportFiles.Answers.TextAsync(ExportSample.Export(sheets: Sheets()));
        // Of a file that is not complete, nothing: what was withheld would stand there, and what was published would lead to the whole sheet.
        Assert.Contains("1,p3,nord,r1,4,\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vertraulich", text, StringComparison.Ordinal);
        Assert.Contains("1,p1,nord,r1,4,\"kept: in bulk | for: Weil, \"\"darum\"\" | against: Teuer\"\n", text, StringComparison.Ordinal);
        Assert.Contains("1,p1,nord,z1,1,'=weil\n", text, StringComparison.Ordinal);
        // What was not asked is not told, whatever was answered before it went away.
        Assert.DoesNotContain("1,p2,nord,r1,", text, StringComparison.Ordinal);
        Assert.Contains("1,p2,nord,r9,,\n", text, StringComparison.Ordinal);
        ResponseFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ExportSample.Questionnaire);
    }

    [Fact]
    public async Task Reasons_stand_apart_as_they_were_released()
    {
        var export = ExportSample.Export(complete: false) with
        {
            Reasons =
            [
                new(1, "r1", Befragung.Delphi.Questionnaires.ReasonSide.For, "=Weil, darum"),
                new(2, "z1", Befragung.Delphi.Questionnaires.ReasonSide.Neutral, "Erfahrung"),
            ],
        };
        Assert.Equal(
            "\uFEFFround,item,side,reason,number,answers_to\n1,r1,for,\"'=Weil, darum\",1,\n2,z1,neutral,Erfahrung,2,\n",
            await ExportFiles.Reasons.TextAsync(export)
        );
    }

    [Fact]
    public async Task The_wide_table_has_a_line_for_each_person_and_round_and_nothing_that_would_run()
    {
        var text = await ExportFiles.AnswersWide.TextAsync(ExportSample.Export());
        Assert.Equal('\uFEFF', text[0]);
        var rows = ExportSample.Table(text);
        Assert.Equal(
            "round panelist group r1 r9 m1.wert m1.lage a1.x a1.y a1.z c1 w1.a w1.b w1.other p1.bund p1.land z1 e1.low e1.best e1.high k1 l1 i1.1 i1.2",
            string.Join(' ', rows[0])
        );
        Assert.Equal(2 * ExportSample.Experts, rows.Count - 1);
        string Of(string panelist, string round, string column) =>
            rows.Single(row => row[0] == round && row[1] == panelist)[Array.IndexOf(rows[0], column)];
        Assert.Equal(
            ("NA", "", "'@Ort", "", "-11.5"),
            (Of("p007", "1", "r1"), Of("p007", "1", "i1.2"), Of("p007", "1", "k1"), Of("p007", "2", "k1"), Of("p001", "1", "z1"))
        );
        Assert.Equal("", Of("p011", "1", "r1"));
        Assert.Equal("'" + ExportSample.Words[0], Of("p000", "1", "l1"));
        Assert.All(
            rows.SelectMany(row => row.Skip(1)),
            cell =>
                Assert.False(
                    cell is ['=' or '+' or '@' or '\t' or '\r', ..]
                        || (cell is ['-', ..] && !double.TryParse(cell, CultureInfo.InvariantCulture, out _)),
                    cell
                )
        );
    }

    [Fact]
    public async Task Experts_of_a_hidden_group_have_none_in_any_line()
    {
        var shown = ExportSample.Export(complete: false);
        // The west is too small, and together with the east it cannot be computed.
        Assert.Equal(["ost", "west"], shown.HiddenGroups.Order());
        var rows = ExportSample.Table(await ExportFiles.Answers.TextAsync(shown)).Skip(1).ToList();
        Assert.Equal(["", "nord", "sued"], rows.Select(row => row[2]).Distinct().Order());
        Assert.Equal(
            ["nord", "ost", "sued", "west"],
            ExportSample
                .Table(await ExportFiles.AnswersWide.TextAsync(ExportSample.Export()))
                .Skip(1)
                .Select(row => row[2])
                .Distinct()
                .Order()
        );
    }

    [Fact]
    public async Task The_codebook_tells_what_every_column_and_value_means()
    {
        var book = ExportSample.Table(Encoding.UTF8.GetString((await ExportFiles.Book.BytesAsync(ExportSample.Export())).ToArray()));
        Assert.Equal(["Spalte", "Abschnitt", "Frage", "Teil", "Art", "Runden", "Werte", "Fehlende Werte"], book[0]);
        Assert.Equal(
            [
                "r1",
                "Eins",
                "Ist Größe „alles“, oder \"nichts\"?",
                "",
                "Bewertung",
                "1, 2",
                "1 = unwichtig; 2; 3; 4; 5 = sehr wichtig",
                "leer: nicht beantwortet; NA: keine Angabe",
            ],
            book.Single(row => row[0] == "r1")
        );
        Assert.Equal(
            ["r9", "'=1+1", "leer: nicht beantwortet"],
            book.Single(row => row[0] == "r9") is var nine ? [nine[0], nine[2], nine[7]] : []
        );
        Assert.Equal("nord = Norden; sued = Süden; west = Westen; ost = Osten", book.Single(row => row[0] == "group")[6]);
        Assert.Equal("Zahl, °C, ≥ -50, ≤ 50", book.Single(row => row[0] == "z1")[6]);
        Assert.Equal("1", book.Single(row => row[0] == "l1")[5]);
        Assert.Equal(
            ExportSample.Table(await ExportFiles.AnswersWide.TextAsync(ExportSample.Export()))[0],
            book.Skip(1).Select(row => row[0])
        );
        var english = Encoding.UTF8.GetString((await ExportFiles.Book.BytesAsync(ExportSample.Export(), "en")).ToArray());
        Assert.Contains("r1,One,Is size all?,,Rating,", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheets_are_written_as_they_come_and_none_is_kept()
    {
        foreach (var file in (ExportFile[])[ExportFiles.Answers, ExportFiles.AnswersWide, ExportFiles.Workbook])
        {
            var content = new MemoryStream();
            var written = 0L;
            WeakReference? sheet = null;
            async IAsyncEnumerable<ExportSheet> Many()
            {
                for (var number = 0; number < 20_000; number++)
                {
                    var next = Next(number);
                    if (number == 100)
                        sheet = new WeakReference(next);
                    if (number == 19_999)
                    {
                        GC.Collect();
                        written = content.Length;
                    }
                    yield return next;
                }
                await Task.CompletedTask;
            }
            await file.WriteAsync(ExportSample.Export(sheets: Many()), ExportSample.FileWords(), content, CancellationToken.None);
            Assert.True(written > 0.9 * content.Length, $"{file.Stem}{file.Extension}: {written} of {content.Length}");
            Assert.False(sheet!.IsAlive);
        }
    }

    private static ExportSheet Next(int number) =>
        new(
            1,
            $"p{number}",
            "nord",
            Befragung.Delphi.Rounds.Answers.Parse($$"""{"r1":"{{1 + (number % 5)}}","l1":"Text {{Random.Shared.NextInt64()}}"}""")
        );
}
