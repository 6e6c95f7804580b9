using Befragung.Web.Access;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>Where an expert arrives, to look at.</summary>
[OnlyTries]
public sealed class StartModel(PreviewSite site, IStringLocalizer<Texts> t) : Bogen.IndexModel(site, t);
