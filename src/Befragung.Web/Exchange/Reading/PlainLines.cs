using System.Runtime.CompilerServices;
using System.Text;

namespace Befragung.Web.Exchange.Reading;

/// <summary>
/// The lines of a table that is as plain as most programs write it: visible ASCII and blanks alone, nothing in quotes. Nothing in it has to be guessed or
/// decoded, so its cells are handed out as the bytes that stand there. At the first byte of any other kind it ends and is not plain: then
/// <see cref="CsvTable"/> has to read the file, or say what is wrong with it.
/// </summary>
internal sealed class PlainLines
{
    // Longer lines are not plain; a table has far longer ones refused.
    private const int LongestLine = 1 << 19;

    private readonly Stream content;
    private readonly byte separator;
    private readonly long end;
    private long position;

    // What ends an ordinary run of bytes: the separator, the ends of lines, and whatever is not plain.
    private readonly bool[] isSpecial = new bool[256];

    // Where the cells of the line begin; one more than there are, behind what ends the last.
    private readonly int[] starts;
    private readonly byte[] buffer = new byte[LongestLine];
    private int next;
    private int whole;
    private int filled;

    private PlainLines(Stream content, byte separator, int mostCells, long position, long end)
    {
        this.content = content;
        this.separator = separator;
        this.position = position;
        this.end = end;
        starts = new int[mostCells + 1];
        for (var one = 0; one < isSpecial.Length; one++)
            isSpecial[one] = one is < ' ' or '"' or > '~' || one == separator;
    }

    /// <summary>False as soon as something else stood there.</summary>
    public bool IsPlain { get; private set; } = true;

    public bool MayHaveDecimalCommas => separator != ',';

    /// <summary>How many cells the line has.</summary>
    public int Width { get; private set; }

    /// <summary>A cell as a text.</summary>
    public string this[int column] => Encoding.ASCII.GetString(Cells(column, column));

    /// <summary>Some cells of the line as they stand there, with what separates them; valid until the next line.</summary>
    public ReadOnlySpan<byte> Cells(int first, int last) => buffer.AsSpan(starts[first], starts[last + 1] - 1 - starts[first]);

    /// <summary>Cuts a file between lines into parts that can be read at the same time; none where it is not plain for sure.</summary>
    /// <param name="content">A stream that can be read again; nobody else may read it meanwhile.</param>
    /// <param name="mostCells">Lines with more cells are not plain.</param>
    /// <param name="parts">How many there are to be, about equally long.</param>
    public static IReadOnlyList<PlainLines> Of(Stream content, int mostCells, int parts)
    {
        if (CsvTable.SeparatorOf(content) is not { } separator)
            return [];
        var cuts = new long[parts + 1];
        cuts[0] = BeginningOf(content);
        for (var part = 1; part < parts; part++)
            cuts[part] = Math.Max(cuts[part - 1], NextLine(content, content.Length * part / parts));
        cuts[parts] = content.Length;
        return [.. cuts.Zip(cuts.Skip(1), (from, to) => new PlainLines(content, (byte)separator, mostCells, from, to))];
    }

    /// <summary>Goes on to the next line; false at the end, and where it is not plain.</summary>
    // Optimised at once: the file is read before the runtime has found out that it pays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Next()
    {
        if (!IsPlain || (next == whole && !Fill()))
            return false;
        Width = 0;
        starts[0] = next;
        while (true)
        {
            // Behind the last whole line nothing is looked at: it ends with a line feed.
            var one = buffer[next++];
            if (!isSpecial[one])
                continue;
            if (++Width == starts.Length)
                return IsPlain = false;
            starts[Width] = next;
            if (one == separator)
                continue;
            if (one == '\r' && buffer[next] == '\n')
                next++;
            else if (one != '\n')
                IsPlain = false;
            return IsPlain;
        }
    }

    /// <summary>Reads on up to the end of a line; false at the end.</summary>
    private bool Fill()
    {
        var begun = filled - whole;
        buffer.AsSpan(whole, begun).CopyTo(buffer);
        // One byte is left for the line feed that the last line may lack.
        var room = (int)Math.Min(buffer.Length - 1 - begun, end - position);
        lock (content)
        {
            content.Position = position;
            content.ReadExactly(buffer, begun, room);
        }
        position += room;
        filled = begun + room;
        if (position == end && filled > 0 && buffer[filled - 1] != '\n')
            buffer[filled++] = (byte)'\n';
        next = 0;
        whole = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
        IsPlain = whole > 0 || filled == 0;
        return whole > 0;
    }

    /// <summary>Behind the mark of UTF-8, where there is one.</summary>
    private static long BeginningOf(Stream content)
    {
        var mark = new byte[Encoding.UTF8.Preamble.Length];
        content.Position = 0;
        var length = content.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.Preamble.SequenceEqual(mark.AsSpan(0, length)) ? length : 0;
    }

    private static long NextLine(Stream content, long position)
    {
        var piece = new byte[LongestLine];
        content.Position = position;
        var length = content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
        var feed = piece.AsSpan(0, length).IndexOf((byte)'\n');
        return feed < 0 ? position + length : position + feed + 1;
    }
}
