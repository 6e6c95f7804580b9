using Befragung.Web.Data;
using Befragung.Web.Mail;

namespace Befragung.Web.Deadlines;

/// <summary>Looks once a minute for reminders that are due, and sends them as a person would. Of two servers one does it.</summary>
internal sealed class DueReminders(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueReminders> log) : EveryMinute(clock, log)
{
    /// <summary>Sends what is due; returns how many people it reaches.</summary>
    public override async Task<int> LookAsync(CancellationToken cancel)
    {
        var reached = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        foreach (var due in await Reminding.DueAsync(db, Now, cancel))
        {
            await using var own = scopes.CreateAsyncScope();
            var services = own.ServiceProvider;
            if (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(due.Round.StudyId, cancel) is { } study)
                reached += await services.GetRequiredService<Reminding>().SendAsync(study, study.Round(due.Round.Number), due.Id, cancel);
        }
        return reached;
    }
}
