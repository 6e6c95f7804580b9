namespace Befragung.Web.Chronicle;

/// <summary>Who is at work, for what is done from here on: in the request of a member, and in whatever that begins.</summary>
public static class Actor
{
    /// <summary>The platform by itself.</summary>
    public const string Platform = "platform";

    /// <summary>Whoever uses the executable.</summary>
    public const string Console = "console";

    /// <summary>Somebody who is not signed in.</summary>
    public const string Stranger = "-";

    private static readonly AsyncLocal<string?> AtWork = new();

    public static string Current => AtWork.Value ?? Platform;

    /// <param name="who">Id of an account, or one of the names above.</param>
    public static void Be(string who) => AtWork.Value = who;
}
