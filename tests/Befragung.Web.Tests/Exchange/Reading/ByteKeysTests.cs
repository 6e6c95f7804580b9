using System.Globalization;
using System.Text;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Tests.Exchange.Reading;

/// <summary>Keys of bytes have the numbers in whose order they came.</summary>
public class ByteKeysTests
{
    [Fact]
    public void Every_key_is_found_under_its_number_however_many_there_are()
    {
        var keys = new ByteKeys();
        var all = Enumerable
            .Range(0, 5_000)
            .Select(number => Encoding.ASCII.GetBytes(new string('x', number % 23) + number.ToString(CultureInfo.InvariantCulture)))
            .Prepend([])
            .ToList();
        foreach (var key in all)
        {
            Assert.Equal(-1, keys.IndexOf(key));
            keys.Add(key);
        }
        var order = Enumerable.Range(0, all.Count).ToArray();
        new Random(3).Shuffle(order);
        foreach (var index in order.Concat(Enumerable.Range(0, all.Count)))
            Assert.Equal(index, keys.IndexOf(all[index]));
        Assert.Equal(all.Count, keys.Count);
    }

    [Fact]
    public void A_beginning_of_a_key_is_none_and_neither_is_one_with_more_behind()
    {
        var keys = new ByteKeys();
        Assert.Equal(-1, keys.IndexOf([]));
        keys.Add("1,p12,nord"u8);
        foreach (var other in new[] { "", "1,p12,nor", "1,p12,nord ", "1,p12,norD", "1,p13,nord", "nord" })
            Assert.Equal(-1, keys.IndexOf(Encoding.ASCII.GetBytes(other)));
        Assert.Equal(0, keys.IndexOf("1,p12,nord"u8));
    }
}
