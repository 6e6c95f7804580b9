namespace Befragung.Delphi.Reporting;

/// <summary>
/// What the public is told of a round that is open: about how many have taken part so far, no groups. Whoever asks every minute must not see when a certain person hands in: so it tells
/// what was so at the last full hour, and only in steps of the smallest cell, rounded down. It depends on nothing but the hour, so that all servers say the same, and what is asked
/// oftener says nothing more.
/// </summary>
/// <param name="Number">Number of the round.</param>
/// <param name="DeadlineAt">Until when people are asked to answer; null where that is not said, or over.</param>
/// <param name="AtLeast">So many have handed in, or a few more; 0 while they are fewer than a step.</param>
/// <param name="Invited">How many were invited; null where people also come by themselves.</param>
/// <param name="Step">In which steps it goes up.</param>
/// <param name="At">When it was so.</param>
public sealed record RunningRound(int Number, DateTime? DeadlineAt, int AtLeast, int? Invited, int Step, DateTime At)
{
    /// <summary>The last full hour.</summary>
    public static DateTime HourOf(DateTime now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerHour), now.Kind);

    /// <param name="number">Number of the round.</param>
    /// <param name="deadline">Until when people are asked to answer.</param>
    /// <param name="smallestCell">The study's smallest cell.</param>
    /// <param name="handedIn">How many had handed in before <paramref name="at"/>.</param>
    /// <param name="invited">How many were invited; null where people also come by themselves.</param>
    /// <param name="at">The last full hour.</param>
    public static RunningRound Of(int number, DateTime? deadline, int smallestCell, int handedIn, int? invited, DateTime at) =>
        new(number, deadline > at ? deadline : null, handedIn - (handedIn % smallestCell), invited, smallestCell, at);

    /// <summary>How many have taken part so far.</summary>
    public Sentence Said =>
        (AtLeast, Invited) switch
        {
            (0, { } invited) when invited >= Step => new("Bisher haben weniger als {0} von {1} Eingeladenen abgegeben.", Step, invited),
            (0, _) => new("Bisher haben weniger als {0:Person|Personen} abgegeben.", Step),
            (var some, { } invited) => new("Bisher {0:=hat|haben} mindestens {0} von {1} Eingeladenen abgegeben.", some, invited),
            var (some, _) => new("Bisher {0:=hat|haben} mindestens {0:=eine Person|# Personen} abgegeben.", some),
        };
}
