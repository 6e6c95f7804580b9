using Befragung.Delphi;

namespace Befragung.Web.Settings;

/// <summary>
/// Looks at all settings before anything starts with them. Everything that is wrong is told at once, each in a sentence that names the setting and says what to
/// write; so is a name that no setting has, with the one that is probably meant.
/// </summary>
public static class SettingsCheck
{
    /// <summary>An empty value, as scripts leave it behind, counts as none.</summary>
    public static void DropEmpty(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var setting in KnownSettings.All.Concat(KnownSettings.OfServer))
            if (configuration[setting.Key] is { } value && string.IsNullOrWhiteSpace(value))
                configuration[setting.Key] = null;
    }

    /// <summary>Refuses to go on with settings that are wrong.</summary>
    /// <param name="sections">Those that are used; all where none is named.</param>
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public static void Require(IConfiguration configuration, params IReadOnlyList<string> sections)
    {
        var problems = Problems(configuration, sections);
        if (problems.Count > 0)
            throw new SettingsException(problems);
    }

    public static IReadOnlyList<Sentence> Problems(IConfiguration configuration, params IReadOnlyList<string> sections)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(sections);
        var used =
            sections.Count > 0
                ? KnownSettings.All.Where(setting =>
                    sections.Contains(setting.Section) || (setting.Section == "ConnectionStrings" && sections.Contains("Database"))
                )
                : KnownSettings.All.Concat(KnownSettings.OfServer);
        return [.. Wrong(configuration, used), .. Missing(configuration, sections), .. Unknown(configuration)];
    }

    private static IEnumerable<Sentence> Wrong(IConfiguration configuration, IEnumerable<Setting> settings) =>
        from setting in settings
        let value = configuration[setting.Key] ?? setting.Default
        where value is not null
        let problem = setting.Check(value)
        where problem is not null
        select setting.IsSecret
            ? new Sentence("{0}: {1}", setting.Name, problem)
            : new Sentence("{0} ist „{1}“. {2}", setting.Name, value, problem);

    /// <summary>What one setting needs of another.</summary>
    private static IEnumerable<Sentence> Missing(IConfiguration configuration, IReadOnlyList<string> sections)
    {
        if (sections.Count == 0 || sections.Contains("Database"))
        {
            var isServer = KnownSettings.Server.Equals(configuration["Database:Provider"], StringComparison.OrdinalIgnoreCase);
            var isNamed = configuration.GetConnectionString("Befragung") is not null;
            if (isServer && !isNamed)
                yield return new(
                    "Database__Provider ist „{0}“, aber ConnectionStrings__Befragung sagt nicht, wo die Datenbank ist. Schreiben Sie: {1}",
                    KnownSettings.Server,
                    "Host=db.example.org;Database=befragung;Username=befragung;Password=…"
                );
            if (isNamed && !isServer)
                yield return new(
                    "ConnectionStrings__Befragung ist gesetzt, aber Database__Provider ist nicht „{0}“. Setzen Sie beide, oder keines von beiden.",
                    KnownSettings.Server
                );
        }
        if (sections.Count > 0 && !sections.Contains("Mail"))
            yield break;
        if ("Smtp".Equals(configuration["Mail:Carrier"], StringComparison.OrdinalIgnoreCase) && configuration["Mail:Host"] is null)
            yield return new("Mail__Carrier ist „Smtp“, aber Mail__Host nennt keinen Server. Nennen Sie ihn, wie mail.example.org.");
        if (configuration["Mail:User"] is not null && configuration["Mail:Password"] is null)
            yield return new("Mail__User ist gesetzt, aber Mail__Password fehlt. Setzen Sie beide, oder keines von beiden.");
    }

    /// <summary>Whatever is set in a section of ours is meant for us.</summary>
    private static IEnumerable<Sentence> Unknown(IConfiguration configuration) =>
        from section in KnownSettings.All.Select(setting => setting.Section).Distinct()
        from key in Keys(configuration.GetSection(section))
        where !KnownSettings.All.Any(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        let name = Setting.NameOf(key)
        let meant = KnownSettings.All.MinBy(setting => Distance(setting.Key, key))!
        select Distance(meant.Key, key) <= Tolerated(key)
            ? new Sentence("Eine Einstellung {0} gibt es nicht. Meinten Sie {1}?", name, meant.Name)
            : new Sentence(
                "Eine Einstellung {0} gibt es nicht. In diesem Abschnitt gibt es: {1}.",
                name,
                string.Join(
                    ", ",
                    KnownSettings
                        .All.Where(setting => setting.Section.Equals(section, StringComparison.OrdinalIgnoreCase))
                        .Select(setting => setting.Name)
                )
            );

    private static IEnumerable<string> Keys(IConfigurationSection section) =>
        section
            .GetChildren()
            .SelectMany(child => child.GetChildren().Any() ? Keys(child) : [child.Path])
            .Concat(section is { Value.Length: > 0, Path: var path } ? [path] : []);

    /// <summary>A third of the letters may be wrong.</summary>
    private static int Tolerated(string key) => Math.Max(2, (key.Length - key.IndexOf(':', StringComparison.Ordinal)) / 3);

    /// <summary>How many letters have to be put in, left out or replaced to make one of the other (Levenshtein), whatever their case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = corner + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}

/// <summary>Settings that the platform does not start with; one sentence for each that is wrong.</summary>
public sealed class SettingsException(IReadOnlyList<Sentence> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<Sentence> Problems { get; } = problems;
}
