using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Probe;

/// <summary>Where a colleague arrives.</summary>
[AllowAnonymous]
public sealed class StartModel(TrialSite site, IStringLocalizer<Texts> t) : Bogen.IndexModel(site, t);
