using System.Text;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>Makes inputs from good ones: cut, doubled, spliced and strewn with what trips readers. Every project with a fuzz test shares it.</summary>
/// <param name="seed">Where chance begins; the same seed makes the same inputs.</param>
internal sealed class Mutator(int seed)
{
    private const int MostChanges = 4;

    private static readonly string[] Strange =
    [
        "\0", "\r\n", "\n", "\u001b[31m", "\u202e", "\u2028", "\ud800", "\udfff", "\ufeff", "é", "ß", "。", "٣", "😀", "%00", "%2e", "\\", "/", "//", "@", "#", "?", ":", "-", "-1", "0", "1e999",
        "NaN", "9223372036854775808", "99999999999999999999", "null", "true", "{}", "[]", "[[", "\"", "\\ud800", "\\u0000", ",", " ", "\t", "*", "..", "[::1]", "127.1", "xn--", "<@&1>",
    ];

    private readonly Random _dice = new(seed);

    public int Next(int below) => _dice.Next(below);

    public bool OneIn(int times) => _dice.Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[_dice.Next(from.Count)];

    /// <summary>One of the texts, changed in a few places or in none.</summary>
    public string Text(IReadOnlyList<string> from)
    {
        var text = Pick(from);
        for (var changes = _dice.Next(MostChanges + 1); changes > 0; changes--)
        {
            text = new string(Changed(text.ToCharArray(), Pick(from).ToCharArray(), Pick(Strange).ToCharArray(), AnyChar));
        }

        return text;
    }

    /// <summary>One of the texts in UTF-8, changed as text and as bytes.</summary>
    public byte[] Utf8(IReadOnlyList<string> from)
    {
        var bytes = Encoding.UTF8.GetBytes(Text(from));
        return OneIn(2) ? bytes : Bytes([bytes]);
    }

    /// <summary>One of the inputs, changed in a few places or in none.</summary>
    public byte[] Bytes(IReadOnlyList<byte[]> from)
    {
        var bytes = Pick(from);
        for (var changes = _dice.Next(MostChanges + 1); changes > 0; changes--)
        {
            bytes = Changed<byte>(bytes, Pick(from), [0x88, 0x7f, 0xff], () => (byte)_dice.Next(256));
        }

        return bytes;
    }

    /// <summary>The input in pieces, as a network cuts it.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces(ReadOnlyMemory<byte> all)
    {
        var longest = OneIn(2) ? 4 : 4096;
        while (all.Length > 0)
        {
            var length = Math.Min(all.Length, 1 + _dice.Next(longest));
            yield return all[..length];
            all = all[length..];
        }
    }

    private T[] Changed<T>(T[] input, T[] other, T[] strange, Func<T> any)
    {
        var at = _dice.Next(input.Length + 1);
        var to = Math.Min(input.Length, at + _dice.Next(9));
        return _dice.Next(7) switch
        {
            0 => [.. input[..at], .. input[to..]],
            1 => [.. input[..to], .. input[at..]],
            2 => input[..at],
            3 => [.. input[..at], .. other[Math.Min(at, other.Length)..]],
            4 => [.. input[..at], any(), .. input[at..]],
            5 => [.. input[..at], any(), .. input[to..]],
            _ => [.. input[..at], .. strange, .. input[at..]],
        };
    }

    private char AnyChar() => (char)_dice.Next(OneIn(2) ? 0x80 : 0x10000);
}
