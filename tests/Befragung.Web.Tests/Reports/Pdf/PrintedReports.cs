using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Tests.Exchange;
using Befragung.Web.Tests.Reports.Parts;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Reports.Pdf;

/// <summary>Reports as Chromium prints them, each printed once for all tests that look at it.</summary>
public sealed class PrintedReports : IDisposable
{
    private readonly ReportHouse house = new();
    private readonly string folder = Directory.CreateTempSubdirectory("reports-").FullName;
    private readonly Dictionary<string, TaggedPdf> printed = [];

    public void Dispose()
    {
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    internal async Task<TaggedPdf> Of(string name)
    {
        if (!printed.TryGetValue(name, out var pdf))
        {
            var (study, language, volume) = name switch
            {
                "two rounds, German" => (SampleStudy.TwoRounds(), "de", ReportVersion.Whole),
                "a round nobody answered" => (Nobody(), "de", ReportVersion.Whole),
                "texts of any kind" => (Texts(), "en", ReportVersion.Data),
                "with a logo and colours" => (SampleStudy.TwoRounds(), "de", ReportVersion.Data),
                _ => throw new ArgumentOutOfRangeException(nameof(name)),
            };
            var path = Path.Combine(folder, "report.pdf");
            await house.Printer.Print(
                await PageOf(name)
                    .ForPaper(ReportPageTests.Report(study) with { Look = study.Look with { Logo = LogoOf(name) } }, language, volume),
                path,
                default
            );
            printed[name] = pdf = new TaggedPdf(await File.ReadAllBytesAsync(path));
        }
        return pdf;
    }

    /// <summary>With whatever picture is asked for: the whole of it is white, and half of it transparent.</summary>
    private ReportPage PageOf(string name) =>
        LogoOf(name) is null
            ? house.Page
            : new(
                house.Get<IRazorViewEngine>(),
                house.Get<IServiceScopeFactory>(),
                house.Get<ReportStyle>(),
                new(_ => Task.FromResult<byte[]?>(SamplePictures.Png(120, 40)))
            );

    private static Logo? LogoOf(string name) =>
        name == "with a logo and colours" ? new(Guid.NewGuid(), "image/png", 120, 40, SampleStudy.Text("Amt für Größe (Köln)")) : null;

    private static Study Nobody()
    {
        var study = new Study("leer", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, new int[8], SampleStudy.Start, 1);
        return study;
    }

    /// <summary>Letters that no font has, those that run from right to left, words longer than the page, and more columns than it has room for.</summary>
    private static Study Texts()
    {
        var text = $"Über 😀 & „漢字“ <b>(מרכז) العربية \\ {new string('x', 3000)}";
        var study = new Study(
            "texte",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text(text),
                    [
                        new RatingItem("r", SampleStudy.Text(text), SampleStudy.Scale("漢", "字"))
                        {
                            Note = SampleStudy.Text(
                                "Mehr steht [auf unserer Seite](https://example.org/größe?a=1&b=(2)), und [hier](mailto:team@example.org)."
                            ),
                        },
                        new RankingItem("o", SampleStudy.Text(new string('x', 3000)), [.. Options("o", 4)], 3),
                        new SingleChoiceItem("w", SampleStudy.Text("Welche?"), [.. Options("w", 20)], true),
                    ]
                )
                {
                    Introduction = SampleStudy.Text("- eins\n- zwei\n  1. innen\n\n> Zitat"),
                }
            ) with
            {
                Title = SampleStudy.Text("مرحبا 😀 Größe"),
            },
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [6, 6, 6, 6, 6, 6, 6, 6], SampleStudy.Start, 1);
        return study;
    }

    private static IEnumerable<Option> Options(string key, int count) =>
        Enumerable
            .Range(1, count)
            .Select(number => new Option($"{key}{number}", SampleStudy.Text($"Antwort Donaudampfschifffahrtsgesellschaft {number}")));
}
