using System.Security.Cryptography;
using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Exchange;

namespace Befragung.Web.Pages;

/// <summary>Who runs the installation: what every page says of them. Whatever is not set is not shown.</summary>
/// <param name="Imprint">Where who is responsible is told, as the law wants it; an address.</param>
/// <param name="PrivacyContact">Who answers questions about the protection of data: a name, an address, or both.</param>
public sealed record Institution(string? Name, string? Imprint, string? PrivacyContact, LogoFile? Logo)
{
    /// <summary>Of the picture, so that browsers keep it as long as it is the same.</summary>
    public string? LogoVersion { get; } = Logo is null ? null : Convert.ToHexStringLower(SHA256.HashData(Logo.Content))[..16];

    /// <exception cref="ConfigurationException">The file is no picture that can be shown.</exception>
    public static Institution From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(
            configuration["Site:Institution"],
            configuration["Site:Imprint"],
            configuration["Site:PrivacyContact"],
            configuration["Site:Logo"] is { Length: > 0 } file ? Read(file) : null
        );
    }

    private static LogoFile Read(string file)
    {
        try
        {
            return LogoFile.Read(File.ReadAllBytes(file));
        }
        catch (Exception failure) when (failure is RuleBrokenException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Site__Logo ist „{file}“: {failure.Message}");
        }
    }
}
