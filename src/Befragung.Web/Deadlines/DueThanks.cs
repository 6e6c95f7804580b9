using Befragung.Web.Data;
using Befragung.Web.Mail;

namespace Befragung.Web.Deadlines;

/// <summary>Looks once a minute who has handed in and is to be thanked. Of two servers one does it.</summary>
internal sealed class DueThanks(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueThanks> log) : EveryMinute(clock, log)
{
    /// <summary>Sends what is due; returns how many people it reaches.</summary>
    public override async Task<int> LookAsync(CancellationToken cancel)
    {
        var reached = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        foreach (var due in await Thanking.DueAsync(db, Now, cancel))
        {
            await using var own = scopes.CreateAsyncScope();
            var services = own.ServiceProvider;
            if (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(due, cancel) is { } study)
                reached += await services.GetRequiredService<Thanking>().ThankAsync(study, cancel);
        }
        return reached;
    }
}
