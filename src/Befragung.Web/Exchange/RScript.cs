using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Exchange;

/// <summary>
/// The report's main table, computed anew by R from the long table: so whoever doubts a figure can follow it. Every round's items stand in the script as
/// that round asked them; the rest is the same for every study.
/// </summary>
internal static class RScript
{
    public static string Of(StudyExport export, FileWords words)
    {
        var script = new StringBuilder();
        foreach (
            var line in (string[])
                [
                    words.Plain(export.Title.ToString()),
                    .. export.IsSimulated ? (string[])[words.T["Alle Antworten sind simuliert. Niemand hat sie gegeben."]] : [],
                    words.T["Rechnet die Haupttabelle des Berichts aus der langen Tabelle der Antworten nach."],
                    words.T[
                        "Aufruf: Rscript {0} [{1} [Tabelle.csv]]",
                        ExportFiles.Script.NameFor(export),
                        ExportFiles.Answers.NameFor(export)
                    ],
                    words.T["Die Tabelle erscheint auf dem Bildschirm und, wenn ein zweiter Name genannt ist, in dieser Datei."],
                ]
        )
            script.Append("# ").Append(OneLine(line)).Append('\n');
        script
            .Append(
                CultureInfo.InvariantCulture,
                $"""

                arguments <- commandArgs(trailingOnly = TRUE)
                input <- if (length(arguments) > 0) arguments[1] else {Quoted(ExportFiles.Answers.NameFor(export))}
                answers <- read.csv(input, colClasses = "character", na.strings = "", encoding = "UTF-8")

                # {OneLine(words.T["Definition der Quartile nach Hyndman und Fan (1996)"])}
                quantile_type <- {export.QuantileType}

                # {OneLine(
                    words.T["Was jede Runde fragte: Stufen der Skala, tiefste Stufe der Zustimmung, höchste der Ablehnung; NA bei Zahlen"]
                )}
                asked <- function(round, item, points, agree_from, disagree_to, label) data.frame(round, item, points, agree_from, disagree_to, label)
                items <- rbind(
                {string.Join(
                    ",\n",
                    export.Rounds.SelectMany(round => round.Parts.Select(asked => Line(round.Number, asked, words)).OfType<string>())
                )}
                )


                """
            )
            .Append(Body.ReplaceLineEndings("\n"));
        return script.ToString();
    }

    private const string Body = """
        summary_of <- function(item) {
          value <- as.numeric(answers$value[answers$round == item$round & answers$item == item$item])
          missing <- sum(is.na(value))
          value <- value[!is.na(value)]
          rated <- !is.na(item$points)
          quartiles <- if (length(value) > 0) quantile(value, c(0.25, 0.5, 0.75), type = quantile_type, names = FALSE) else rep(NA_real_, 3)
          percent <- function(inside) if (rated && length(value) > 0) 100 * mean(inside) else NA_real_
          data.frame(
            round = item$round, item = item$item, n = length(value), missing = missing,
            counts = if (rated) paste(tabulate(value, item$points), collapse = " ") else NA_character_,
            median = quartiles[2], quartile1 = quartiles[1], quartile3 = quartiles[3],
            agreement_percent = percent(value >= item$agree_from), disagreement_percent = percent(value <= item$disagree_to),
            label = item$label)
        }

        result <- do.call(rbind, lapply(seq_len(NROW(items)), function(line) summary_of(items[line, ])))
        options(width = 200)
        print(result, row.names = FALSE, right = FALSE)
        if (length(arguments) > 1) write.csv(result, arguments[2], row.names = FALSE)

        """;

    /// <summary>Ratings and numbers; of the others the report tells shares, not medians.</summary>
    private static string? Line(int round, AskedPart asked, FileWords words)
    {
        var label = Quoted(
            words.Plain(asked.Item.Text.ToString()) + (asked.Part.Name is { } name ? $": {words.Plain(name.ToString())}" : "")
        );
        return asked.Part switch
        {
            RatedPart { Scale: var scale } => string.Create(
                CultureInfo.InvariantCulture,
                $"  asked({round}, \"{asked.Part.Key}\", {scale.Points}, {scale.LowestOfTop}, {scale.Bottom}, {label})"
            ),
            NumberPart => string.Create(CultureInfo.InvariantCulture, $"  asked({round}, \"{asked.Part.Key}\", NA, NA, NA, {label})"),
            _ => null,
        };
    }

    private static string Quoted(string text) =>
        $"\"{OneLine(text).Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string OneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}
