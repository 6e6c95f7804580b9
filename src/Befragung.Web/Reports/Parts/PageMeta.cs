using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Befragung.Web.Reports.Parts;

/// <summary>What a page of released results tells programs that list, cite or announce it. Nothing of it is loaded from anywhere.</summary>
/// <param name="Of">The publication that the page belongs to.</param>
/// <param name="Title">Of the page.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Address">The full address that counts, in the language of the page.</param>
/// <param name="Other">The same page in the other language.</param>
public sealed record PageMeta(PublishedReport Of, string Title, string Description, string Address, (string Language, string Address) Other)
{
    /// <summary>Stands beside a link to the page; null for none.</summary>
    public MetaPicture? Picture { get; init; }

    /// <summary>Whether the page is the publication itself, and not something about it: only that is cited.</summary>
    public bool IsPublication { get; init; }

    /// <summary>Files with its numbers: what they are, and where; none where they are not given away.</summary>
    public IReadOnlyList<(string Type, string Address)> Files { get; init; } = [];

    /// <summary>As Open Graph names languages.</summary>
    public static string Locale(string language) => language == "en" ? "en_GB" : "de_DE";

    /// <summary>By name, and in this order: what libraries and search engines for papers read.</summary>
    public IEnumerable<(string Name, string Content)> Citation =>
        !IsPublication
            ? []
            : (
                (IEnumerable<(string Name, string? Content)>)
                    [
                        ("DC.title", Of.Title),
                        .. Of.Authors.Select(author => ("DC.creator", (string?)author)),
                        ("DC.publisher", Of.Institution),
                        ("DC.date", Of.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                        ("DC.language", Of.Language),
                        ("DC.type", "Text"),
                        ("DC.format", "text/html"),
                        ("DC.identifier", Address),
                        ("citation_title", Of.Title),
                        .. Authors.Select(author => ("citation_author", (string?)author)),
                        ("citation_technical_report_institution", Of.Institution),
                        ("citation_publication_date", Of.Date.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)),
                        ("citation_language", Of.Language),
                        ("citation_pdf_url", Of.Pdf),
                        ("citation_abstract_html_url", Address),
                    ]
            )
                .Where(one => one.Content is { Length: > 0 })
                .Select(one => (one.Name, one.Content!));

    /// <summary>The words of schema.org, written so that nothing in them ends the element they stand in.</summary>
    public string Json
    {
        get
        {
            var graph = new JsonArray(Report());
            if (Files.Count > 0)
                graph.Add(Dataset());
            return new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = graph }.ToJsonString(JsonSerializerOptions.Default);
        }
    }

    /// <summary>The publisher stands for authors that are not named.</summary>
    private IReadOnlyList<string> Authors => Of.Authors.Count > 0 || Of.Institution is not { } institution ? Of.Authors : [institution];

    private string Date => Of.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private JsonObject Report() =>
        With(
            new()
            {
                ["@type"] = "Report",
                ["@id"] = Address,
                ["url"] = Address,
                ["name"] = Of.Title,
                ["description"] = Description,
                ["inLanguage"] = Of.Language,
                ["datePublished"] = Date,
                ["isAccessibleForFree"] = true,
                ["image"] = Picture?.Address,
                ["encoding"] = Of.Pdf is { } pdf ? Download("MediaObject", "application/pdf", pdf) : null,
            }
        );

    private JsonObject Dataset() =>
        With(
            new()
            {
                ["@type"] = "Dataset",
                ["@id"] = Address + "#daten",
                ["url"] = Address,
                ["name"] = Of.Title,
                ["description"] = Description,
                ["inLanguage"] = Of.Language,
                ["datePublished"] = Date,
                ["isAccessibleForFree"] = true,
                ["distribution"] = new JsonArray([.. Files.Select(one => Download("DataDownload", one.Type, one.Address))]),
            }
        );

    private JsonObject With(JsonObject about)
    {
        if (Of.Authors.Count > 0)
            about["author"] = new JsonArray([.. Of.Authors.Select(author => new JsonObject { ["@type"] = "Person", ["name"] = author })]);
        if (Of.Institution is { } institution)
            about["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = institution };
        foreach (var (name, _) in about.Where(one => one.Value is null).ToList())
            about.Remove(name);
        return about;
    }

    private static JsonObject Download(string kind, string type, string address) =>
        new()
        {
            ["@type"] = kind,
            ["contentUrl"] = address,
            ["encodingFormat"] = type,
        };
}

/// <summary>What is published, as it is cited.</summary>
/// <param name="Authors">Each alone; none where the publisher is cited.</param>
/// <param name="Institution">Who publishes it; null where that is not told.</param>
/// <param name="Date">When it was released.</param>
/// <param name="Pdf">Where it is as a PDF, in full.</param>
public sealed record PublishedReport(
    string Title,
    IReadOnlyList<string> Authors,
    string? Institution,
    DateTime Date,
    string Language,
    string? Pdf
);

/// <param name="Address">In full.</param>
/// <param name="Alternative">What it shows, in words.</param>
public sealed record MetaPicture(string Address, string Alternative);
