using System.CommandLine;
using System.Globalization;

namespace Befragung.Web.Commands;

/// <summary>An option that takes a whole number: what is none, or too large or small, is answered with the numbers that are possible.</summary>
internal static class WholeNumber
{
    public static Option<int> Option(string name, string description, int usual, int least, int most) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => usual,
            // Of words too, so that the sentence is ours.
            CustomParser = result =>
            {
                if (
                    int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number >= least
                    && number <= most
                )
                    return number;
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: möglich sind {least} bis {most}."));
                return usual;
            },
        };
}
