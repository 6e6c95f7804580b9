using Befragung.Web.Access;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Konto;

/// <summary>A key to take over into an app, by camera or by hand.</summary>
/// <param name="Offer">The key.</param>
/// <param name="Address">What the camera reads.</param>
public sealed record SetUpView(SecondStepOffer Offer, string Address)
{
    public static SetUpView Of(SecondStepOffer offer, TeamMember member, Institution institution)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(institution);
        return new(offer, offer.Address(institution.Name is { Length: > 0 } name ? $"Befragung {name}" : "Befragung", member.Email!));
    }

    public static string Wrong(IStringLocalizer<Texts> t) =>
        t[
            "Dieser Code passt nicht zu dem Schlüssel. Warten Sie, bis die App den nächsten zeigt, und prüfen Sie, ob die Uhr des Telefons richtig geht."
        ];

    public static string TooOld(IStringLocalizer<Texts> t) =>
        t["Der Schlüssel auf der Seite galt nur eine halbe Stunde. Hier ist ein neuer; löschen Sie den bisherigen in der App."];
}
