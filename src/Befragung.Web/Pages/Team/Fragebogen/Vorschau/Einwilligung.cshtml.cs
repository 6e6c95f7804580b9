using Befragung.Web.Access;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>The consent, to look at: in a preview it is given already.</summary>
[OnlyTries]
public sealed class EinwilligungModel(PreviewSite site, TimeProvider clock, IStringLocalizer<Texts> t)
    : Bogen.EinwilligungModel(site, null, clock, t);
