using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Befragung.Web.Exchange.Reading;

/// <summary>
/// Numbers keys of bytes from 0 on, in the order in which they come. A dictionary of texts can be asked by bytes as well, but made reading a long file a third
/// slower; here there is no text, and the key that was asked for last is looked at first.
/// </summary>
internal sealed class ByteKeys
{
    private const ulong Spread = 0x9E3779B97F4A7C15;

    // All keys, one behind the other; key i ends at ends[i], and begins where the one before ends.
    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];

    // By hash: the number of a key plus one, 0 where none is; at least half of them are free.
    private int[] slots = new int[1 << 9];
    private int last = -1;

    public int Count { get; private set; }

    /// <summary>The number of a key; −1 where there is none.</summary>
    // Optimised at once: a file is read before the runtime has found out that it pays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int IndexOf(ReadOnlySpan<byte> key)
    {
        if (last >= 0 && KeyAt(last).SequenceEqual(key))
            return last;
        for (var slot = SlotOf(key); slots[slot] > 0; slot = (slot + 1) & (slots.Length - 1))
            if (KeyAt(slots[slot] - 1).SequenceEqual(key))
                return last = slots[slot] - 1;
        return -1;
    }

    /// <summary>Adds a key that there is not.</summary>
    public void Add(ReadOnlySpan<byte> key)
    {
        var start = Count == 0 ? 0 : ends[Count - 1];
        while (start + key.Length > bytes.Length)
            Array.Resize(ref bytes, 2 * bytes.Length);
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, 2 * ends.Length);
            slots = new int[2 * ends.Length];
            for (var index = 0; index < Count; index++)
                Place(index);
        }
        key.CopyTo(bytes.AsSpan(start));
        ends[Count] = start + key.Length;
        Place(Count++);
    }

    private void Place(int index)
    {
        var slot = SlotOf(KeyAt(index));
        while (slots[slot] > 0)
            slot = (slot + 1) & (slots.Length - 1);
        slots[slot] = index + 1;
    }

    private ReadOnlySpan<byte> KeyAt(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return bytes.AsSpan(start, ends[index] - start);
    }

    private int SlotOf(ReadOnlySpan<byte> key)
    {
        var hash = (ulong)key.Length;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
        foreach (var one in key)
            hash = Mixed(hash ^ one);
        return (int)(hash >> 32) & (slots.Length - 1);
    }

    private static ulong Mixed(ulong hash)
    {
        hash *= Spread;
        return hash ^ (hash >> 32);
    }
}
