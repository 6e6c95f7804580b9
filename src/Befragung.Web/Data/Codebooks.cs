using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>The steps with the codebook of a study.</summary>
public sealed class Codebooks(SurveyDb db, SurveyDatabase database, TimeProvider clock)
{
    /// <summary>Adds a code; "Ober › Unter" puts it below another one, which is added as well where it is not there.</summary>
    public async Task<Code> AddAsync(Study study, string? name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using var transaction = await database.BeginAsync(db, Turn.OfCoding(study.Id), cancel);
        var codes = await db.CodesAsync(study.Id, cancel);
        var tree = new CodeTree(codes);
        if (codes.Count > Code.Most)
            throw new RuleBrokenException("Ein Codebuch hat höchstens {0:Code|Codes}.", Code.Most);
        var parts = (name ?? "").Split('›', '>');
        var parent =
            parts.Length > 1
                ? tree.Tops.FirstOrDefault(top => tree.Named(parts[0])?.Id == top.Id) ?? New(study, tree, parts[0], null)
                : null;
        var code = New(study, tree, string.Join(' ', parts.Skip(parent is null ? 0 : 1)), parent);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return code;
    }

    /// <summary>A further code, not saved yet.</summary>
    internal Code New(Study study, CodeTree tree, string? called, Code? below, string? definition = null, string? example = null)
    {
        tree.RequireFree(called, below, null);
        // Of one branch in one colour; else those that come one after another are told apart.
        var added = new Code(study.Id, called, below, below?.Colour ?? (tree.Tops.Count % Code.Colours) + 1);
        if (!string.IsNullOrEmpty(definition) || !string.IsNullOrEmpty(example))
            added.Describe(called, definition, example, added.Colour);
        db.Codes.Add(added);
        return added;
    }

    /// <summary>The code that somebody typed the name of; added where there is none and that is wanted.</summary>
    /// <exception cref="RuleBrokenException">Nothing was typed, or there is no such code.</exception>
    public async Task<Code> ReadAsync(Study study, CodeTree tree, string? typed, bool mayAdd, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (string.IsNullOrWhiteSpace(typed))
            throw new RuleBrokenException("Schreiben Sie, welcher Code passt.");
        return tree.Named(typed)
            ?? (
                mayAdd
                    ? await AddAsync(study, typed, cancel)
                    : throw new RuleBrokenException(
                        "Einen Code „{0}“ gibt es noch nicht. Legen Sie ihn neu an, oder schreiben Sie den Namen wie im Codebuch.",
                        typed.Trim()
                    )
            );
    }

    /// <summary>Changes what a code is called and means, and where it stands.</summary>
    public async Task DescribeAsync(
        Study study,
        Code code,
        string? name,
        string? definition,
        string? example,
        int colour,
        Guid? parent,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(code);
        await using var transaction = await database.BeginAsync(db, Turn.OfCoding(study.Id), cancel);
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        var below = parent is { } id ? tree.Find(id) ?? throw new RuleBrokenException("Diesen Code gibt es nicht mehr.") : null;
        tree.RequireMovable(code, below);
        tree.RequireFree(name, below, code);
        code.Describe(name, definition, example, colour);
        code.PutBelow(below);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Takes a code out of the codebook. Whoever has it on their page is told.</summary>
    public async Task RemoveAsync(Study study, Code code, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(code);
        await using var transaction = await database.BeginAsync(db, Turn.OfCoding(study.Id), cancel);
        new CodeTree(await db.CodesAsync(study.Id, cancel)).RequireNothingBelow(code);
        code.Remove(Now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task BringBackAsync(Study study, Code code, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(code);
        await using var transaction = await database.BeginAsync(db, Turn.OfCoding(study.Id), cancel);
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        // What it stood below may be gone, or stand below another one itself.
        if (code.ParentId is { } parent && tree.Find(parent) is not { ParentId: null })
            code.PutBelow(null);
        tree.RequireFree(code.Name, tree.ParentOf(code), code);
        code.BringBack();
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Gives whatever has one code another one in its place, whoever gave it.</summary>
    public async Task MergeAsync(Study study, Code code, Code into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(into);
        if (code.Id == into.Id)
            throw new RuleBrokenException("Ein Code lässt sich nicht mit sich selbst zusammenlegen.");
        await using var transaction = await database.BeginAsync(db, Turn.OfCoding(study.Id), cancel);
        var tree = new CodeTree(await db.CodesAsync(study.Id, cancel));
        tree.RequireNothingBelow(code);
        // Somebody may have removed it since it was chosen.
        if (tree.Find(into.Id) is null)
            throw new RuleBrokenException("Diesen Code gibt es nicht mehr.");
        var given = db.AppliedCodes.Where(applied => applied.CodeId == code.Id);
        await given
            .Where(applied =>
                db.AppliedCodes.Any(other =>
                    other.MentionId == applied.MentionId && other.Coder == applied.Coder && other.CodeId == into.Id
                )
            )
            .ExecuteDeleteAsync(cancel);
        await given.ExecuteUpdateAsync(applied => applied.SetProperty(one => one.CodeId, into.Id), cancel);
        code.Remove(Now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
