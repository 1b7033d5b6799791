using System.Globalization;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>Writes the steps of a connection, a line each as it is over, and below one that failed what there is to know and to do.</summary>
/// <param name="host">Where they go, and the clock.</param>
internal sealed class StepLines(ToolHost host)
{
    private static readonly string Indent = new(' ', 29);

    private long _since = host.Services.TimeProvider.GetTimestamp();

    /// <summary>The step went well.</summary>
    public void Pass(string step, string text) => Write(step, "ok", Took(), text);

    /// <summary>There is no such step here.</summary>
    public void Skip(string step, string why) => Write(step, "skipped", "", why);

    /// <summary>The step failed; nothing comes after it.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="text">What happened.</param>
    /// <param name="more">Further lines; those that are null are left out.</param>
    public void Fail(string step, string text, params IEnumerable<string?> more) => Write(step, "failed", Took(), [text, .. more.OfType<string>()]);

    /// <summary>The step ended in this.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="info">The facts.</param>
    /// <param name="rule">What they mean.</param>
    /// <param name="verdict">What a client does.</param>
    public void Fail(string step, DisconnectInfo info, CloseRule rule, ReconnectVerdict verdict) => Fail(
        step,
        $"{NumberOf(info)}{rule.Name}: {NoToken.SentenceOf(info) ?? rule.Message}",
        info.RetryAfter is { } wait ? $"Retry-After: {Durations.Seconds(wait)}" : null,
        NoToken.SentenceOf(info) is null && Clean(info.Reason) is { } reason && reason != rule.Message ? $"It said: '{reason}'" : null,
        Clean(info.Body) is { } body ? $"Its answer begins: '{body}'" : null,
        NoToken.SentenceOf(info) is null ? $"What to do: {rule.Resolution}" : null,
        $"A client reads {verdict}: {Explanation.WordsOf(verdict)}");

    private void Write(string step, string outcome, string took, params IReadOnlyList<string> text) =>
        host.WriteLines(text.Select((line, i) => (i == 0 ? $"{step,-7}  {outcome,-7}  {took,9}  " : Indent) + line));

    /// <summary>Since the step before was over.</summary>
    private string Took()
    {
        var time = host.Services.TimeProvider;
        var took = time.GetElapsedTime(_since);
        _since = time.GetTimestamp();
        return string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.000} s");
    }

    private static string NumberOf(DisconnectInfo info) => info switch
    {
        { HttpStatus: { } status } => string.Create(CultureInfo.InvariantCulture, $"HTTP {status} {(Clean(info.StatusText) is { } phrase ? phrase + ", " : "")}"),
        { Code: { } code } => string.Create(CultureInfo.InvariantCulture, $"{code} "),
        _ => "",
    };

    // The first line that says something, fit to be printed.
    private static string? Clean(string? text) => text?
        .ReplaceLineEndings("\n")
        .Split('\n')
        .Select(line => ServerText.Clean(line)!.Trim())
        .FirstOrDefault(line => line.Length > 0);
}
