namespace Befragung.Web.Mail;

/// <summary>Where experts reach the platform; stands before every link in a letter.</summary>
public sealed record SiteAddress(string Root)
{
    /// <summary>The address that is set, or else where the platform listens on this machine.</summary>
    public static SiteAddress From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration["Site:Address"] is { Length: > 0 } named)
            return new(named);
        if (configuration["urls"]?.Split(';')[0] is { Length: > 0 } url && BindingAddress.Parse(url) is var listening)
            return new($"{listening.Scheme}://localhost:{listening.Port}");
        return new($"http://localhost:{configuration["http_ports"]?.Split(';')[0] ?? "5000"}");
    }

    public string Of(string path) => Root.TrimEnd('/') + path;
}
