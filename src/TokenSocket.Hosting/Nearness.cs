namespace TokenSocket.Hosting;

/// <summary>Finds the word that was meant.</summary>
internal static class Nearness
{
    // Names are shorter; what is longer is no slip of the hand.
    private const int MaxLength = 64;

    /// <summary>The nearest word, the first of equals; null where none is near.</summary>
    public static string? NearestOf(string word, IEnumerable<string> candidates) => candidates
        .Where(candidate => IsNear(word, candidate))
        .MinBy(candidate => Distance(word, candidate));

    /// <summary>Whether at most a third of the longer word is to be changed.</summary>
    public static bool IsNear(string word, string other) =>
        word.Length <= MaxLength
        && Math.Abs(word.Length - other.Length) * 3 <= Math.Max(word.Length, other.Length)
        && Distance(word, other) * 3 <= Math.Max(word.Length, other.Length);

    /// <summary>How many letters are to be added, left out, replaced or swapped with their neighbour, without regard to case.</summary>
    public static int Distance(string from, string to)
    {
        var d = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                d[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(d[i - 1, j], d[i, j - 1]) + 1,
                        d[i - 1, j - 1] + (IsSame(from[i - 1], to[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(from[i - 1], to[j - 2]) && IsSame(from[i - 2], to[j - 1]))
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[from.Length, to.Length];
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
