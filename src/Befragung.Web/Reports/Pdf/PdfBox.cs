using System.Globalization;
using System.Runtime.InteropServices;

namespace Befragung.Web.Reports.Pdf;

/// <summary>How content is placed on the page: x' = A·x + C·y + E, y' = B·x + D·y + F.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PdfMatrix(double A, double B, double C, double D, double E, double F)
{
    public static PdfMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>This one first, then the other.</summary>
    public PdfMatrix Then(PdfMatrix o) =>
        new(
            (A * o.A) + (B * o.C),
            (A * o.B) + (B * o.D),
            (C * o.A) + (D * o.C),
            (C * o.B) + (D * o.D),
            (E * o.A) + (F * o.C) + o.E,
            (E * o.B) + (F * o.D) + o.F
        );

    public PdfMatrix Moved(double x, double y) => new PdfMatrix(1, 0, 0, 1, x, y).Then(this);

    public (double X, double Y) At(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);
}

/// <summary>What a drawing covers on its page.</summary>
internal sealed class PdfBox
{
    private double left = double.MaxValue,
        bottom = double.MaxValue,
        right = double.MinValue,
        top = double.MinValue;

    /// <summary>What left, bottom, right and top come to on the page.</summary>
    public static PdfBox Of(IReadOnlyList<double> extent, PdfMatrix by)
    {
        var box = new PdfBox();
        foreach (var x in (int[])[0, 2])
        {
            foreach (var y in (int[])[1, 3])
                box.Add(by.At(extent[x], extent[y]));
        }
        return box;
    }

    public bool IsEmpty => right < left;

    public void Add((double X, double Y) point)
    {
        left = Math.Min(left, point.X);
        right = Math.Max(right, point.X);
        bottom = Math.Min(bottom, point.Y);
        top = Math.Max(top, point.Y);
    }

    public void Add(PdfBox other)
    {
        if (other.IsEmpty)
            return;
        Add((other.left, other.bottom));
        Add((other.right, other.top));
    }

    /// <summary>As an array, cut off at the edges of the paper.</summary>
    public PdfArray Within(double width, double height) =>
        new([
            .. new[]
            {
                Math.Clamp(left, 0, width),
                Math.Clamp(bottom, 0, height),
                Math.Clamp(right, 0, width),
                Math.Clamp(top, 0, height),
            }.Select(value => new PdfLiteral(value.ToString("0.##", CultureInfo.InvariantCulture))),
        ]);
}
