using Befragung.Delphi;
using Befragung.Web.Exchange;
using static Befragung.Web.Tests.Exchange.SamplePictures;

namespace Befragung.Web.Tests.Exchange;

/// <summary>Pictures that somebody uploads, who may mean no good.</summary>
public sealed class LogoFileTests
{
    public static IEnumerable<object[]> Kinds =>
        from kind in (int[])[0, 2, 3, 4, 6]
        from depth in (int[])[1, 2, 4, 8, 16]
        where
            kind switch
            {
                0 => true,
                3 => depth <= 8,
                _ => depth >= 8,
            }
        from interlaced in (bool[])[false, true]
        select new object[] { kind, depth, interlaced };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_PNG_is_taken_as_it_is(int kind, int depth, bool interlaced)
    {
        var png = Png(13, 9, depth, kind, interlaced);
        var logo = LogoFile.Read(png);
        Assert.Equal(("image/png", 13, 9), (logo.Type, logo.Width, logo.Height));
        Assert.Equal(png, logo.Content);
    }

    [Fact]
    public void JPEGs_are_taken_without_what_programs_note_in_them()
    {
        foreach (var jpeg in (byte[][])[Jpeg, ProgressiveJpeg])
        {
            byte[] noted = [.. jpeg[..2], 0xff, 0xfe, 0, 8, .. "geheim"u8, .. jpeg[2..], .. "dahinter"u8];
            var logo = LogoFile.Read(noted);
            Assert.Equal(("image/jpeg", 24, 12), (logo.Type, logo.Width, logo.Height));
            // The 18 bytes of the head of JFIF go, too; the rest is what it was.
            Assert.Equal([.. jpeg[..2], .. jpeg[20..]], logo.Content);
        }
    }

    [Fact]
    public void A_PNG_is_taken_without_what_programs_note_in_it()
    {
        var plain = Png(Head(2, 1), [], Packed(9));
        Assert.Equal(
            plain,
            LogoFile
                .Read([
                    .. Png(
                        Head(2, 1),
                        [Chunk("tEXt", [.. "Ort\0Kleinstadt"u8]), Chunk("eXIf", new byte[9]), Chunk("iCCP", new byte[30])],
                        Packed(9)
                    ),
                    .. "dahinter"u8,
                ])
                .Content
        );
    }

    [Fact]
    public void A_small_file_that_swells_is_refused_without_being_unpacked_to_the_end()
    {
        // 400 MB of zeros in less than half a megabyte.
        var bomb = Png(Head(20, 20), [], Packed(400_000_000));
        Assert.True(bomb.Length < LogoFile.MostBytes);
        // Of this thread alone: other tests run beside it.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(
            "Das PNG-Bild ist beschädigt. Es entpackt sich zu mehr, als sein Kopf verspricht. Bitte speichern Sie es noch einmal als PNG.",
            Refusal(bomb)
        );
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void What_claims_to_be_huge_is_refused_before_anything_is_unpacked()
    {
        Assert.Equal(
            "Das Bild gibt sich als 50000 × 20 Pixel groß aus. Möglich sind bis zu 4000 × 4000.",
            Refusal(Png(Head(50_000, 20), [], Packed(10)))
        );
        var jpeg = Jpeg;
        var frame = Jpeg.AsSpan().IndexOf([(byte)0xff, (byte)0xc0]);
        jpeg[frame + 5] = 0xff;
        jpeg[frame + 6] = 0xff;
        Assert.Equal("Das Bild gibt sich als 24 × 65535 Pixel groß aus. Möglich sind bis zu 4000 × 4000.", Refusal(jpeg));
        Assert.StartsWith("Das Bild gibt sich als 0 × 20 Pixel", Refusal(Png(Head(0, 20), [], Packed(10))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_picture_of_these_kinds_is_told_so()
    {
        foreach (
            var file in (byte[][])
                [
                    [.. "GIF89a"u8],
                    [.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8],
                    [.. "%PDF-1.7"u8],
                    [0xff],
                    [0x89, .. "PNG"u8],
                ]
        )
            Assert.StartsWith("Das ist weder ein PNG- noch ein JPEG-Bild.", Refusal(file), StringComparison.Ordinal);
        Assert.Equal("Die Datei ist leer.", Refusal([]));
        Assert.StartsWith("Die Datei hat 1,5 MB", Refusal(new byte[1536 * 1024]), StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_JPEG_that_a_report_cannot_show_are_told_so()
    {
        Assert.StartsWith("Das JPEG-Bild hat Druckfarben (CMYK).", Refusal(CmykJpeg), StringComparison.Ordinal);
        Assert.StartsWith("Das JPEG-Bild liegt gedreht in der Datei.", Refusal(TurnedJpeg), StringComparison.Ordinal);
        var lossless = Jpeg;
        lossless[lossless.AsSpan().IndexOf([(byte)0xff, (byte)0xc0]) + 1] = 0xc3;
        Assert.StartsWith("Das JPEG-Bild ist von einer seltenen Art", Refusal(lossless), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_cut_off_is_taken()
    {
        foreach (var whole in (byte[][])[Png(), Jpeg, ProgressiveJpeg])
            for (var length = 0; length < whole.Length; length++)
                Assert.NotEmpty(Refusal(whole[..length]));
    }

    [Fact]
    public void A_PNG_with_any_byte_changed_is_refused()
    {
        var png = Png();
        for (var at = 0; at < png.Length; at++)
        {
            var changed = (byte[])png.Clone();
            changed[at] ^= 0x41;
            Assert.NotEmpty(Refusal(changed));
        }
    }

    [Fact]
    public void A_JPEG_of_random_bytes_never_breaks_the_reader()
    {
        var random = new Random(5);
        for (var time = 0; time < 20_000; time++)
        {
            var changed = time % 2 == 0 ? Jpeg : TurnedJpeg;
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                changed[random.Next(2, changed.Length)] = (byte)(random.Next(3) == 0 ? 0xff : random.Next(256));
            try
            {
                LogoFile.Read(changed);
            }
            catch (RuleBrokenException)
            {
                // Either is fine; anything else is not.
            }
        }
    }

    [Fact]
    public void Parts_of_a_PNG_in_the_wrong_place_are_refused()
    {
        var lines = Packed(2 * 9);
        var palette = Chunk("PLTE", new byte[6]);
        Assert.Contains(
            "Seine Teile passen nicht zusammen.",
            Refusal(Png(Head(2, 2), [Chunk("IHDR", Head(2, 2))], lines)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Seine Teile passen nicht zusammen.",
            Refusal(Png(Head(2, 2), [Chunk("ABCD", [])], lines)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Seine Teile passen nicht zusammen.",
            Refusal(Png(Head(2, 2, kind: 0), [palette], Packed(6))),
            StringComparison.Ordinal
        );
        Assert.Contains("Seine Teile passen nicht zusammen.", Refusal(Png(Head(2, 2, kind: 3), [], Packed(6))), StringComparison.Ordinal);
        Assert.Contains(
            "Seine Teile passen nicht zusammen.",
            Refusal(Png(Head(2, 2, kind: 3), [Chunk("tRNS", new byte[1]), palette], Packed(6))),
            StringComparison.Ordinal
        );
        Assert.Contains("Farbtiefe", Refusal(Png(Head(2, 2, depth: 3), [], lines)), StringComparison.Ordinal);
        Assert.Contains("Seine Zeilen passen nicht zu seiner Größe.", Refusal(Png(lines: -1)), StringComparison.Ordinal);
        Assert.Contains("Es entpackt sich zu mehr", Refusal(Png(lines: 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_JPEG_of_very_many_scans_is_refused()
    {
        var scan = Jpeg.AsSpan().IndexOf([(byte)0xff, (byte)0xda]);
        byte[] many = [.. Jpeg[..scan], .. Enumerable.Repeat(Jpeg[scan..^2], 41).SelectMany(one => one), 0xff, 0xd9];
        Assert.StartsWith("Das JPEG-Bild ist beschädigt", Refusal(many), StringComparison.Ordinal);
        Assert.Equal(
            24,
            LogoFile.Read([.. Jpeg[..scan], .. Enumerable.Repeat(Jpeg[scan..^2], 40).SelectMany(one => one), 0xff, 0xd9]).Width
        );
    }

    private static string Refusal(byte[] file)
    {
        var sentence = Assert.Throws<RuleBrokenException>(() => LogoFile.Read(file)).Sentence;
        return string.Format(
            System.Globalization.CultureInfo.GetCultureInfo("de-DE"),
            sentence.German,
            [.. sentence.Values.Select(value => value is Sentence inner ? inner.German : value)]
        );
    }
}
