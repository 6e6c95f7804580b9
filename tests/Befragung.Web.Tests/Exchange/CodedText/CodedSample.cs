using System.IO.Compression;
using System.Text;
using Befragung.Web.Exchange.CodedText;

namespace Befragung.Web.Tests.Exchange.CodedText;

/// <summary>Coded answers with everything that is hard to carry over: emoji, lines that end in two signs, codes on two levels, several coders.</summary>
internal static class CodedSample
{
    public static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(1));

    public static CodedAnswers Answers { get; } = Of();

    public static Guid Id(int number) => new($"00000000-0000-4000-8000-{number:D12}");

    public static byte[] Written(CodedAnswers answers)
    {
        using var content = new MemoryStream();
        QdpxWriter.Write(answers, Made, content);
        return content.ToArray();
    }

    public static ReadCodedAnswers Read(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return QdpxReader.Read(stream);
    }

    public static string Part(byte[] package, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(package, writable: false));
        using var reader = new StreamReader(archive.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>What is coded, as people would say it.</summary>
    public static IEnumerable<string> Told(CodedAnswers answers)
    {
        var codes = answers.Codes.ToDictionary(code => code.Id, code => code.Name);
        var coders = answers.Coders.ToDictionary(coder => coder.Id, coder => coder.Name);
        var texts = answers.Sources.ToDictionary(source => source.Id, source => source.Text);
        return answers.Codings.Select(coding =>
            $"{(coding.Coder is { } coder ? coders[coder] : "?")}: {codes[coding.Code]} = {texts[coding.Source].Substring(coding.Start, coding.Length)}"
        );
    }

    private static CodedAnswers Of()
    {
        var (mobility, bus, housing) = (Id(1), Id(2), Id(3));
        var (anna, ben) = (Id(11), Id(12));
        const string emoji = "😀😀 Der Bus fährt nie 🚌, und Wohnungen fehlen.";
        const string lines = "Erstens: mehr Busse\r\nZweitens: \"billige\" <Wohnungen> & Läden";
        int At(string text, string words) => text.IndexOf(words, StringComparison.Ordinal);
        return new(
            "Kleinstädte & Dörfer",
            [
                new(mobility, null, "Mobilität", "#1a2b3c", "Alles, was fährt.\nAuch Räder.", "Ohne Auto geht hier nichts."),
                new(bus, mobility, "Bus", "#ff0000", "", ""),
                new(housing, null, "Wohnen <neu>", null, "Miete & Eigentum", ""),
            ],
            [new(anna, "Anna"), new(ben, "Ben")],
            [
                new(Id(21), "Antwort 1", emoji, "de", "Verwaltung", "Was fehlt?"),
                new(Id(22), "Antwort 2", lines, "de", "", "Was fehlt?"),
                new(Id(23), "Antwort 3", "Nothing at all.", "en", "", ""),
                new(Id(24), "Antwort 4", "", "", "", ""),
            ],
            [
                new(Id(31), Id(21), At(emoji, "Der Bus"), "Der Bus fährt nie 🚌".Length, bus, anna),
                new(Id(32), Id(21), At(emoji, "Der Bus"), "Der Bus fährt nie 🚌".Length, mobility, anna),
                new(Id(33), Id(21), At(emoji, "Wohnungen"), 9, housing, ben),
                new(Id(34), Id(22), 0, lines.Length, mobility, ben),
                new(Id(35), Id(22), At(lines, "\"billige"), "\"billige\" <Wohnungen>".Length, housing, null),
                new(Id(36), Id(24), 0, 0, housing, anna),
            ],
            [
                new(Id(41), bus, "Notiz", "Auch Rufbusse"),
                new(Id(42), Id(21), "", "Ironisch?"),
                new(Id(43), Id(33), "", "unsicher"),
                new(Id(44), null, "Stand", "Erste Runde"),
            ]
        );
    }
}
