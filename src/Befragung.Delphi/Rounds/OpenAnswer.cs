namespace Befragung.Delphi.Rounds;

/// <summary>
/// An answer in an expert's own words, taken out of the sealed sheets when a round closes: the raw material that the team reads and codes.
/// It keeps the trace to its sheet, and stands in an order that tells nothing.
/// </summary>
public sealed class OpenAnswer
{
    private OpenAnswer() { }

    public OpenAnswer(int roundId, long sheetId, string partKey, string text)
    {
        Id = Guid.NewGuid();
        RoundId = roundId;
        SheetId = sheetId;
        PartKey = partKey;
        Text = text;
    }

    public Guid Id { get; private set; }

    public int RoundId { get; private set; }

    public long SheetId { get; private set; }

    public string PartKey { get; private set; } = "";

    public string Text { get; private set; } = "";
}
