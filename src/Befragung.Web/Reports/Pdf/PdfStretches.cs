namespace Befragung.Web.Reports.Pdf;

/// <summary>What stands between BMC or BDC and EMC.</summary>
internal sealed class PdfStretch
{
    public required int Number { get; init; }

    public required bool IsArtifact { get; init; }

    /// <summary>What its glyphs say, where they do not say it themselves: a ligature.</summary>
    public required string? Says { get; init; }

    public PdfReference? Owner { get; init; }

    public PdfReference? Figure { get; init; }

    /// <summary>Where its beginning stands in what was written.</summary>
    public int Start { get; set; }

    public int Length { get; set; }

    public bool IsDrawn { get; set; }

    public bool HasContent { get; set; }

    public PdfBox Box { get; } = new();
}

/// <summary>Those that are open at a place of the contents, one in the other.</summary>
internal sealed class PdfStretches
{
    private readonly Stack<PdfStretch> open = new();

    public bool IsEmpty => open.Count == 0;

    public bool IsMarked => open.Any(stretch => stretch.IsArtifact || stretch.Number >= 0);

    /// <summary>Whether the glyphs are told in words.</summary>
    public bool AreSaid => open.Any(stretch => stretch.Says is not null);

    public PdfReference? Owner => open.FirstOrDefault(stretch => stretch.Owner is not null)?.Owner;

    public PdfReference? Figure => open.FirstOrDefault(stretch => stretch.Figure is not null)?.Figure;

    public void Begin(PdfStretch stretch) => open.Push(stretch);

    public PdfStretch? End() => open.TryPop(out var stretch) ? stretch : null;

    public void Draw(bool isContent)
    {
        foreach (var stretch in open)
        {
            stretch.IsDrawn = true;
            stretch.HasContent |= isContent;
        }
    }

    /// <summary>Pictures cover this too.</summary>
    public void Cover(PdfBox box)
    {
        foreach (var stretch in open)
        {
            if (stretch.Figure is not null)
                stretch.Box.Add(box);
        }
    }
}
