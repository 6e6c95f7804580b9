namespace Befragung.Web;

/// <summary>The volumes of a report: itself, what fits on few pages, and every number.</summary>
public enum ReportVersion
{
    Whole,
    Brief,
    Data,
}

/// <summary>
/// Where the report of a study is: what is released of it, for everybody who has the address, or what its team sees before. Those of what is released are
/// promised, because they stand in letters, papers and bookmarks; and they name a language, because whoever opens one has no session that would know it.
/// </summary>
public sealed record ReportAddresses
{
    private readonly string root;
    private readonly string whole;
    private readonly string brief;
    private readonly string data;

    private ReportAddresses(string root, string whole, string brief, string data, bool isPublic)
    {
        this.root = root;
        this.whole = root + whole;
        this.brief = root + brief;
        this.data = root + data;
        IsPublic = isPublic;
    }

    /// <param name="key">Of the study.</param>
    public static ReportAddresses Public(string key) => new($"/ergebnisse/{key}", "", "/kurz", "/datenband", isPublic: true);

    /// <param name="key">Of the study.</param>
    public static ReportAddresses Preview(string key) =>
        new($"/team/studien/{key}", "/bericht", "/bericht-kurz", "/bericht-datenband", isPublic: false);

    /// <summary>Whether they are those of what is released.</summary>
    public bool IsPublic { get; }

    public string Logo => $"{root}/logo";

    /// <summary>Where each picture is as a file, with a slash at the end; null for the team, whose pictures may still change.</summary>
    public string? Pictures => IsPublic ? $"{root}/bilder/" : null;

    /// <summary>The same for showing in a room; null for the team.</summary>
    public string? Presentation => IsPublic ? $"{root}/vorstellung" : null;

    /// <summary>The same as a file.</summary>
    public string SlidesPdf => $"{root}/vorstellung.pdf";

    /// <summary>Where the team chooses its screens; null for everybody else.</summary>
    public string? Slides => IsPublic ? null : $"{root}/bericht/vorstellung";

    /// <summary>Where the team writes its texts; null for everybody else.</summary>
    public string? Texts => IsPublic ? null : $"{root}/bericht/texte";

    /// <summary>As a page.</summary>
    public string Page(ReportVersion version) =>
        version switch
        {
            ReportVersion.Brief => brief,
            ReportVersion.Data => data,
            _ => whole,
        };

    public string Pdf(ReportVersion version) => version == ReportVersion.Whole ? $"{root}/bericht.pdf" : $"{Page(version)}.pdf";

    /// <summary>As a Word document.</summary>
    public string Word(ReportVersion version) => version == ReportVersion.Whole ? $"{root}/bericht.docx" : $"{Page(version)}.docx";

    /// <summary>All ratings in one table, to be filtered and sorted.</summary>
    public string Statements => $"{root}/aussagen";

    /// <summary>The same with every round as a file: "csv", "xlsx" or "docx".</summary>
    public string StatementsAs(string kind) => IsPublic ? $"{root}/aussagen.{kind}" : $"{root}/bericht/aussagen.{kind}";

    /// <summary>How a group answered, beside all others.</summary>
    public string Group(string group) => $"{root}/gruppen/{Uri.EscapeDataString(group)}";

    /// <summary>How things stood after a round, and what had changed until then.</summary>
    public string Round(int number) => $"{root}/runden/{number}";

    /// <summary>A picture to be shown in pages of others.</summary>
    public string Embedded(string figure) => $"{root}/bilder/{figure}/einbetten";

    /// <summary>The numbers as a table, what its columns mean, and the same for programs.</summary>
    public string Data => $"{root}/daten.csv";

    public string Codebook => $"{root}/codebuch.csv";

    public string Json => $"{root}/daten.json";

    /// <summary>Where the password for what is released is asked for.</summary>
    public string Password => $"{root}/passwort";

    /// <summary>All screens of the presentation.</summary>
    public string Screens => $"{root}/vorstellung/inhalt";

    /// <summary>One of them; the first is 1.</summary>
    public string Screen(int number) => $"{root}/vorstellung/{number}";

    /// <summary>For a link to one of these from another: of the team, the session knows the language.</summary>
    public string Link(string language, string address) => IsPublic ? In(language, address) : address;

    /// <summary>The same page in another language, which the team's session has to learn first.</summary>
    public string InOther(string language, ReportVersion version) =>
        IsPublic ? In(language, Page(version)) : $"/sprache/{language}?zurueck={Page(version)}";

    /// <summary>Opened with this address, the page is in a language, whatever the session says.</summary>
    public static string In(string language, string address) => $"{address}?sprache={language}";
}
