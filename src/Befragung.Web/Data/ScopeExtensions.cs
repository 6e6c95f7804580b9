namespace Befragung.Web.Data;

/// <summary>Scopes that something holds as long as it lives, such as a connection that stays open.</summary>
internal static class ScopeExtensions
{
    /// <summary>What disposes its scope when it is disposed; where it cannot be made, the scope is let go of at once.</summary>
    public static T CreateInOwnScope<T>(this IServiceScopeFactory scopes, Func<IServiceScope, T> make)
    {
        var scope = scopes.CreateScope();
        try
        {
            return make(scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }
}
