using System.Globalization;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Coding;

/// <summary>How far several people agreed who coded without seeing each other: computed once, when they compared, and frozen. Whatever is settled later changes nothing in it.</summary>
/// <param name="Coders">How many coded at all.</param>
/// <param name="Mentions">How many mentions at least two of them coded.</param>
/// <param name="Overall">Of all codes together.</param>
/// <param name="Codes">In the order of the codebook.</param>
public sealed record CodingAgreement(int Coders, int Mentions, CoderAgreement Overall, IReadOnlyList<CodeAgreement> Codes)
{
    /// <param name="round">Seeds the resamples, with the number of mentions: the same data give the same interval.</param>
    /// <param name="codes">The codes, with what each is called.</param>
    /// <param name="given">What everybody gave, by mention.</param>
    public static CodingAgreement Of(int round, IReadOnlyList<(Code Code, string Name)> codes, ILookup<Guid, AppliedCode> given)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(given);
        var coders = given.SelectMany(mention => mention.Select(code => code.Coder)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (coders.Count == 0)
            return new(0, 0, new(0, 0, null, null, null, null), []);
        var numbers = codes.Select((code, number) => (code.Code.Id, number)).ToDictionary(code => code.Id, code => code.number);
        var sets = new CodedSets(coders.Count, codes.Count);
        var uses = new int[codes.Count];
        // In an order of their own, so that resamples draw the same.
        foreach (var mention in given.OrderBy(mention => mention.Key))
        {
            var ofCoders = coders.ConvertAll<IReadOnlyCollection<int>?>(_ => null);
            foreach (var coder in mention.GroupBy(code => code.Coder))
                ofCoders[coders.IndexOf(coder.Key)] = Numbers(coder);
            sets.Add([.. ofCoders]);
            foreach (var used in Numbers(mention))
                uses[used]++;
        }
        var (overall, each) = CoderAgreement.Of(
            sets,
            Draws.Of("coding", round.ToString(CultureInfo.InvariantCulture), given.Count.ToString(CultureInfo.InvariantCulture))
        );
        return new(
            coders.Count,
            overall.Units,
            overall,
            [
                .. codes
                    .Zip(each, (code, agreement) => (code.Code, code.Name, agreement))
                    .Where(code => uses[numbers[code.Code.Id]] > 0)
                    .Select(code => new CodeAgreement(code.Name, uses[numbers[code.Code.Id]], code.agreement)),
            ]
        );

        // The one for none is no code of its own: none was given.
        HashSet<int> Numbers(IEnumerable<AppliedCode> codes) =>
            [.. codes.Where(code => numbers.ContainsKey(code.CodeId)).Select(code => numbers[code.CodeId])];
    }
}

/// <summary>How far they agreed on one code.</summary>
/// <param name="Name">As it was called then, with the one it stood below.</param>
/// <param name="Mentions">How many mentions it was given to by anybody.</param>
public sealed record CodeAgreement(string Name, int Mentions, CoderAgreement Agreement);
