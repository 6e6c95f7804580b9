using System.Buffers;

namespace Befragung.Web.Pages.Bogen.Shortcuts;

/// <summary>
/// Gathers small pieces into blocks before they go on. A page is many hundred pieces, and each that is handed to the network alone costs a lock; the whole page at
/// once would be most of the memory of a crowd.
/// </summary>
internal sealed class BlockWriter(IBufferWriter<byte> target) : IBufferWriter<byte>, IDisposable
{
    private const int Size = 8 * 1024;

    private byte[] block = ArrayPool<byte>.Shared.Rent(Size);
    private int count;

    public void Advance(int written) => count += written;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (block.Length - count < Math.Max(sizeHint, 1))
            MakeRoom(sizeHint);
        return block.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Hands on what was gathered.</summary>
    public void Flush()
    {
        target.Write(block.AsSpan(0, count));
        count = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(block);

    private void MakeRoom(int sizeHint)
    {
        Flush();
        if (block.Length >= sizeHint)
            return;
        ArrayPool<byte>.Shared.Return(block);
        block = ArrayPool<byte>.Shared.Rent(sizeHint);
    }
}
