using System.Globalization;

namespace Befragung.Delphi.Coding;

/// <summary>
/// One thought in an open answer or a reason: what codes are given to. At first the whole text is one; who writes several thoughts gets several, each a stretch of the text as it was written.
/// It knows no sheet: only the text it is part of, and what may be said of who wrote it.
/// </summary>
public sealed class Mention
{
    /// <summary>Into how many pieces one text may be cut.</summary>
    public const int MostPieces = 50;

    /// <summary>How long a note on how a difference was settled may be.</summary>
    public const int LongestNote = 500;

    private Mention() { }

    /// <param name="itemKey">Of the question that was answered, or that the reason is about.</param>
    /// <param name="place">Of the question in the questionnaire.</param>
    /// <param name="groupKey">Null where the group would tell too much.</param>
    /// <param name="language">Null where the language would.</param>
    public Mention(int roundId, Guid sourceId, bool isReason, string itemKey, int place, string text, string? groupKey, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        Id = Guid.NewGuid();
        RoundId = roundId;
        SourceId = sourceId;
        IsReason = isReason;
        ItemKey = itemKey;
        Place = place;
        Text = text;
        GroupKey = groupKey;
        Language = language;
    }

    /// <summary>Random, so that its order tells nothing.</summary>
    public Guid Id { get; private set; }

    public int RoundId { get; private set; }

    /// <summary>The open answer or the reason it is part of.</summary>
    public Guid SourceId { get; private set; }

    public bool IsReason { get; private set; }

    public string ItemKey { get; private set; } = "";

    /// <summary>Where its question stands in the questionnaire: lists go by it.</summary>
    public int Place { get; private set; }

    /// <summary>Where it begins in the text it is part of, in UTF-16 units.</summary>
    public int Start { get; private set; }

    public string Text { get; private set; } = "";

    public string? GroupKey { get; private set; }

    public string? Language { get; private set; }

    /// <summary>Whether several people code it without seeing what the others do.</summary>
    public bool IsBlind { get; private set; }

    /// <summary>When it was decided which of the blind codings holds; null while it is not, and where nobody coded blind.</summary>
    public DateTime? SettledAt { get; private set; }
    public string? SettledBy { get; private set; }
    public string? Note { get; private set; }

    /// <summary>What the report may quote of it; null for nothing.</summary>
    public string? Quotation { get; private set; }

    /// <summary>When that was decided last; null where it never was.</summary>
    public DateTime? QuotedAt { get; private set; }
    public string? QuotedBy { get; private set; }

    /// <summary>Concurrency token: what was cut meanwhile is not coded as it was.</summary>
    public int Version { get; private set; }

    /// <summary>Draws it for those that several code blind.</summary>
    public void CodeBlind() => IsBlind = true;

    /// <summary>What is typed where it is to be cut: something that is not in it.</summary>
    public string CutSign => Text.Contains("||", StringComparison.Ordinal) ? "§§§" : "||";

    /// <summary>Its text, to be cut by typing <see cref="CutSign"/>; the places are those between its characters.</summary>
    /// <exception cref="RuleBrokenException">Anything but that was typed.</exception>
    public IReadOnlyList<int> PlacesIn(string? typed)
    {
        var pieces = (typed ?? "").Split(CutSign);
        if (!Letters(string.Concat(pieces)).SequenceEqual(Letters(Text)))
            throw new RuleBrokenException(
                "Der Text darf sich nicht ändern. Setzen Sie nur {0} an die Stellen, an denen geteilt werden soll.",
                CutSign
            );
        var places = new List<int>();
        var place = 0;
        foreach (var piece in pieces.SkipLast(1))
        {
            for (var left = Letters(piece).Count(); left > 0; place++)
                if (IsLetter(Text[place]))
                    left--;
            places.Add(place);
        }
        return places;
    }

    /// <summary>Cuts it; it becomes the first piece itself. Gives back the others.</summary>
    /// <exception cref="RuleBrokenException">Nothing is left on one side of each cut, or there are too many.</exception>
    public IReadOnlyList<Mention> Split(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        List<int> borders = [0, .. places, Text.Length];
        var pieces = borders.Zip(borders.Skip(1), (from, to) => Trimmed(from, to)).Where(piece => piece.Length > 0).ToList();
        if (pieces.Count < 2)
            throw new RuleBrokenException("Setzen Sie {0} an jede Stelle, an der geteilt werden soll.", CutSign);
        if (pieces.Count > MostPieces)
            throw new RuleBrokenException("Ein Text lässt sich in höchstens {0:Nennung|Nennungen} teilen.", MostPieces);
        var others = pieces.Skip(1).Select(piece => Piece(piece.Start, piece.Length)).ToList();
        Text = Text.Substring(pieces[0].Start, pieces[0].Length);
        Start += pieces[0].Start;
        Quotation = null;
        Version++;
        return others;
    }

    /// <summary>Makes it the whole text again.</summary>
    public void BecomeWhole(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Start = 0;
        Text = source;
        Quotation = null;
        Version++;
    }

    /// <summary>Says that the codes it has from now on hold, whatever each had given it blind.</summary>
    public void Settle(string? note, DateTime at, string by)
    {
        if (note?.Trim().Length > LongestNote)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", note.Trim().Length, LongestNote);
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        SettledAt = at;
        SettledBy = by;
        Version++;
    }

    /// <summary>Releases words of it for the report.</summary>
    /// <param name="typed">Its text, or parts of it in its order; what stands in square brackets is the team's own.</param>
    /// <exception cref="RuleBrokenException">It says something else, nothing, or too much.</exception>
    public void Quote(string? typed, DateTime at, string by)
    {
        Quotation = QuotedText.Of(Text, typed);
        QuotedAt = at;
        QuotedBy = by;
        Version++;
    }

    /// <summary>Takes its quotation back; without one, nothing happens.</summary>
    public void TakeQuotationBack(DateTime at, string by)
    {
        if (Quotation is null)
            return;
        Quotation = null;
        QuotedAt = at;
        QuotedBy = by;
        Version++;
    }

    private Mention Piece(int start, int length) =>
        new(RoundId, SourceId, IsReason, ItemKey, Place, Text.Substring(start, length), GroupKey, Language)
        {
            Start = Start + start,
            IsBlind = IsBlind,
        };

    private (int Start, int Length) Trimmed(int from, int to)
    {
        while (from < to && char.IsWhiteSpace(Text[from]))
            from++;
        while (to > from && char.IsWhiteSpace(Text[to - 1]))
            to--;
        return (from, to - from);
    }

    // Browsers send line breaks of their own, and nobody sees a blank too many.
    private static IEnumerable<char> Letters(string text) => text.Where(IsLetter);

    private static bool IsLetter(char one) => !char.IsWhiteSpace(one) && CharUnicodeInfo.GetUnicodeCategory(one) != UnicodeCategory.Control;
}
