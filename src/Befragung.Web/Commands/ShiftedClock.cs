namespace Befragung.Web.Commands;

/// <summary>A clock that can be set back, so that a simulated study spans the weeks a real one takes. Shift zero is the real time.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
