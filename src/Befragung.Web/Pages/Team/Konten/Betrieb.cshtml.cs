using Befragung.Web.Access;
using Befragung.Web.Operation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>What the doctor finds, for those who look after the installation. One look at a time: it starts a browser and calls the mail server.</summary>
[Authorize(Policies.Administrator)]
public sealed class BetriebModel(Doctor doctor) : PageModel
{
    public IReadOnlyList<Diagnosis> Found { get; private set; } = [];

    public int Count(Severity severity) => Found.Count(one => one.Severity == severity);

    public async Task OnGetAsync(CancellationToken cancel) => Found = await doctor.ExamineAsync(cancel);
}
