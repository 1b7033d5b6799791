using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>What a server's document says of one end, written down a second time and not taken from the dialect.</summary>
/// <param name="Codes">The code, the range or the HTTP status.</param>
/// <param name="Verdict">What is to follow.</param>
/// <param name="Words">Words that the row's name, message or resolution has, whatever their case, apart by <c>|</c>.</param>
/// <param name="AtLeast">The least wait, in seconds.</param>
public sealed record Said(CodeRange Codes, ReconnectVerdict Verdict, string Words, int AtLeast = 0)
{
    public Said(int first, int last, ReconnectVerdict verdict, string words, int AtLeast = 0)
        : this(new CodeRange(first, last), verdict, words, AtLeast)
    {
    }

    /// <summary>How the reason has to begin.</summary>
    public string? Reason { get; init; }

    /// <summary>What the reason or the body has to contain.</summary>
    public string? Mentions { get; init; }

    /// <summary>The cause that the end has to have.</summary>
    public DisconnectCause? Cause { get; init; }

    /// <summary>Whether it holds for every end with such a number.</summary>
    public bool IsPlain => Reason is null && Mentions is null && Cause is null;

    /// <summary>Ends that it is about: the first number, the last, and one between, in several words.</summary>
    public IEnumerable<DisconnectInfo> Ends =>
        from number in new[] { Codes.First, Codes.First + (Codes.Width / 2), Codes.Last }.Distinct()
        let cause = Cause ?? (number < 1000 ? DisconnectCause.Refused : DisconnectCause.Closed)
        from text in Texts
        select cause == DisconnectCause.Refused
            ? new DisconnectInfo(cause, HttpStatus: number, Body: text)
            : new DisconnectInfo(cause, number, text);

    private string?[] Texts => Mentions is null
        ? [Reason, $"{Reason} and more"]
        : [$"{Reason}… {Mentions}", $"{Reason}{Mentions.Replace(":", " : ", StringComparison.Ordinal)}"];
}
