namespace Befragung.Web.Reports;

/// <summary>Where the picture of a logo comes from when a report is printed: handed in, because reports do not query.</summary>
/// <param name="read">Null where there is none under that id.</param>
public sealed class LogoFiles(Func<Guid, Task<byte[]?>> read)
{
    /// <summary>For reports of answers without a study.</summary>
    public static LogoFiles None { get; } = new(_ => Task.FromResult<byte[]?>(null));

    /// <summary>As an address that holds the picture itself.</summary>
    public async Task<string?> AddressAsync(Delphi.Studies.Logo? logo) =>
        logo is not null && await read(logo.Id) is { } content ? $"data:{logo.Type};base64,{Convert.ToBase64String(content)}" : null;
}
