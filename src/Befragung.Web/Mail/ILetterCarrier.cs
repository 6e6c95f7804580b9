namespace Befragung.Web.Mail;

/// <summary>Carries letters away. What cannot be carried is told by a <see cref="MailException"/>.</summary>
public interface ILetterCarrier
{
    /// <summary>How many sessions carry letters at once.</summary>
    int AtOnce { get; }

    /// <summary>Whether a letter that is carried once more takes the place of the first, so that nobody gets it twice.</summary>
    bool ReplacesCopies { get; }

    /// <summary>Opens the way that many letters can take, one after the other.</summary>
    Task<ILetterSession> OpenAsync(CancellationToken cancel);
}

/// <summary>A way that is open: a connection that is signed in, or a folder. After a trouble that ends the connection it is of no use any more.</summary>
public interface ILetterSession : IAsyncDisposable
{
    /// <summary>Returns once the carrier has the letter.</summary>
    Task CarryAsync(Letter letter, CancellationToken cancel);
}

public static class LetterCarrying
{
    /// <summary>Carries a single letter.</summary>
    public static async Task CarryAsync(this ILetterCarrier carrier, Letter letter, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        await using var session = await carrier.OpenAsync(cancel);
        await session.CarryAsync(letter, cancel);
    }
}
