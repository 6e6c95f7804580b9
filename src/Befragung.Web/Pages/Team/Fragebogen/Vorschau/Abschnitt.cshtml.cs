using Befragung.Web.Access;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>One section, to look at and to try.</summary>
[OnlyTries]
public sealed class AbschnittModel(PreviewSite site, TimeProvider clock, IStringLocalizer<Texts> t) : Bogen.AbschnittModel(site, clock, t);
