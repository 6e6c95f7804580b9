using System.Runtime.CompilerServices;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange;

/// <summary>
/// Goes through plain lines of answers. In a long file nearly all cells stood in lines before, so what they mean is known by their bytes: those that tell the
/// sheet, and those that tell the answer. Only what is new is made a text and checked. Whatever is out of the ordinary is for others.
/// </summary>
internal sealed class PlainResponses
{
    private const int Round = 0,
        Panelist = 1,
        Group = 2,
        Item = 3,
        Value = 4;

    private const int ShortestPart = 4_000_000;

    private readonly PlainLines lines;
    private readonly ResponseFile file;
    private readonly ByteKeys sheetKeys = new();
    private readonly List<ResponseSheet> sheets = [];
    private readonly ByteKeys answerKeys = new();
    private readonly List<ResponseAnswer> answers = [];

    private PlainResponses(PlainLines lines, ResponseFile file)
    {
        this.lines = lines;
        this.file = file;
    }

    /// <summary>Reads a file in which nothing is out of the ordinary; null for any other, which has to be read as a table, be it to say what is wrong.</summary>
    public static ResponseFile? Read(Stream content, Questionnaire questionnaire) =>
        Read(content, questionnaire, (int)Math.Clamp(content.Length / ShortestPart, 1, Environment.ProcessorCount));

    /// <summary>The same in so many parts, which are read at the same time.</summary>
    internal static ResponseFile? Read(Stream content, Questionnaire questionnaire, int parts)
    {
        var pieces = PlainLines.Of(content, ResponseFile.Header.Length, parts);
        if (
            pieces is not [var first, ..]
            || !first.Next()
            || !ResponseFile.IsHeader(Enumerable.Range(0, first.Width).Select(column => first[column]))
        )
            return null;
        var responses = pieces.Select(piece => new PlainResponses(piece, new ResponseFile(questionnaire))).ToList();
        try
        {
            var read = Parallel.ForEach(
                responses,
                (one, all) =>
                {
                    if (!one.TryRead())
                        all.Stop();
                }
            );
            if (!read.IsCompleted || !responses.Skip(1).All(later => responses[0].file.TryAdd(later.file)))
                return null;
            responses[0].file.CheckWhole();
            return responses[0].file;
        }
        catch (ResponseFileException)
        {
            return null;
        }
    }

    /// <summary>Takes in all answers of the lines; false where they have to be read in another way.</summary>
    private bool TryRead()
    {
        try
        {
            while (lines.Next())
                if (!Take())
                    return false;
            return lines.IsPlain;
        }
        catch (Exception failure) when (failure is ResponseFileException or IOException)
        {
            return false;
        }
    }

    // Optimised at once: the file is read before the runtime has found out that it pays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Take()
    {
        if (lines.Width <= Value)
            return false;
        var sheet = sheetKeys.IndexOf(lines.Cells(Round, Group));
        var answer = answerKeys.IndexOf(lines.Cells(Item, Value));
        return sheet < 0 || answer < 0 ? TakeNew(sheet, answer) : file.TryPut(default, answers[answer] with { Sheet = sheets[sheet] });
    }

    private bool TakeNew(int sheet, int known)
    {
        // Blanks at the ends, which mean nothing, would make cells different that are alike.
        for (var column = Round; column <= Value; column++)
            if (lines.Cells(column, column) is [(byte)' ', ..] or [.., (byte)' '])
                return false;
        var line = new ResponseLine(
            default,
            lines[Round],
            lines[Panelist],
            lines[Group],
            lines[Item],
            lines[Value],
            lines.MayHaveDecimalCommas
        );
        var answer = file.Check(line);
        if (sheet < 0)
        {
            sheetKeys.Add(lines.Cells(Round, Group));
            sheets.Add(answer.Sheet);
        }
        // There are any number of texts and numbers; but that there is none is always the same.
        if (known < 0 && (answer.Place.Part is not (TextPart or NumberPart) || line.Value.Length == 0))
        {
            answerKeys.Add(lines.Cells(Item, Value));
            answers.Add(answer);
        }
        return file.TryPut(default, answer);
    }
}
