using System.Globalization;
using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;
using TokenSocket.Hosting;
using TokenSocket.Reconnecting;

namespace TokenSocket.Cli;

/// <summary>The settings as they will be used, each with where it comes from, and the next waits.</summary>
/// <param name="section">Where they stand.</param>
/// <param name="reading">What was read there, without faults.</param>
internal sealed class SettingsSheet(IConfigurationSection section, OptionsReading reading)
{
    private const int Waits = 10;

    /// <summary>A line each, without secrets.</summary>
    /// <param name="width">The terminal's; null for a file or a pipe.</param>
    public IEnumerable<string> Lines(int? width) => new TextTable(
        ["setting", "value", "from"],
        [.. Setting.All.Select(setting => (string[])[setting.Path, ServerText.Clean(setting.Value(reading)) ?? "none", OriginOf(setting)])])
        .Lines(width)
        .Append("")
        .Concat(SessionOf(reading.Client))
        .Append($"Waits after failures in a row: {string.Join(", ", WaitsOf(reading.Client.Backoff))}.");

    // Nothing of a plain one: there a connection is a session.
    private static IEnumerable<string> SessionOf(TokenSocketOptions options)
    {
        var dialect = options.Dialect;
        if (dialect.Session == SessionKind.Plain)
        {
            yield break;
        }

        var greeting = dialect.Greeting is { } first ? $"; it begins with {first.Event}, the value of the header {first.Header} in it" : "";
        yield return $"Session inside the socket: {SessionFit.WordOf(dialect.Session)}{greeting}.";
        if (dialect.Session == SessionKind.Pusher && AppAddress.KeyOf(options.GatewayUrl!) is null)
        {
            yield return "GatewayUrl names no app: most servers want it to end with /app/ and the app's key.";
        }
    }

    private string OriginOf(Setting setting)
    {
        var place = section.GetSection(setting.Path);
        return !string.IsNullOrEmpty(place.Value) || place.GetChildren().Any() ? "set"
            : setting.IsDialects?.Invoke(reading) == true ? "the dialect's"
            : "default";
    }

    private static IEnumerable<string> WaitsOf(BackoffSchedule backoff) => Enumerable.Range(1, Waits).Select(n =>
    {
        // Chance lengthens the waits below the maximum and shortens those at it.
        var (one, other) = (backoff.Wait(n), backoff.Wait(n, Math.BitDecrement(1.0)));
        var (least, most) = one < other ? (one, other) : (other, one);
        var (from, to) = (Durations.Seconds(least), Durations.Seconds(most));
        return from == to ? from : string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds:0.###}-{to}");
    });
}
