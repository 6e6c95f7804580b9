using Befragung.Web.Operation;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>Prints what the doctor finds, worst included: it works on an installation that does not.</summary>
internal static class DoctorReport
{
    public static async Task<int> RunAsync(string[] settings, CancellationToken cancel)
    {
        await using var app = Site.BuildReports(settings);
        var found = await app.Services.GetRequiredService<Doctor>().ExamineAsync(cancel);
        foreach (var one in found)
        {
            Console.WriteLine($"{one.Sign} {Check.T.Say(one.Subject)}: {Check.T.Say(one.Found)}");
            if (one.Remedy is { } remedy)
                Console.WriteLine($"  → {Check.T.Say(remedy)}");
        }
        return found.Any(one => one.Severity == Severity.Fault) ? 1 : 0;
    }
}
