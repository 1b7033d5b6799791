using System.CommandLine;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Protocols;

namespace TokenSocket.Cli;

/// <summary>Reads what a command line says of channels and the app that they belong to.</summary>
/// <param name="command">The options' definitions.</param>
/// <param name="parse">The command line.</param>
/// <param name="dialect">What is spoken; null where nobody knows it.</param>
/// <param name="environment">The environment variables.</param>
/// <param name="fault">Takes a sentence.</param>
internal sealed class PusherReader(ListenCommand command, ParseResult parse, CloseDialect? dialect, Func<string, string?> environment, Action<string> fault)
{
    /// <summary>Holds the app's secret: an option would show it in the list of processes.</summary>
    public const string SecretVariable = "TOKENSOCKET_APP_SECRET";

    private const string Presence = "presence-";

    // Stands in for an address that has been complained about, so that the channels are checked all the same.
    private static readonly Uri Anywhere = new("wss://localhost");

    private bool IsSpoken => dialect?.Session == SessionKind.Pusher;

    /// <summary>The address, with the app's key where it has none.</summary>
    public Uri? Complete(Uri? address)
    {
        if (!IsSpoken || Usage.ValueOf(parse, command.AppKey) is not { } key)
        {
            return address;
        }

        if (!OptionsCheck.IsName(key))
        {
            fault($"{command.AppKey.Name} must be letters, digits or one of -._~; it is '{ServerText.Clean(key, 64)}'.");
        }
        else if (address is { IsAbsoluteUri: true, Scheme: "ws" or "wss" })
        {
            switch (AppAddress.KeyOf(address))
            {
                case null:
                    return AppAddress.With(address, key);
                case var other when other != key:
                    fault($"{command.AppKey.Name} is '{key}', while URL ends with '/app/{ServerText.Clean(other, 64)}'; leave one of them out.");
                    break;
            }
        }

        return address;
    }

    /// <summary>What is to be listened to.</summary>
    /// <param name="options">With the address that is dialled.</param>
    public ListenChannels Read(TokenSocketOptions options)
    {
        var faults = SessionFit.FaultsOf(parse, dialect, SessionKind.Pusher, command.Subscribe, command.AppKey, command.AppSecretFile, command.UserId).ToArray();
        Array.ForEach(faults, fault);
        if (!IsSpoken)
        {
            return new ListenChannels([], null);
        }

        var address = options.GatewayUrl is { IsAbsoluteUri: true } url ? url : Anywhere;
        var names = Usage.ValuesOf(parse, command.Subscribe);
        var isV2 = SessionMap.SpeaksV2(options with { GatewayUrl = address });
        foreach (var name in names)
        {
            if (PusherNames.FaultOf(name, isV2) is { } sentence)
            {
                fault($"{command.Subscribe.Name} '{ServerText.Clean(name, 64)}' {sentence}.");
            }
        }

        return new ListenChannels(names, Signer(names, address));
    }

    private PusherSigner? Signer(string[] names, Uri address)
    {
        var (key, user) = (Usage.ValueOf(parse, command.AppKey) ?? AppAddress.KeyOf(address), Usage.ValueOf(parse, command.UserId));
        var secret = Secret(out var isFaulty);
        if (Array.Find(names, PusherNames.IsSigned) is not { } signed)
        {
            return null;
        }

        var presence = Array.Find(names, static name => name.StartsWith(Presence, StringComparison.Ordinal));
        string[] missing =
        [
            .. string.IsNullOrEmpty(key) ? [command.AppKey.Name] : Array.Empty<string>(),
            .. string.IsNullOrEmpty(secret) && !isFaulty ? [command.AppSecretFile.Name] : Array.Empty<string>(),
            .. string.IsNullOrEmpty(user) && presence is not null ? [command.UserId.Name] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
        {
            fault($"{WordList.And(missing)} {(missing.Length > 1 ? "are" : "is")} missing; the channel '{ServerText.Clean(presence ?? signed, 64)}' is signed with {(missing.Length > 1 ? "them" : "it")}.");
        }

        return missing.Length > 0 || isFaulty ? null : new PusherSigner(key!, secret!, string.IsNullOrEmpty(user) ? null : user);
    }

    // Read once: whoever changes it starts anew.
    private string? Secret(out bool isFaulty)
    {
        isFaulty = false;
        if (Usage.ValueOf(parse, command.AppSecretFile) is not { Length: > 0 } file)
        {
            return environment(SecretVariable);
        }

        var (secret, sentence) = Read(command.AppSecretFile.Name, file);
        isFaulty = sentence is not null;
        if (sentence is not null)
        {
            fault(sentence);
        }

        return secret;
    }

    private static (string? Secret, string? Fault) Read(string option, string file)
    {
        if (GivenFile.FaultOf(option, file) is { } trouble)
        {
            return (null, trouble);
        }

        try
        {
            return TokenFile.Read(file)?.Value is { } secret ? (secret, null) : (null, $"{option} must name a file that holds the app's secret; '{ServerText.Clean(file)}' is empty.");
        }
        catch (TokenUnavailableException)
        {
            return (null, $"{option} must name a file that can be read and holds a secret and nothing else; it is '{ServerText.Clean(file)}'.");
        }
    }
}
