using Befragung.Delphi.Studies;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Tests.Reports.Parts;
using Befragung.Web.Tests.Reports.Pdf;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;
using static Befragung.Web.Tests.Exchange.SamplePictures;

namespace Befragung.Web.Tests.Reports.Printing;

/// <summary>Whatever picture is taken as a logo is also one that can be printed.</summary>
public sealed class LogoPrintTests : IDisposable
{
    private readonly ReportHouse house = new();
    private readonly string path = Path.GetTempFileName();

    public static TheoryData<string> Kinds =>
        ["JPEG", "progressive JPEG", "grey PNG", "PNG of a palette", "PNG of 16 bits", "transparent grey PNG of 16 bits"];

    public void Dispose()
    {
        house.Dispose();
        File.Delete(path);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_logo_is_printed_as_a_picture_with_its_words(string kind)
    {
        var logo = LogoFile.Read(
            kind switch
            {
                "JPEG" => Jpeg,
                "progressive JPEG" => ProgressiveJpeg,
                "grey PNG" => Png(60, 20, 8, 0),
                "PNG of a palette" => Png(60, 20, 1, 3),
                "PNG of 16 bits" => Png(60, 20, 16, 2),
                _ => Png(60, 20, 16, 4),
            }
        );
        var page = new ReportPage(
            house.Get<IRazorViewEngine>(),
            house.Get<IServiceScopeFactory>(),
            house.Get<ReportStyle>(),
            new(_ => Task.FromResult<byte[]?>(logo.Content))
        );
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        report = report with
        {
            Look = report.Look with
            {
                Logo = new Logo(Guid.NewGuid(), logo.Type, logo.Width, logo.Height, SampleStudy.Text("Amt für Größe")),
            },
        };
        await house.Printer.Print(await page.ForPaper(report, "de", ReportVersion.Brief), path, default);

        var pdf = new TaggedPdf(await File.ReadAllBytesAsync(path));
        Assert.Contains(pdf.All("Figure"), figure => TaggedPdf.Text(figure.GetValueOrDefault("Alt")) == "Amt für Größe");
        var pictures = pdf.Dictionary(pdf.Dictionary(pdf.Dictionary(pdf.Pages[0])["Resources"])["XObject"])
            .Values.Select(pdf.Resolve)
            .OfType<TaggedPdf.Stream>();
        Assert.Contains(
            pictures,
            picture => Equals(picture.Dictionary["Subtype"], new TaggedPdf.Name("Image")) && Size(picture) == (logo.Width, logo.Height)
        );
    }

    private static (int, int) Size(TaggedPdf.Stream picture) =>
        (Convert.ToInt32(picture.Dictionary["Width"], null), Convert.ToInt32(picture.Dictionary["Height"], null));
}
