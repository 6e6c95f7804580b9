using Befragung.Delphi.Studies;
using Befragung.Tests;

namespace Befragung.Delphi.Tests;

/// <summary>What the library shows is what programs and scripts of others may use.</summary>
[Trait("Kind", "Snapshot")]
public class PublicSurfaceTests
{
    [Fact]
    public void The_library_shows_what_was_agreed() => Snapshot.Match("library.txt", PublicSurface.Of(typeof(Study).Assembly));
}
