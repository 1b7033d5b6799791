namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What is wrong with the options of an acted Pusher server, each by its name, with the value and what would do.</summary>
internal static class PusherOptionsFaults
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static IEnumerable<string> Of(PusherGatewayOptions options)
    {
        if (options.AppKey is { } key && (key.Length == 0 || !key.All(HttpToken.Allows)))
            yield return $"Pusher.AppKey must be what a path carries, without blanks or slashes; it is '{key}'.";
        if (options.AppSecret is { Length: 0 })
            yield return "Pusher.AppSecret must not be empty; null refuses the channels that it would open.";

        // Clients are told it in whole seconds.
        if (options.ActivityTimeout < TimeSpan.FromSeconds(1) || options.ActivityTimeout > Longest || options.ActivityTimeout.Ticks % TimeSpan.TicksPerSecond != 0)
            yield return $"Pusher.ActivityTimeout must be whole seconds, from one up to a day; it is {options.ActivityTimeout:c}.";
        foreach ((string name, TimeSpan value) in Waits(options))
        {
            if (value <= TimeSpan.Zero || value > Longest)
                yield return $"Pusher.{name} must be more than zero and at most a day; it is {value:c}.";
        }

        if (options.ClientEventsPerSecond < 0)
            yield return $"Pusher.ClientEventsPerSecond must be zero or more; it is {options.ClientEventsPerSecond}.";
        if (options.ReplayCapacity < 1)
            yield return $"Pusher.ReplayCapacity must be at least 1 message; it is {options.ReplayCapacity}.";
    }

    private static IEnumerable<(string Name, TimeSpan Value)> Waits(PusherGatewayOptions options) =>
    [
        (nameof(options.PongTimeout), options.PongTimeout),
        (nameof(options.TokenGrace), options.TokenGrace),
        (nameof(options.ReplayAge), options.ReplayAge),
    ];
}
