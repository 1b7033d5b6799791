using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Cli;

/// <summary>Tells people what happened inside a session, a line each. Whatever the server said is cleaned.</summary>
internal static class EventStory
{
    private const string DefaultNamespace = "/";

    /// <summary>The line of an event.</summary>
    public static StoryLine Of(SessionEvent told) => told switch
    {
        EventReceived e => new(Tone.Message, "<", $"{Origin(e)}{Said(e)}{Beside(e)}"),
        Subscribed e => new(Tone.Good, "Subscribed", $"to {Clean(e.Channel)}."),
        SubscriptionRefused e => new(Tone.Bad, "Not subscribed", $"to {Clean(e.Channel)}: {Clean(e.Reason).TrimEnd('.')}{Number(e.Status)}. The next connect asks again."),
        Recovered { Count: 0 } e => new(Tone.Quiet, "Recovered", $"{Clean(e.Channel)}: it has missed nothing."),
        Recovered e => new(Tone.Good, "Recovered", $"{Clean(e.Channel)}: what it has missed was sent again, {Messages(e.Count)}."),
        RecoveryFailed e => new(Tone.Bad, "Not recovered:", $"what {Clean(e.Channel)} has missed is lost ({Clean(e.Code)}). Load anew what you know of it."),
        ErrorReceived e => new(Tone.Bad, "Error", $"of the server{On(e.Channel)}: '{Clean(e.Message)}'{Number(e.Code)}. The connection stays."),
        _ => new(Tone.Quiet, told.GetType().Name, ""),
    };

    private static string Origin(EventReceived e) =>
        $"{Story.OnOneLine(e.Name)}{(e.Channel == DefaultNamespace ? "" : On(e.Channel))}{(e.UserId is { } user ? $" by {Clean(user)}" : "")}";

    private static string Said(EventReceived e) =>
        e.Arguments.Count == 0 ? "" : $": {string.Join(", ", e.Arguments.Select(argument => Story.OnOneLine(JsonText.ForPeople(argument))))}";

    private static string Beside(EventReceived e)
    {
        var sizes = string.Join(", ", e.Attachments.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Length} bytes")));
        return $"{(sizes.Length > 0 ? $" (attached: {sizes})" : "")}{(e.WantsAnswer ? " (wants an answer)" : "")}";
    }

    private static string On(string? channel) => channel is null ? "" : $" on {Clean(channel)}";

    private static string Number(int? number) => number is { } one ? string.Create(CultureInfo.InvariantCulture, $" ({one})") : "";

    private static string Messages(int count) => count == 1 ? "1 message" : string.Create(CultureInfo.InvariantCulture, $"{count} messages");

    private static string Clean(string text) => ServerText.Clean(text.ReplaceLineEndings(" "))!;
}
