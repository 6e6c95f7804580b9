using System.Threading.RateLimiting;

namespace Befragung.Web.Access;

/// <summary>How many reports may be made in a minute for one address of origin. Handing out what is made, and asking how far it is, is not limited.</summary>
public sealed class ReportLimiter(int perMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<string> made = PartitionedRateLimiter.Create<string, string>(origin =>
        RateLimitPartition.GetFixedWindowLimiter(origin, _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
    );

    public bool Allows(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var lease = made.AttemptAcquire(Origin.Of(http));
        if (!lease.IsAcquired && lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            http.Response.AskToWait(wait);
        return lease.IsAcquired;
    }

    public void Dispose() => made.Dispose();
}
