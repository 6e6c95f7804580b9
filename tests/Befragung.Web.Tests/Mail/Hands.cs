using System.Collections.Concurrent;
using Befragung.Web.Mail;

namespace Befragung.Web.Tests.Mail;

/// <summary>A carrier that keeps what it was given, and does with it what a test says.</summary>
internal sealed class Hands : ILetterCarrier, ILetterSession
{
    public ConcurrentQueue<Letter> Carried { get; } = new();

    public Func<Letter, Task> Carry { get; set; } = _ => Task.CompletedTask;

    public int AtOnce { get; init; } = 1;

    public bool ReplacesCopies => false;

    public Task<ILetterSession> OpenAsync(CancellationToken cancel) => Task.FromResult<ILetterSession>(this);

    public Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        Carried.Enqueue(letter);
        return Carry(letter);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
