using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Exchange;

/// <summary>
/// The answers as statistics programs like them: a line per expert and round, a column per part of the questionnaire, over all rounds. A cell is empty
/// where nothing was answered or the round did not ask, and <see cref="NoAnswer"/> where "keine Angabe" was chosen: R and pandas take that for missing,
/// and spreadsheets leave it out of every sum, which a number could not promise.
/// </summary>
internal sealed class WideTable
{
    public const string NoAnswer = "NA";

    private static readonly string[] Lead = ["round", "panelist", "group"];

    // A part as each round asked it; null where it did not.
    private readonly Dictionary<int, AskedPart?[]> asked;

    public WideTable(StudyExport export)
    {
        Columns = [.. Lead, .. export.Parts.Select(part => part.Part.Key)];
        asked = export.Rounds.ToDictionary(
            round => round.Number,
            round =>
            {
                var parts = round.Parts.ToDictionary(part => part.Part.Key, StringComparer.Ordinal);
                return export.Parts.Select(part => parts.GetValueOrDefault(part.Part.Key)).ToArray();
            }
        );
    }

    public IReadOnlyList<string> Columns { get; }

    public IEnumerable<Cell> Row(ExportSheet sheet) =>
        [
            Cell.Number(sheet.Round.ToString(CultureInfo.InvariantCulture)),
            Cell.Words(sheet.Panelist),
            Cell.Words(sheet.Group),
            .. asked[sheet.Round]
                .Select(part => part is null || sheet.ValueOf(part) is not { } value ? Cell.Empty : CellOf(part.Part, value)),
        ];

    private static Cell CellOf(Part part, string value) =>
        (part, value.Length) switch
        {
            (RatedPart or ChoicePart or MarkPart, 0) => Cell.Words(NoAnswer),
            (_, 0) => Cell.Empty,
            (TextPart or ChoicePart, _) => Cell.Words(value),
            _ => Cell.Number(value),
        };
}
