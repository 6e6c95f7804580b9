using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Befragung.Delphi.Statistics;

/// <summary>
/// Random numbers that are the same every time for the same words, in every version and on every machine: L'Ecuyer's combined multiple-recursive generator
/// MRG32k3a, which R has as <c>RNGkind("L'Ecuyer-CMRG")</c>, so that R can repeat every draw.
/// L'Ecuyer (1999), Good parameters and implementations for combined multiple recursive random number generators, Operations Research 47(1), 159–164.
/// </summary>
public sealed class Draws
{
    private const long First = 4294967087,
        Second = 4294944443;

    private long a0,
        a1,
        a2,
        b0,
        b1,
        b2;

    /// <param name="seeds">Six numbers: three from 0 to 4294967086 and three from 0 to 4294944442, of each three not all 0.</param>
    public Draws(params ReadOnlySpan<long> seeds)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seeds.Length, 6, nameof(seeds));
        (a0, a1, a2) = (seeds[0], seeds[1], seeds[2]);
        (b0, b1, b2) = (seeds[3], seeds[4], seeds[5]);
    }

    /// <summary>The draws of a matter, for instance of a study, a round and an item.</summary>
    public static Draws Of(params ReadOnlySpan<string> matter) => new(SeedsOf(matter));

    /// <summary>The six seeds: the first 24 bytes of the SHA-256 of the words with line feeds between them, as numbers from low bytes to high ones.</summary>
    public static long[] SeedsOf(params ReadOnlySpan<string> matter)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', matter)), hash);
        var seeds = new long[6];
        for (var i = 0; i < seeds.Length; i++)
            // From 1, so that no three of them are all 0.
            seeds[i] = 1 + (BinaryPrimitives.ReadUInt32LittleEndian(hash[(4 * i)..]) % ((i < 3 ? First : Second) - 1));
        return seeds;
    }

    /// <summary>The next number, above 0 and below 1.</summary>
    public double Next()
    {
        var a = Modulo((1403580 * a1) - (810728 * a0), First);
        (a0, a1, a2) = (a1, a2, a);
        var b = Modulo((527612 * b2) - (1370589 * b0), Second);
        (b0, b1, b2) = (b1, b2, b);
        return (a > b ? a - b : a - b + First) * 2.328306549295727688e-10;
    }

    private static long Modulo(long value, long modulus) => value % modulus is var rest && rest < 0 ? rest + modulus : rest;
}
