using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Probe;

/// <summary>The consent, as experts are asked for it.</summary>
[AllowAnonymous]
public sealed class EinwilligungModel(TrialSite site, TimeProvider clock, IStringLocalizer<Texts> t)
    : Bogen.EinwilligungModel(site, null, clock, t);
