using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Mail;

namespace Befragung.Web.Exchange;

/// <summary>The postal address of a line, from the column that holds all of it, or from those of its parts.</summary>
internal sealed partial class PanelColumns
{
    /// <summary>Whether the file may say where paper goes.</summary>
    public bool HasPost => columns.ContainsKey(Post) || columns.ContainsKey(City);

    /// <summary>Where paper goes.</summary>
    /// <param name="hasMail">Whether somebody can be reached without: then a town or an institution alone is no address that lacks something.</param>
    /// <param name="post">Null where the line says nothing of it, and where it is wrong.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public Sentence? PostIn(Table table, string name, bool hasMail, out PostalAddress? post)
    {
        post = null;
        var institution = Cell(table, Institution);
        if (columns.TryGetValue(Post, out var column) && table[column].Length > 0)
        {
            var lines = PostalAddress.LinesOf(Exchange.Cell.Restored(table[column]));
            // The name on top stands on the envelope anyway, and before the institution.
            var below = PostalAddress.Below(lines, name);
            return PostalAddress.Of(below.Contains(institution) ? below : [institution, .. below], name, out post);
        }
        var street = Cell(table, Street) is { Length: > 0 } named ? $"{named} {Cell(table, HouseNumber)}".TrimEnd() : "";
        var (extra, zip, city, country) = (Cell(table, AddressExtra), Cell(table, Zip), Cell(table, City), Cell(table, Country));
        // Many lists have town and postal code for the region; only with a street they are an address.
        var isMeant = hasMail ? street.Length > 0 : street.Length + zip.Length + city.Length + extra.Length > 0;
        if (!HasPost || !isMeant)
            return null;
        if (city.Length == 0)
            return new("Zur Postanschrift fehlt der Ort.");
        if (zip.Length == 0 && country.Length == 0)
            return new("Zur Postanschrift fehlt die Postleitzahl.");
        // A spreadsheet takes it for a number.
        if (country.Length == 0 && zip.Length == 4 && zip.All(char.IsAsciiDigit))
            return new(
                "Die Postleitzahl „{0}“ hat nur vier Stellen. Fehlt vorn eine Null? Außerhalb Deutschlands nennen Sie bitte das Land.",
                zip
            );
        if (street.Length + extra.Length + institution.Length == 0)
            return new("Zur Postanschrift fehlt die Straße oder das Postfach.");
        return PostalAddress.Of([institution, extra, street, $"{zip} {city}".TrimStart(), country], name, out post);
    }
}
