namespace Befragung.Web.Access;

/// <summary>
/// Links that opened nothing, counted by where they came from. One that is valid is not counted: a mail gateway opens hundreds of them from one address, and a
/// whole conference room may sit behind one.
/// </summary>
public sealed class GuessedLinks(int perMinute, TimeProvider clock)
{
    private readonly Tries<string> tries = new(perMinute, TimeSpan.FromMinutes(1), clock);

    /// <summary>Counts one; where there were too many, says so to whoever asked.</summary>
    public bool AreTooMany(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (tries.Count(Origin.Of(http)) is not { } wait)
            return false;
        http.Response.AskToWait(wait);
        return true;
    }
}
