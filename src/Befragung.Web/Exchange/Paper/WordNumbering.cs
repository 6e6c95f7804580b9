using DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Exchange.Paper;

/// <summary>The lists of a Word document: numbered sections and questions, answers to tick, and those that texts have.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 4,
        NumbersKind = 5;

    private readonly List<NumberingInstance> numbered = [];

    /// <summary>The numbers of sections and questions, which their styles have.</summary>
    public const int Questions = 1;

    public const int Bullets = 2;

    /// <summary>One of several answers.</summary>
    public const int Circles = 3;

    /// <summary>Any of several answers.</summary>
    public const int Boxes = 4;

    public Numbering Definitions =>
        new([
            new AbstractNum(
                new MultiLevelType { Val = MultiLevelValues.Multilevel },
                Level(0, NumberFormatValues.Decimal, "%1", 0, WordStyles.Section),
                Level(1, NumberFormatValues.Decimal, "%1.%2", 0, null)
            )
            {
                AbstractNumberId = Questions,
            },
            Marks(Bullets, "•"),
            Marks(Circles, "○"),
            Marks(Boxes, "☐"),
            new AbstractNum([
                new MultiLevelType { Val = MultiLevelValues.HybridMultilevel },
                .. Enumerable.Range(0, Levels).Select(level => Level(level, NumberFormatValues.Decimal, $"%{level + 1}.", level + 1, null)),
            ])
            {
                AbstractNumberId = NumbersKind,
            },
            .. Enumerable
                .Range(Questions, Boxes)
                .Select(kind => new NumberingInstance(new AbstractNumId { Val = kind }) { NumberID = kind }),
            .. numbered,
        ]);

    /// <summary>A list of numbers that begins with 1.</summary>
    public int Numbers()
    {
        var list = Boxes + 1 + numbered.Count;
        numbered.Add(
            new(new AbstractNumId { Val = NumbersKind }, new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 })
            {
                NumberID = list,
            }
        );
        return list;
    }

    private static AbstractNum Marks(int kind, string mark) =>
        new([
            new MultiLevelType { Val = MultiLevelValues.HybridMultilevel },
            .. Enumerable.Range(0, Levels).Select(level => Level(level, NumberFormatValues.Bullet, mark, level + 1, null)),
        ])
        {
            AbstractNumberId = kind,
        };

    private static Level Level(int level, NumberFormatValues format, string text, int depth, string? style)
    {
        const int Step = 340;
        var made = new Level(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }) { LevelIndex = level };
        if (style is not null)
            made.Append(new ParagraphStyleIdInLevel { Val = WordStyles.Id(style) });
        made.Append(
            new LevelText { Val = text },
            new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(
                new Indentation { Left = Math.Max(2, depth + 1) * Step + "", Hanging = (depth == 0 ? 2 : 1) * Step + "" }
            )
        );
        return made;
    }
}
