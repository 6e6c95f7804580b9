using System.Text.RegularExpressions;
using Befragung.Web.Settings;
using Microsoft.Extensions.Configuration;

namespace Befragung.Web.Tests.Settings;

/// <summary>Settings that are wrong are told before anything starts: each by its name, all at once.</summary>
public sealed partial class SettingsCheckTests
{
    [Theory]
    [InlineData("Site:Address", "befragung.example.org", "Site__Address ist „befragung.example.org“. Das muss eine vollständige Adresse")]
    [InlineData("Site:Address", "ftp://befragung.example.org", "Das muss eine vollständige Adresse")]
    [InlineData("Site:Address", "/befragung", "Das muss eine vollständige Adresse")]
    [InlineData("Site:Address", "https://befragung.example.org/?a=1", "nichts mit ? oder #")]
    [InlineData("Site:Address", "https://befragung.example.org/#a", "nichts mit ? oder #")]
    [InlineData("Site:Address", " https://befragung.example.org", "Leerzeichen")]
    [InlineData("Site:Address", "https://befragung example.org", "Leerzeichen")]
    [InlineData("Site:Address", "https://wer:was@befragung.example.org", "ohne")]
    [InlineData("Site:Address", "https://", "Das muss eine vollständige Adresse")]
    [InlineData("Mail:From", "befragung", "Das muss eine E-Mail-Adresse sein")]
    [InlineData("Mail:From", "befragung@example", "Fehlt hier die Endung?")]
    [InlineData("Mail:From", "be..fragung@example.org", "zwei Punkte hintereinander")]
    [InlineData("Mail:From", "büro@example.org", "Vor dem @ von „büro@example.org“ steht „ü“.")]
    [InlineData("Mail:From", "a@example.org, b@example.org", "Leerzeichen")]
    [InlineData("Mail:FromName", "Befragung\nBcc: x@example.org", "eine einzige Zeile")]
    [InlineData("Mail:Port", "0", "von 1 bis 65535")]
    [InlineData("Mail:Port", "587 ", "von 1 bis 65535")]
    [InlineData("Mail:Port", "smtp", "von 1 bis 65535")]
    [InlineData("Mail:Host", "https://mail.example.org", "ohne Anschluss und ohne https://")]
    [InlineData("Mail:Host", "mail.example.org:587", "ohne Anschluss und ohne https://")]
    [InlineData("Mail:Carrier", "Taube", "Möglich sind: „Folder“, „Smtp“.")]
    [InlineData("Mail:Security", "SSL", "Möglich sind: „StartTls“")]
    [InlineData("Mail:User", "team", "Mail__Password fehlt")]
    [InlineData("Database:Provider", "Oracle", "Möglich sind: „Sqlite“, „PostgreSql“.")]
    [InlineData("Data:Directory", "/dev/null", "eine Datei und kein Ordner")]
    [InlineData("Data:Directory", "/proc/befragung", "lässt sich nicht anlegen")]
    [InlineData("Data:Directory", "/proc", "kann nicht geschrieben werden")]
    [InlineData("Data:Directory", "a\0b", "So kann kein Ordner heißen")]
    [InlineData("Report:Browser", "/gibt/es/nicht", "Dieses Programm gibt es nicht.")]
    [InlineData("Report:Browser", "/usr/bin", "Das ist ein Ordner.")]
    [InlineData("Report:Browser", "/etc/passwd", "kein Programm, das sich starten lässt")]
    [InlineData("Report:Sandbox", "nein", "Möglich sind: „true“, „false“.")]
    [InlineData("Site:AccessibilityDate", "30.09.2026", "geschrieben wie 2026-09-30")]
    [InlineData("Report:Timeout", "zwei Minuten", "geschrieben wie 00:02:00")]
    [InlineData("Proxy:Trusted", "10.0.0.1, proxy.example.org", "„proxy.example.org“ ist weder eine Adresse")]
    [InlineData("Proxy:Trusted", "10.0.0.0/33", "„10.0.0.0/33“ ist weder eine Adresse")]
    [InlineData("Experts:Shortcuts", "alle", "Möglich sind „All“, „None“ oder, durch Kommas getrennt: Pages, Direct, Queries.")]
    [InlineData("Experts:Shortcuts", "9", "Möglich sind „All“")]
    [InlineData("Limits:LinksPerMinute", "0", "eine ganze Zahl ab 1")]
    [InlineData("Limits:LinksPerMinute", "-5", "eine ganze Zahl ab 1")]
    [InlineData("Limits:SignInsPerMinute", "viele", "eine ganze Zahl ab 1")]
    [InlineData("urls", "localhost:5000", "urls ist „localhost:5000“.")]
    [InlineData("urls", "8080", "sagt nicht, wo auf Anfragen zu warten ist")]
    [InlineData("http_ports", "achtzig", "von 1 bis 65535")]
    [InlineData("Site:Adress", "https://befragung.example.org", "Eine Einstellung Site__Adress gibt es nicht. Meinten Sie Site__Address?")]
    [InlineData("limits:linkperminute", "5", "Meinten Sie Limits__LinksPerMinute?")]
    [InlineData("Mail:Smtp:Host", "mail.example.org", "Eine Einstellung Mail__Smtp__Host gibt es nicht.")]
    [InlineData("Data:Something", "x", "In diesem Abschnitt gibt es: Data__Directory, Data__Deletions.")]
    [InlineData("Site", "https://befragung.example.org", "Eine Einstellung Site gibt es nicht.")]
    public void A_wrong_setting_is_told_by_its_name(string key, string value, string words)
    {
        var problem = Assert.Single(Problems((key, value)));
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains(key.Replace(":", "__", StringComparison.Ordinal), problem, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Site:Address", "https://befragung.example.org")]
    [InlineData("Site:Address", "https://befragung.example.org/")]
    [InlineData("Site:Address", "http://localhost:5000")]
    [InlineData("Site:Address", "https://umfrage-köln.example")]
    [InlineData("Site:Address", "http://[::1]:8080")]
    [InlineData("Site:Address", "")]
    [InlineData("Mail:From", "befragung@example.org")]
    [InlineData("Mail:From", "Befragung <befragung@example.org>")]
    [InlineData("Mail:From", "mailto:befragung@example.org")]
    [InlineData("Mail:From", "befragung@umfrage-köln.example")]
    [InlineData("Mail:From", "befragung@localhost")]
    [InlineData("Mail:Security", "tls")]
    [InlineData("Mail:From", "  ")]
    [InlineData("Mail:Host", "192.0.2.1")]
    [InlineData("Data:Directory", "")]
    [InlineData("Proxy:Trusted", "10.0.0.1, 192.168.0.0/16,fd00::/8")]
    [InlineData("Experts:Shortcuts", "none")]
    [InlineData("Experts:Shortcuts", "Pages, Queries")]
    [InlineData("Limits:LinksPerMinute", "1")]
    [InlineData("urls", "http://*:80;https://0.0.0.0:443")]
    [InlineData("http_ports", "8080;8081")]
    [InlineData("report:timeout", "00:05:00")]
    [InlineData("Unser:Kram", "1")]
    public void What_is_right_or_empty_or_not_ours_is_left_alone(string key, string value) => Assert.Empty(Problems((key, value)));

    [Fact]
    public void A_password_is_never_repeated()
    {
        var problems = Problems(("Mail:Passwort", "streng geheim"), ("Mail:Carrier", "Smtp"));
        Assert.Equal(2, problems.Count);
        Assert.All(problems, problem => Assert.DoesNotContain("streng geheim", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_uses_only_some_settings_is_not_stopped_by_the_others()
    {
        var configuration = Configuration(("Mail:Port", "0"), ("Report:Sandbox", "nein"));
        Assert.Contains(
            "Report__Sandbox",
            Assert.Single(SettingsCheck.Problems(configuration, "Data", "Report")).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_the_code_reads_what_is_checked_and_what_the_README_tells_is_the_same()
    {
        var known = KnownSettings.All.Select(setting => setting.Key).Order(StringComparer.Ordinal).ToList();
        var sections = string.Join('|', known.Select(key => key.Split(':')[0]).Distinct());
        var read = Repository
            .Sources("src", "Befragung.Web")
            .Where(file => !file.Path.Contains("/Settings/", StringComparison.Ordinal))
            .SelectMany(
                file =>
                    Regex.Matches(
                        file.Text,
                        $"\"(?<key>({sections}):[A-Z][A-Za-z]+)\"",
                        RegexOptions.ExplicitCapture,
                        TimeSpan.FromSeconds(20)
                    ),
                (_, key) => key.Groups["key"].Value
            );
        Assert.Empty(read.Except(known));

        var told =
            from line in File.ReadLines(Repository.PathOf("README.md"))
            where line.StartsWith("| `", StringComparison.Ordinal)
            from Match name in Named().Matches(line.Split('|')[1])
            select name.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal);
        Assert.Equal(known, told.Order(StringComparer.Ordinal));
    }

    private static List<string> Problems(params (string Key, string Value)[] settings) =>
        [.. SettingsCheck.Problems(Configuration(settings)).Select(problem => problem.ToString())];

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        SettingsCheck.DropEmpty(configuration);
        return configuration;
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+__[A-Za-z]+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Named();
}
