using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Pages.Bogen.Shortcuts;

/// <summary>
/// A piece of HTML as everyone sees it, kept as the bytes that go over the wire, with places for what is somebody's own. Filling the places in costs next to nothing.
/// </summary>
/// <typeparam name="T">What the places are filled from.</typeparam>
internal sealed class Template<T>
{
    private readonly byte[][] texts;
    private readonly Filler<T>[] places;

    /// <param name="html">With the marks of <paramref name="known"/> where the places are.</param>
    public Template(string html, TemplatePlaces<T> known)
    {
        var pieces = html.Split(known.Mark);
        texts = new byte[(pieces.Length + 1) / 2][];
        places = new Filler<T>[pieces.Length / 2];
        for (var i = 0; i < pieces.Length; i++)
            if (i % 2 == 0)
                texts[i / 2] = Encoding.UTF8.GetBytes(pieces[i]);
            else
                places[i / 2] = known[int.Parse(pieces[i], CultureInfo.InvariantCulture)];
    }

    public void Fill(T own, IBufferWriter<byte> output)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            output.Write(texts[i]);
            if (i < places.Length)
                places[i](own, output);
        }
    }
}

/// <summary>Writes what is somebody's own into a place.</summary>
internal delegate void Filler<in T>(T own, IBufferWriter<byte> output);

/// <summary>The places of one template, while it is made. Each stands in the page as its number between marks that nobody can guess, and so nobody can write.</summary>
public sealed class TemplatePlaces<T>
{
    private readonly List<Filler<T>> fillers = [];

    internal string Mark { get; } = $"\uE000{Guid.NewGuid():N}\uE001";

    internal Filler<T> this[int index] => fillers[index];

    /// <summary>A place for words: they are encoded.</summary>
    public IHtmlContent Text(Func<T, string?> words) => Html(own => words(own) is { } said ? TemplateText.Encoder.Encode(said) : null);

    /// <summary>A place for what is HTML already.</summary>
    public IHtmlContent Html(Func<T, string?> html) =>
        Filled(
            (own, output) =>
            {
                if (html(own) is { Length: > 0 } filled)
                    Encoding.UTF8.GetBytes(filled, output);
            }
        );

    /// <summary>A place for an attribute without a value: "checked", "hidden".</summary>
    public IHtmlContent Attribute(string name, Func<T, bool> isThere) => Html(own => isThere(own) ? name : null);

    internal IHtmlContent Filled(Filler<T> filler)
    {
        fillers.Add(filler);
        return new HtmlString($"{Mark}{fillers.Count - 1}{Mark}");
    }
}

public static class TemplateText
{
    /// <summary>Encodes what HTML would take for its own, and leaves letters as they are.</summary>
    internal static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
}
