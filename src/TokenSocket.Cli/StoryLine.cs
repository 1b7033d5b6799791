namespace TokenSocket.Cli;

/// <summary>One line for people, fit to be printed: without control characters and secrets.</summary>
/// <param name="Tone">How it is coloured.</param>
/// <param name="Head">What happened, in a word or two; empty where the text says it.</param>
/// <param name="Text">The rest.</param>
internal sealed record StoryLine(Tone Tone, string Head, string Text)
{
    /// <summary>Both.</summary>
    public override string ToString() => Text.Length == 0 ? Head : $"{Head} {Text}";
}
