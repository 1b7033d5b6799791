using System.CommandLine;
using TokenSocket.Credentials;

namespace TokenSocket.Cli;

/// <summary>Reads where the token comes from. A variable holds where the command line names no source of its own.</summary>
/// <param name="command">The options' definitions.</param>
/// <param name="parse">The command line.</param>
/// <param name="environment">The environment variables.</param>
/// <param name="fault">Takes a sentence.</param>
internal sealed class TokenSourceReader(ListenCommand command, ParseResult parse, Func<string, string?> environment, Action<string> fault)
{
    /// <summary>Holds the client's secret: an option would show it in the list of processes.</summary>
    public const string SecretVariable = "TOKENSOCKET_CLIENT_SECRET";

    /// <summary>Holds the client's id.</summary>
    public const string IdVariable = "TOKENSOCKET_CLIENT_ID";

    private const string TokenVariable = "TOKENSOCKET_TOKEN";

    // Stands in for an address that has been complained about, so that the rest is checked all the same.
    private static readonly Uri Anywhere = new("https://localhost");

    /// <summary>What is said; what is wrong with a source alone is told.</summary>
    public TokenSource Read()
    {
        var (token, file) = (Value(command.Token), File(command.TokenFile));
        Option[] issuer = [command.OAuthTokenUrl, command.ClientId, command.ClientSecretFile, command.Scope];
        var place = Array.Find(issuer, option => Usage.IsSet(parse, option));
        var isInVariable = token is null && file is null && place is null;
        return new TokenSource(
            isInVariable ? environment(TokenVariable) : token,
            file,
            place is null ? null : OAuth(),
            isInVariable ? TokenVariable : command.Token.Name,
            (place ?? command.OAuthTokenUrl).Name);
    }

    private OAuthOptions OAuth()
    {
        var file = Value(command.ClientSecretFile) is { Length: > 0 } ? File(command.ClientSecretFile) : null;
        return new OAuthOptions
        {
            TokenUrl = TokenUrl(),
            ClientId = Value(command.ClientId) ?? environment(IdVariable),
            ClientSecret = file is null ? environment(SecretVariable) : null,
            ClientSecretFile = file,
            Scope = Value(command.Scope),
        };
    }

    private Uri? TokenUrl()
    {
        switch (Value(command.OAuthTokenUrl))
        {
            case null:
                return null;
            case var text when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var url):
                return url;
            default:
                fault($"{command.OAuthTokenUrl.Name} cannot be read as an address; write it like 'https://id.example/connect/token'.");
                return Anywhere;
        }
    }

    private string? File(Option option)
    {
        var file = Value(option);
        if (file is not null && GivenFile.FaultOf(option.Name, file) is { } sentence)
        {
            fault(sentence);
        }

        return file;
    }

    private string? Value(Option option) => Usage.ValueOf(parse, option);
}
