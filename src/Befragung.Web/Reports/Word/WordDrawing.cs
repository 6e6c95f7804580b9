using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Office2019.Drawing.SVG;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using BlipFill = DocumentFormat.OpenXml.Drawing.Pictures.BlipFill;
using NonVisualDrawingProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualDrawingProperties;
using NonVisualPictureDrawingProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualPictureDrawingProperties;
using NonVisualPictureProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualPictureProperties;
using Picture = DocumentFormat.OpenXml.Drawing.Pictures.Picture;
using Run = DocumentFormat.OpenXml.Wordprocessing.Run;
using ShapeProperties = DocumentFormat.OpenXml.Drawing.Pictures.ShapeProperties;

namespace Befragung.Web.Reports.Word;

/// <summary>A picture in a line: drawn where the program can, and by points where it cannot, with the words that say the same.</summary>
internal static class WordDrawing
{
    // In English metric units: a quarter of a millimetre for each pixel, and never larger than the page.
    private const double Unit = 36_000,
        Pixel = Unit * 0.25,
        Widest = Unit * 170,
        Highest = Unit * 200;

    private const string PictureNamespace = "http://schemas.openxmlformats.org/drawingml/2006/picture",
        DrawnAs = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

    public static Run Of(MainDocumentPart main, WordPicture picture, byte[] points, uint number)
    {
        var scale = Math.Min(Pixel, Math.Min(Widest / picture.Width, Highest / picture.Height));
        var (width, height) = ((long)(picture.Width * scale), (long)(picture.Height * scale));
        var byPoints = main.AddImagePart(ImagePartType.Png);
        byPoints.FeedData(new MemoryStream(points));
        var blip = new Blip { Embed = main.GetIdOfPart(byPoints) };
        if (picture.IsDrawn)
        {
            var drawn = main.AddImagePart(ImagePartType.Svg);
            drawn.FeedData(new MemoryStream(Encoding.UTF8.GetBytes(picture.Svg)));
            blip.Append(new BlipExtensionList(new BlipExtension(new SVGBlip { Embed = main.GetIdOfPart(drawn) }) { Uri = DrawnAs }));
        }
        var name = string.Create(CultureInfo.InvariantCulture, $"Bild {number}");
        var said = WordText.Held(picture.Says);
        return new(
            new Drawing(
                new Inline(
                    new Extent { Cx = width, Cy = height },
                    new EffectExtent
                    {
                        LeftEdge = 0,
                        TopEdge = 0,
                        RightEdge = 0,
                        BottomEdge = 0,
                    },
                    new DocProperties
                    {
                        Id = number,
                        Name = name,
                        Description = said,
                    },
                    new DocumentFormat.OpenXml.Drawing.Wordprocessing.NonVisualGraphicFrameDrawingProperties(
                        new GraphicFrameLocks { NoChangeAspect = true }
                    ),
                    new Graphic(
                        new GraphicData(
                            new Picture(
                                new NonVisualPictureProperties(
                                    new NonVisualDrawingProperties
                                    {
                                        Id = number,
                                        Name = name,
                                        Description = said,
                                    },
                                    new NonVisualPictureDrawingProperties()
                                ),
                                new BlipFill(blip, new Stretch(new FillRectangle())),
                                new ShapeProperties(
                                    new Transform2D(new Offset { X = 0, Y = 0 }, new Extents { Cx = width, Cy = height }),
                                    new PresetGeometry(new AdjustValueList()) { Preset = ShapeTypeValues.Rectangle }
                                )
                            )
                        )
                        {
                            Uri = PictureNamespace,
                        }
                    )
                )
                {
                    DistanceFromTop = 0,
                    DistanceFromBottom = 0,
                    DistanceFromLeft = 0,
                    DistanceFromRight = 0,
                }
            )
        );
    }
}
