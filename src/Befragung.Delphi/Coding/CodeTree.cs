using System.Globalization;

namespace Befragung.Delphi.Coding;

/// <summary>The codebook of a study as a tree of two levels, in the order of the alphabet, and how codes are found by what somebody types.</summary>
public sealed class CodeTree(IEnumerable<Code> codes)
{
    /// <summary>Between a code and the one it stands below.</summary>
    public const string Below = " › ";

    private readonly List<Code> all = [.. codes.Where(code => code.RemovedAt is null)];

    public IReadOnlyList<Code> All => all;

    public Code? None => all.Find(code => code.IsNone);

    public IReadOnlyList<Code> Tops => [.. Ordered(all.Where(code => !code.IsNone && ParentOf(code) is null))];

    public IEnumerable<Code> Under(Code parent) => Ordered(all.Where(code => code.ParentId == parent.Id));

    /// <summary>All in the order of the tree.</summary>
    public IEnumerable<Code> InOrder => Tops.SelectMany(top => (Code[])[top, .. Under(top)]);

    public Code? Find(Guid id) => all.Find(code => code.Id == id);

    public Code? ParentOf(Code code) => code.ParentId is { } parent ? Find(parent) : null;

    /// <summary>With the one it stands below.</summary>
    public string NameOf(Code code) => ParentOf(code) is { } parent ? parent.Name + Below + code.Name : code.Name;

    /// <summary>The code of this name, with or without the one it stands below; null where there is none, or several.</summary>
    public Code? Named(string? typed)
    {
        var name = Plain(typed);
        return name.Length == 0
            ? null
            : InOrder.FirstOrDefault(code => Plain(NameOf(code)) == name)
                ?? (InOrder.Where(code => Plain(code.Name) == name).ToList() is [var only] ? only : null);
    }

    /// <exception cref="RuleBrokenException">Others stand below it.</exception>
    public void RequireNothingBelow(Code code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (Under(code).Any())
            throw new RuleBrokenException("Unter „{0}“ stehen noch Codes. Stellen Sie diese zuerst woandershin.", code.Name);
    }

    /// <exception cref="RuleBrokenException">It would stand below another one with what stands below it.</exception>
    public void RequireMovable(Code code, Code? parent)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (parent is not null && Under(code).Any())
            throw new RuleBrokenException("Unter diesem Code stehen weitere. Er bleibt auf der ersten Ebene, solange das so ist.");
    }

    /// <param name="itself">The code that is to be called so; null for a new one.</param>
    /// <exception cref="RuleBrokenException">Another one at this place has the name.</exception>
    public void RequireFree(string? name, Code? parent, Code? itself)
    {
        var wanted = parent is null ? name : parent.Name + Below + name;
        if (Named(wanted) is { } there && there.Id != itself?.Id && ParentOf(there)?.Id == parent?.Id)
            throw new RuleBrokenException("Einen Code „{0}“ gibt es schon.", NameOf(there));
    }

    private static IEnumerable<Code> Ordered(IEnumerable<Code> codes) =>
        codes.OrderBy(code => code.Name, StringComparer.Create(CultureInfo.GetCultureInfo("de-DE"), ignoreCase: true));

    // The arrow is on few keyboards.
    private static string Plain(string? name) =>
        string.Join(
                '›',
                (name ?? "")
                    .Normalize()
                    .Split('›', '>')
                    .Select(part => string.Join(' ', part.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            )
            .ToUpperInvariant();
}
