using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

/// <summary>
/// What one expert is asked in a round: the questionnaire without what its conditions leave out, and in this expert's own order where the order is random.
/// </summary>
/// <param name="Questionnaire">The round's.</param>
/// <param name="Panelist">Decides the order, so that it is the same each time and in each round.</param>
/// <param name="Group">The expert's group.</param>
/// <param name="Earlier">The expert's answers in earlier rounds (<see cref="EarlierAnswers.Newest"/>); conditions look there for what this round does not ask.</param>
public sealed record Asking(Questionnaire Questionnaire, Guid Panelist, string Group, Func<string, string?> Earlier)
{
    /// <summary>Keys of the items that are not asked, given these answers.</summary>
    public IReadOnlySet<string> LeftOut(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return Questionnaire.LeftOut(Group, key => Questionnaire.ItemOf(key) is null ? Earlier(key) : answers[key]);
    }

    /// <summary>The questionnaire as the expert sees it, given these answers. Sections in which nothing is left to answer are gone.</summary>
    public Questionnaire Of(Answers answers) => Of(LeftOut(answers));

    /// <summary>The same, once it is known what is left out.</summary>
    public Questionnaire Of(IReadOnlySet<string> leftOut)
    {
        ArgumentNullException.ThrowIfNull(leftOut);
        return leftOut.Count == 0 && !Questionnaire.Sections.Any(section => section.Random)
            ? Questionnaire
            : Questionnaire with
            {
                Sections =
                [
                    .. Questionnaire
                        .Sections.Select(section =>
                            Ordered(section) with
                            {
                                Items = [.. Ordered(section).Items.Where(item => !leftOut.Contains(item.Key))],
                            }
                        )
                        .Where(section => section.Items.Any(item => item.Parts.Count > 0)),
                ],
            };
    }

    /// <summary>The section in this expert's order. Texts to read keep their place.</summary>
    public Section Ordered(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (!section.Random)
            return section;
        var questions = new Queue<Item>(section.Items.Where(item => item.Parts.Count > 0).OrderBy(item => Place(item.Key)).ToList());
        return section with { Items = [.. section.Items.Select(item => item.Parts.Count > 0 ? questions.Dequeue() : item)] };
    }

    /// <summary>A number as if drawn by lot, but the same everywhere and always.</summary>
    private ulong Place(string itemKey) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData([.. Panelist.ToByteArray(), .. Encoding.UTF8.GetBytes(itemKey)]));
}
