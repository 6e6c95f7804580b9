using System.Runtime.Versioning;

namespace Befragung.Web.Tests.Reports.Printing;

/// <summary>
/// A browser that does as it is told: waits, fails, and else hands out again what the real one printed once, of documents with as many page numbers. It notes when it starts and ends.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class FakeBrowser : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fake-").FullName;

    public FakeBrowser()
    {
        File.WriteAllText(
            Path,
            $$"""
            #!/bin/sh
            pdf= page=
            for a in "$@"; do case $a in --print-to-pdf=*) pdf="${a#*=}";; file://*) page="${a#file://}";; esac; done
            kind=$(grep -o data-page= "$page" | wc -l)
            echo an >> {{folder}}/log
            echo $$ > {{folder}}/pid
            trap 'echo ab >> {{folder}}/log' EXIT
            while [ -e {{folder}}/hold ]; do sleep 0.02; done
            [ ! -e {{folder}}/does ] || . {{folder}}/does
            if [ ! -e {{folder}}/$kind ]; then "$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome)" "$@" && cp "$pdf" {{folder}}/$kind; fi
            cp {{folder}}/$kind "$pdf"

            """
        );
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path => System.IO.Path.Combine(folder, "browser.sh");

    /// <summary>How often it has been started.</summary>
    public int Starts => Log.Count(line => line == "an");

    /// <summary>Starts and ends, in order.</summary>
    public string[] Log => File.Exists(Of("log")) ? File.ReadAllLines(Of("log")) : [];

    public int Process => int.Parse(File.ReadAllText(Of("pid")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Keeps it from going on until told, or until the test is over.</summary>
    public IDisposable Hold()
    {
        File.WriteAllText(Of("hold"), "");
        return new Held(this);
    }

    public void Go() => File.Delete(Of("hold"));

    /// <summary>What it does instead of printing; null for printing.</summary>
    public void Does(string? script)
    {
        File.Delete(Of("does"));
        if (script is not null)
            File.WriteAllText(Of("does"), script + "\n");
    }

    public Task StartedAsync(int times) => Wait.UntilAsync($"The browser was started {times} times", () => Starts >= times);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Of(string name) => System.IO.Path.Combine(folder, name);

    private sealed class Held(FakeBrowser browser) : IDisposable
    {
        public void Dispose() => browser.Go();
    }
}
