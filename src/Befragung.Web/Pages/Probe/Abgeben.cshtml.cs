using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Probe;

/// <summary>The review and the handing in of a trial sheet.</summary>
[AllowAnonymous]
public sealed class AbgebenModel(TrialSite site, TimeProvider clock, IStringLocalizer<Texts> t) : Bogen.AbgebenModel(site, clock, t);
