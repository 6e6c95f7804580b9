using System.Globalization;
using System.Text;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>
/// A sheet as a row of small numbers, a slot per part of the questionnaire: the point, the rank, the option's place from 1 on, 2 or 1
/// for an option chosen or not, 1 for a text, and 0 where
/// nothing valid was answered ("keine Angabe" included). So the evaluation counts numbers, wherever they come from.
/// </summary>
public sealed class SheetSlots
{
    private readonly Dictionary<string, Slot> slots = new(StringComparer.Ordinal);

    public SheetSlots(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        // Behind all items, whose places stay as they are.
        foreach (var part in questionnaire.Items.Concat<Item>(questionnaire.Expertise).SelectMany(item => item.Parts))
            slots.Add(part.Key, new(slots.Count, part, part is NumberPart ? Numbers++ : -1));
    }

    public int Count => slots.Count;

    /// <summary>How many of the parts are numbers that do not fit into a slot: they stand in a row of their own, and their slot holds 1.</summary>
    public int Numbers { get; }

    /// <summary>The place of a part; null where the questionnaire does not ask it.</summary>
    public int? IndexOf(string partKey) => slots.TryGetValue(partKey, out var slot) ? slot.Index : null;

    /// <summary>The place of a part among the numbers; null where it is none of them.</summary>
    public int? NumberIndexOf(string partKey) => slots.TryGetValue(partKey, out var slot) && slot.Number >= 0 ? slot.Number : null;

    /// <summary>Reads a sheet's document as it is stored.</summary>
    /// <param name="answers">One flat JSON object of strings.</param>
    /// <param name="row">Filled from the left; what is not answered becomes 0.</param>
    /// <param name="numbers">Filled likewise, with NaN for what is not answered; empty where they do not matter.</param>
    /// <param name="texts">Takes the open answers, by part key; null where they do not matter.</param>
    /// <exception cref="InvalidOperationException">The sheet holds what its questionnaire does not allow.</exception>
    public void Read(string answers, Span<short> row, Span<double> numbers, List<(string PartKey, string Text)>? texts)
    {
        ArgumentNullException.ThrowIfNull(answers);
        row.Clear();
        numbers.Fill(double.NaN);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(answers));
        var keys = slots.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> key = stackalloc char[128];
        Span<char> value = stackalloc char[64];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // An earlier round may have asked what this one does not.
            var length = reader.ValueSpan.Length <= key.Length ? reader.CopyString(key) : 0;
            var known = keys.TryGetValue(key[..length], out var found) ? found : null;
            reader.Read();
            if (reader.ValueSpan.Length == 0)
                continue;
            if (known is null)
            {
                // Reasons, and votes on those of others, are no answers; but they are taken along.
                if (texts is not null && key[..length].Contains(":", StringComparison.Ordinal))
                    texts.Add((key[..length].ToString(), reader.GetString()!));
                continue;
            }
            if (known.Part is TextPart)
            {
                row[known.Index] = 1;
                texts?.Add((known.Part.Key, reader.GetString()!));
            }
            else
            {
                if (known.Number >= 0 && !numbers.IsEmpty)
                    numbers[known.Number] = NumberOf(known.Part, reader.GetString()!);
                row[known.Index] =
                    reader.ValueSpan.Length <= value.Length
                        ? CodeOf(known.Part, value[..reader.CopyString(value)])
                        : throw Unfit(known.Part);
            }
        }
    }

    /// <summary>The value that a row holds for a part; null where there is no valid one, or the part is a text.</summary>
    public string? ValueOf(string partKey, ReadOnlySpan<short> row, ReadOnlySpan<double> numbers)
    {
        if (!slots.TryGetValue(partKey, out var slot) || row.IsEmpty || row[slot.Index] is not (> 0 and var code))
            return null;
        return slot.Part switch
        {
            ChoicePart choice => choice.Options[code - 1].Key,
            MarkPart => code == 2 ? MarkPart.Chosen : MarkPart.NotChosen,
            TextPart => null,
            NumberPart => numbers.IsEmpty ? null : ((decimal)numbers[slot.Number]).ToString(CultureInfo.InvariantCulture),
            _ => code.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The number that stands for a valid value of a part; 0 for "keine Angabe".</summary>
    /// <exception cref="InvalidOperationException">The value does not fit the part.</exception>
    public static short CodeOf(Part part, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
            return 0;
        switch (part)
        {
            case ChoicePart choice:
                for (var i = 0; i < choice.Options.Count; i++)
                    if (value.SequenceEqual(choice.Options[i].Key))
                        return (short)(i + 1);
                throw Unfit(part);
            case TextPart or NumberPart:
                return 1;
            case MarkPart:
                return value is MarkPart.Chosen ? (short)2
                    : value is MarkPart.NotChosen ? (short)1
                    : throw Unfit(part);
            default:
                return short.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var point) ? point : throw Unfit(part);
        }
    }

    /// <exception cref="InvalidOperationException">The value is no number.</exception>
    public static double NumberOf(Part part, string value) => NumberPart.Read(value) is { } number ? (double)number : throw Unfit(part);

    private static InvalidOperationException Unfit(Part part) => new($"A sheet holds a value that does not fit {part.Key}.");

    private sealed record Slot(int Index, Part Part, int Number);
}
