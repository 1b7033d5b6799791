namespace TokenSocket.Cli;

/// <summary>Words in a row, as a sentence has them.</summary>
internal static class WordList
{
    /// <summary>Such as <c>a, b and c</c>.</summary>
    public static string And(params IReadOnlyList<string> words) =>
        words.Count > 1 ? $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}" : string.Concat(words);
}
