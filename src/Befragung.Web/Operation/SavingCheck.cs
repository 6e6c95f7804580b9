using System.Data.Common;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Befragung.Web.Operation;

/// <summary>
/// Ready is who can save. Reading works from a full disk as well, so this writes something that means nothing, the way that
/// answers go. At most every few seconds, however often somebody asks.
/// </summary>
internal sealed class SavingCheck(IServiceScopeFactory scopes, SurveyDatabase database, TimeProvider clock) : IHealthCheck, IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim oneAtATime = new(1);

    private (DateTimeOffset At, HealthCheckResult Result)? last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (last is var (at, known) && clock.GetUtcNow() - at < Pause)
                return known;
            var result = await WriteAsync(cancellationToken);
            last = (clock.GetUtcNow(), result);
            return result;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<HealthCheckResult> WriteAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await database.ProbeAsync(scope.ServiceProvider.GetRequiredService<SurveyDb>(), cancel);
            return HealthCheckResult.Healthy();
        }
        catch (DbException failure) when (database.TroubleOf(failure) is DatabaseTrouble.Busy)
        {
            // Somebody else is writing just now, so it can be done.
            return HealthCheckResult.Healthy();
        }
        catch (DbException failure)
        {
            return HealthCheckResult.Unhealthy("Nothing can be saved.", failure);
        }
    }
}
