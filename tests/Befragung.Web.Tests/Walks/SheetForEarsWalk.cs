using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Befragung.Tests;
using Befragung.Web.Tests.Walks.Screens;

namespace Befragung.Web.Tests.Walks;

/// <summary>
/// What is heard of every type of question, before there is anything to tell and after: names, order and what fields are described by, as a text that is compared. Folds are open, so
/// that their tables are in it.
/// </summary>
[Trait("Kind", "Snapshot")]
public sealed partial class SheetForEarsWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task Every_question_is_heard_as_it_was_read_last()
    {
        var heard = new StringBuilder(
            "Every type of question as a screen reader is told it: the tree of names, and after \"<\" what fields and groups are described by.\n"
        );
        foreach (var rounds in (int[])[1, 2])
        {
            var key = await AllItems.StudyAsync(App, rounds);
            foreach (var language in (string[])["de", "en"])
            {
                var expert = await ExpertSheet.ArriveAsync(App, key);
                await expert.GoToAsync($"/sprache/{language}?zurueck={ExpertSheet.SectionOne}");
                await expert.Page.EvaluateAsync(
                    "() => document.querySelectorAll('form.sheet details').forEach(one => { one.open = true; })"
                );
                foreach (var item in await expert.Find("[data-item]").AllAsync())
                {
                    heard.Append(
                        CultureInfo.InvariantCulture,
                        $"\n== {await item.GetAttributeAsync("data-item")}, {(rounds == 1 ? "nothing to tell" : "told of")}, {language}\n"
                    );
                    heard
                        .AppendJoin('\n', (await item.AriaSnapshotAsync()).Split('\n').Where(line => !SaidAlready().IsMatch(line)))
                        .Append('\n');
                    foreach (var description in await item.EvaluateAsync<string[]>(Described))
                        heard.Append(CultureInfo.InvariantCulture, $"< {description}\n");
                }
            }
        }
        Snapshot.Match("sheet.txt", heard.ToString());
    }

    /// <summary>Cells stand in their row, and the words of an option in its name.</summary>
    [GeneratedRegex(
        "^ *- (cell|columnheader|rowheader|rowgroup|caption|text: \"?[0-9]|text: keine Angabe|text: no answer)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex SaidAlready();

    /// <summary>What is described, and by which words; what is hidden says nothing.</summary>
    private const string Described = """
        item => [item, ...item.querySelectorAll("*")].filter(one => one.hasAttribute("aria-describedby")).map(one => {
            const said = one.getAttribute("aria-describedby").split(" ").map(id => document.getElementById(id)).map(by => by === null ? "(NOTHING THERE)" : by.hidden ? "" : by.textContent)
                .join(" ").replace(/\s+/g, " ").trim();
            return said && `${one.name || one.id || one.getAttribute("aria-labelledby")}: ${said}`;
        }).filter(line => line)
        """;
}
