using System.Security.Cryptography;
using System.Text;

namespace Befragung.Web.Data;

/// <summary>
/// What experts are called in exported files: their id, hashed with a secret that never leaves the data folder. So nobody can compute the id from the
/// name, nor the name from the id; and no list of names has to be kept that could be stolen or get lost.
/// </summary>
public sealed class Pseudonyms(DataFolder folder)
{
    private const int KeyLength = 32;

    /// <summary>Names for one purpose. The same one names alike, so that its files belong together; two purposes have nothing in common.</summary>
    public Func<Guid, string> For(string purpose)
    {
        var key = Key();
        return id => "p" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose} {id:N}")).AsSpan(0, 8));
    }

    /// <summary>The secret, made when it is first needed. It lies with the other keys, which are backed up and nobody else can read.</summary>
    private byte[] Key()
    {
        var path = Path.Combine(folder.Private("keys"), "pseudonyms.key");
        if (!File.Exists(path))
        {
            var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
            File.WriteAllBytes(unfinished, RandomNumberGenerator.GetBytes(KeyLength));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try
            {
                File.Move(unfinished, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster, and its secret counts.
                File.Delete(unfinished);
            }
        }
        return File.ReadAllBytes(path);
    }
}
