using System.CommandLine;

namespace TokenSocket.Cli;

/// <summary><c>tokensocket listen</c>: what can be said on its command line.</summary>
internal sealed class ListenCommand : ToolCommand
{
    public ListenCommand()
        : base(
            "listen",
            "Keeps a connection open, shows what arrives, and explains every disconnect.",
            "tokensocket listen wss://gateway.example/v2 --token-file token.txt --send '{\"action\":\"hello\"}' --for 1h")
    {
        Add(Url);
        Option[] options =
        [
            Dialect, Token, TokenFile, OAuthTokenUrl, ClientId, ClientSecretFile, Scope, TokenIn, Header, RedirectHost, ReconnectOnDuplicate,
            InitialReconnectInterval, MaxReconnectInterval, Jitter, StableAfter, ConnectTimeout, KeepAliveInterval, KeepAliveTimeout, MaxAttempts, Send,
            Emit, Namespace, Auth, Subscribe, AppKey, AppSecretFile, UserId, For, Json,
        ];
        TokenIn.CompletionSources.Add(TokenPlaces.Words);
        foreach (var option in options)
        {
            Add(option);
        }
    }

    public Argument<string> Url { get; } = new("URL") { Description = "The server's address, ws:// or wss://." };

    public Option<string?> Dialect { get; } = DialectNames.Option("The server's language (tokensocket); 'tokensocket dialects' lists them.");

    public Option<string?> Token { get; } = Of("--token", "T", "The token; the default is the environment variable TOKENSOCKET_TOKEN.");

    public Option<string?> TokenFile { get; } = Of("--token-file", "F", "A file that holds the token, read at each connect.");

    public Option<string?> OAuthTokenUrl { get; } = Of("--oauth-token-url", "URL", "An OAuth 2 issuer's token endpoint: tokens are fetched there, and kept fresh.");

    public Option<string?> ClientId { get; } = Of("--client-id", "ID", $"This client's name at the issuer; the default is the environment variable {TokenSourceReader.IdVariable}.");

    public Option<string?> ClientSecretFile { get; } = Of("--client-secret-file", "F", $"A file that holds the client's secret; the default is the environment variable {TokenSourceReader.SecretVariable}.");

    public Option<string?> Scope { get; } = Of("--scope", "S", "What the issuer's tokens are to allow, names with a space between them (the dialect's).");

    public Option<string[]> TokenIn { get; } = Many("--token-in", "PLACE", $"Where the token travels (the dialect's): {TokenPlaces.Forms}; may be repeated.");

    public Option<string[]> Header { get; } = Many("--header", "K: V", "A further header of the upgrade request; may be repeated.");

    public Option<string[]> RedirectHost { get; } = Many("--redirect-host", "H", "A host that a redirect may name, or *.name for all below one; may be repeated.");

    public Option<bool> ReconnectOnDuplicate { get; } = Flag("--reconnect-on-duplicate", "Wait and dial again when the token is in use.");

    public Option<string?> InitialReconnectInterval { get; } = Of("--initial-reconnect-interval", "D", "The first wait in a row of failures (the dialect's: 31s). D is milliseconds, or like 1m30s.");

    public Option<string?> MaxReconnectInterval { get; } = Of("--max-reconnect-interval", "D", "The longest wait (the dialect's: 2m).");

    public Option<string?> Jitter { get; } = Of("--jitter", "J", "How much of a wait is left to chance, from 0 to 1 (the dialect's: 0).");

    public Option<string?> StableAfter { get; } = Of("--stable-after", "D", "How long a connection must stay up before earlier failures are forgotten (10s).");

    public Option<string?> ConnectTimeout { get; } = Of("--connect-timeout", "D", "The longest that one attempt may take (15s).");

    public Option<string?> KeepAliveInterval { get; } = Of("--keep-alive-interval", "D", "How often the server is pinged (30s).");

    public Option<string?> KeepAliveTimeout { get; } = Of("--keep-alive-timeout", "D", "How long the server's pong may take (15s).");

    public Option<string?> MaxAttempts { get; } = Of("--max-attempts", "N", "Give up after so many attempts in a row (never).");

    public Option<string[]> Send { get; } = Many("--send", "TEXT", "Text to send after every connect; may be repeated.");

    public Option<string[]> Emit { get; } = new("--emit")
    {
        Description = "An event to emit after every connect, with one argument: a JSON array is one too. Socket.IO dialects; may be repeated.",
        HelpName = "NAME JSON",
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Namespace { get; } = Of("--namespace", "N", "The namespace to connect to (/). Socket.IO dialects.");

    public Option<string?> Auth { get; } = Of("--auth", "JSON", "An object to connect to the namespace with; {token} in it stands for the token. Socket.IO dialects.");

    public Option<string[]> Subscribe { get; } = Many("--subscribe", "CHANNEL", "A channel to subscribe to. Pusher dialects; private- and presence- channels are signed; may be repeated.");

    public Option<string?> AppKey { get; } = Of("--app-key", "KEY", "The app's key; where the address ends with none, /app/KEY is added to it. Pusher dialects.");

    public Option<string?> AppSecretFile { get; } = Of("--app-secret-file", "F", $"A file that holds the app's secret, which signs channels; the default is the environment variable {PusherReader.SecretVariable}.");

    public Option<string?> UserId { get; } = Of("--user-id", "ID", "Who this client is on presence- channels.");

    public Option<string?> For { get; } = Of("--for", "D", "End after so long (never).");

    public Option<bool> Json { get; } = Flag("--json", "Print one JSON object a line: a 'notice' for what happens, 'received' text, binary or event for what arrives.");

    public override Task<int> RunAsync(ParseResult parse, ToolHost host)
    {
        var reader = new ListenReader(this, parse, host.Environment);
        var request = reader.Read();
        return reader.Faults.Count > 0
            ? Task.FromResult(Usage.Refuse(host.Error, reader.Faults))
            : ListenRun.RunAsync(request, host);
    }

    private static Option<string?> Of(string name, string value, string description) => new(name) { Description = description, HelpName = value };

    private static Option<string[]> Many(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
        Arity = ArgumentArity.OneOrMore,
    };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
