using Befragung.Web.Access;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>The review and the handing in, to try.</summary>
[OnlyTries]
public sealed class AbgebenModel(PreviewSite site, TimeProvider clock, IStringLocalizer<Texts> t) : Bogen.AbgebenModel(site, clock, t);
