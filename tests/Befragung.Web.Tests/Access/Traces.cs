using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Tests.Exchange;

namespace Befragung.Web.Tests.Access;

/// <summary>What one person wrote somewhere, or is called.</summary>
internal sealed record Mark(int Expert, int Round, string Part)
{
    public bool IsName => Round == 0;

    public bool IsReason => Part.Contains(':', StringComparison.Ordinal);
}

/// <summary>One or more sheets under one pseudonym, or under several that files of several states join.</summary>
/// <param name="Experts">Whose they are, which the reader does not know.</param>
/// <param name="Asked">The questions on it.</param>
internal sealed record SheetSeen(IReadOnlySet<int> Experts, string Group, string Rounds, string Asked);

/// <summary>Things in the order in which a page lists them, by whom they are.</summary>
internal sealed record Order(string Page, string Question, IReadOnlyList<int> Experts);

/// <summary>
/// What somebody gathers who reads every page and file. Each text that an expert writes is a mark that is there once, so that it is known again wherever it stands; whose
/// it is, only the test knows. What stands in one line or one entry belongs together, and so does what bears the same sign: a pseudonym, an id.
/// </summary>
internal sealed partial class Traces(Func<int, string> groupOf, Func<int, int[]> roundsOf)
{
    private readonly ConcurrentDictionary<string, Mark> marks = new();
    private readonly HashSet<Mark> seen = [];
    private readonly HashSet<string> visited = [];
    private readonly HashSet<(StudyRole Role, string Page)> withNames = [];
    private readonly List<HashSet<string>> together = [];
    private readonly HashSet<(string Name, string Round, string Group, string Item)> lines = [];
    private readonly List<Order> orders = [];

    public IEnumerable<Mark> Seen => seen;

    public IEnumerable<Order> Orders => orders;

    public List<string> PagesWithNamesAndAnswers { get; } = [];

    /// <summary>Marks of which it is known that they belong together, of whomever they are.</summary>
    public IEnumerable<IReadOnlyList<Mark>> Linked =>
        Joined()
            .Select(all => (IReadOnlyList<Mark>)[.. all.Where(marks.ContainsKey).Select(mark => marks[mark])])
            .Where(all => all.Count > 0);

    public IReadOnlyList<SheetSeen> Sheets
    {
        get
        {
            var byName = lines.ToLookup(line => line.Name);
            return
            [
                .. from all in Joined()
                let written = all.SelectMany(sign => byName[sign]).ToList()
                where written.Count > 0
                select new SheetSeen(
                    all.Where(marks.ContainsKey).Select(mark => marks[mark].Expert).ToHashSet(),
                    string.Join(' ', written.Select(line => line.Group).Distinct().Order()),
                    string.Join(',', written.Select(line => line.Round).Distinct().Order()),
                    string.Join(' ', written.Select(line => line.Item.Split('.')[0]).Distinct().Order())
                ),
            ];
        }
    }

    /// <summary>Of each sheet, of how many people it may be: all whose sheets look the same.</summary>
    public IEnumerable<(SheetSeen Sheet, int Count)> Candidates()
    {
        var sheets = Sheets;
        Assert.All(sheets, sheet => Assert.Single(sheet.Experts));
        return sheets
            .GroupBy(sheet => (sheet.Group, sheet.Rounds, sheet.Asked))
            .SelectMany(alike => alike.Select(sheet => (sheet, alike.SelectMany(one => one.Experts).Distinct().Count())));
    }

    public string Mark(int expert, int round, string part)
    {
        var text = "Satz" + string.Concat(Guid.NewGuid().ToByteArray().Select(value => (char)('a' + (value % 26))));
        marks[text] = new(expert, round, part);
        return text;
    }

    /// <summary>Who wrote it; the test knows.</summary>
    public int ExpertOf(string text) => marks[text].Expert;

    public bool HasBeenOn(string pattern)
    {
        var wanted = Plain(pattern).Split('/');
        return visited.Any(one =>
            one.Split('/') is var seen
            && seen.Length == wanted.Length
            && seen.Zip(wanted).All(pair => pair.Second is "*" || pair.First == pair.Second)
        );
    }

    public IEnumerable<string> PagesWithNames(StudyRole role) =>
        withNames.Where(one => one.Role == role).Select(one => one.Page).Order(StringComparer.Ordinal);

    public Traces Copy()
    {
        var copy = new Traces(groupOf, roundsOf);
        foreach (var (text, mark) in marks)
            copy.marks[text] = mark;
        copy.seen.UnionWith(seen);
        copy.together.AddRange(together);
        copy.lines.UnionWith(lines);
        return copy;
    }

    /// <summary>Everything of a study that links lead to, and what has an address nobody links to.</summary>
    public async Task WalkAsync(Visitor visitor, string key, StudyRole role)
    {
        var study = $"/team/studien/{key}";
        var known = new HashSet<string>();
        var ahead = new Queue<string>();
        Add(
            "/team",
            study,
            $"/ergebnisse/{key}",
            $"/ergebnisse/{key}/daten.csv",
            $"/ergebnisse/{key}/codebuch.csv",
            $"/ergebnisse/{key}/daten.json",
            $"/ergebnisse/{key}/aussagen.csv",
            $"/ergebnisse/{key}/aussagen.xlsx",
            $"/ergebnisse/{key}/aussagen.docx",
            $"/ergebnisse/{key}/bilder/beteiligung-verlauf-r1/einbetten",
            $"{study}/panel/loeschen",
            $"{study}/loeschen",
            $"{study}/schritt",
            $"{study}/weiter",
            $"{study}/planung"
        );
        foreach (var file in ExportFiles.All)
            Add($"{study}/daten/{file.Address(complete: false)}");
        for (var round = 1; round <= 3; round++)
            foreach (
                var page in (string[])
                    ["", "/ergebnis", "/urteile", "/festigkeit", "/begruendungen?zeige=alle", "/begruendungen", "/schliessen"]
            )
                Add($"{study}/runden/{round}{page}");
        while (ahead.TryDequeue(out var address))
        {
            using var reply = await visitor.Client.GetAsync(new Uri(address, UriKind.Relative));
            visited.Add(Plain(address.Split('?')[0].Replace(key, "{study}", StringComparison.Ordinal)));
            var content = await reply.Content.ReadAsByteArrayAsync();
            var type = reply.Content.Headers.ContentType?.MediaType ?? "";
            var text = type.Contains("openxml", StringComparison.Ordinal) ? Unpacked(content) : Encoding.UTF8.GetString(content);
            Read(text, address, key, role);
            if (address.EndsWith("antworten.csv", StringComparison.Ordinal) && reply.IsSuccessStatusCode)
                ReadTable(text);
            else if (address.EndsWith("antworten-breit.csv", StringComparison.Ordinal) && reply.IsSuccessStatusCode)
                ReadWideTable(text);
            else if (address.EndsWith("kodierungen.csv", StringComparison.Ordinal) && reply.IsSuccessStatusCode)
                ReadCodings(text);
            else if (type == "text/html")
                Add([.. await ReadPageAsync(text, address)]);
        }

        void Add(params string[] addresses)
        {
            foreach (var address in addresses.Select(one => one.Split('#')[0]))
                if (
                    (
                        address == "/team"
                        || address.StartsWith(study, StringComparison.Ordinal)
                        || address.StartsWith($"/ergebnisse/{key}", StringComparison.Ordinal)
                    )
                    && !Printed().IsMatch(address)
                    && known.Add(address)
                )
                    ahead.Enqueue(address);
        }
    }

    /// <summary>The long table: all lines under one name belong together.</summary>
    public void ReadTable(string csv)
    {
        Note(csv);
        foreach (var row in ExportSample.Table(csv).Skip(1))
        {
            lines.Add((row[1], row[0], row[2], row[3]));
            together.Add([row[1], .. row.SelectMany(cell => Found(cell))]);
        }
        // What stands on one sheet belongs together anyway; the order of the sheets has to tell nothing.
        ReadOrders(ExportSample.Table(csv).Skip(1).Where(row => row[3] == "l1").Select(row => row[4]).ToList(), "antworten.csv");
    }

    private void ReadWideTable(string csv)
    {
        foreach (var row in ExportSample.Table(csv).Skip(1))
            together.Add([row[1], .. row.SelectMany(cell => Found(cell))]);
    }

    /// <summary>What bears one number belongs together.</summary>
    private void ReadCodings(string csv)
    {
        foreach (var row in ExportSample.Table(csv).Skip(1))
            together.Add([
                .. row.SelectMany(cell => Found(cell)),
                .. row.SelectMany(cell => Ids().Matches(cell))
                    .Take(1)
                    .Select(match => match.Value.Replace("-", "", StringComparison.Ordinal)),
            ]);
        ReadOrders([.. ExportSample.Table(csv).Skip(1).SelectMany(row => row)], "kodierungen.csv");
    }

    private void Read(string text, string address, string key, StudyRole role)
    {
        Note(text);
        var names = Name()
            .Matches(text)
            .Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
            .ToHashSet();
        var page = Ids().Replace(address.Split('?')[0].Replace(key, "{study}", StringComparison.Ordinal), "{id}");
        if (names.Count == 0)
            return;
        withNames.Add((role, page));
        if (Found(text).Any())
            PagesWithNamesAndAnswers.Add(page);
    }

    /// <summary>What stands in one entry of a page belongs together, with the ids in it; and lists have an order.</summary>
    private async Task<IEnumerable<string>> ReadPageAsync(string html, string address)
    {
        var page = await new HtmlParser().ParseDocumentAsync(html);
        foreach (var entry in page.QuerySelectorAll("li, tr, article, form"))
        {
            // What a reply answers is somebody else's, and the page says so.
            var source = Elsewhere().Replace(entry.OuterHtml, "");
            List<string> found = [.. Found(source)];
            List<string> names = [.. Name().Matches(source).Select(match => match.Value)];
            foreach (var name in names)
                marks[name] = new(int.Parse(name.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture), 0, "name");
            // What holds things of several people is a list of entries and no entry.
            if (found.Count + names.Count == 0 || found.Concat(names).Select(mark => marks[mark].Expert).Distinct().Count() > 1)
                continue;
            together.Add([
                .. found,
                .. names,
                .. Ids().Matches(source).Select(match => match.Value.Replace("-", "", StringComparison.Ordinal)),
            ]);
        }
        ReadOrders([.. Found(page.Body!.TextContent)], address);
        return page.QuerySelectorAll("[href], [src]").Select(link => link.GetAttribute("href") ?? link.GetAttribute("src")!);
    }

    private void ReadOrders(List<string> texts, string page)
    {
        foreach (
            var question in texts
                .Where(marks.ContainsKey)
                .Distinct()
                .Select(text => marks[text])
                .Where(mark => !mark.IsName)
                .GroupBy(mark => $"{mark.Round} {mark.Part}")
        )
            orders.Add(new(page, question.Key, [.. question.Select(mark => mark.Expert)]));
    }

    private void Note(string text) => seen.UnionWith(Found(text).Select(found => marks[found]));

    private IEnumerable<string> Found(string text) =>
        Written().Matches(text).Select(match => match.Value).Where(marks.ContainsKey).Distinct();

    /// <summary>Signs and marks that hang together.</summary>
    private List<HashSet<string>> Joined()
    {
        var of = new Dictionary<string, HashSet<string>>();
        foreach (var some in together)
        {
            var all = some.Where(of.ContainsKey).Select(sign => of[sign]).Append(some).Distinct().ToList();
            var joined = all.MaxBy(one => one.Count)! is var largest && !ReferenceEquals(largest, some) ? largest : [];
            foreach (var one in all)
                joined.UnionWith(one);
            foreach (var sign in joined)
                of[sign] = joined;
        }
        return [.. of.Values.Distinct()];
    }

    private static string Plain(string address) =>
        Places().Replace(Ids().Replace(address, "*"), "*").Replace("/{study}", "/*", StringComparison.Ordinal);

    private static string Unpacked(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content));
        return string.Concat(
            archive.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            })
        );
    }

    [GeneratedRegex("Satz[a-z]{16}", RegexOptions.None, 5000)]
    private static partial Regex Written();

    [GeneratedRegex("(Jörg Weiß|Briefweg) (?<number>[0-9]+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Name();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.None, 5000)]
    private static partial Regex Ids();

    [GeneratedRegex("nur=[0-9a-f]{32}#b-[0-9a-f]{32}|href=\"#g-[0-9a-f]{32}\"", RegexOptions.None, 5000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\.(pdf|png)(\?|$)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Printed();

    // The parts of an address that differ: numbers, names of files and pictures, and what routes call them.
    [GeneratedRegex(
        @"\{(?!study)[^}]+\}|(?<=/runden/|/vorstellung/)[0-9]+|(?<=/daten/|/kodierung/)[^/]+|(?<=/bilder/)[^/.]+",
        RegexOptions.None,
        5000
    )]
    private static partial Regex Places();
}
