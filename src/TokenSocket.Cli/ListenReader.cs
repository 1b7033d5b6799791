using System.CommandLine;
using System.Globalization;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>Reads the command line of <c>listen</c> and finds every fault of it at once.</summary>
/// <param name="command">The options' definitions.</param>
/// <param name="parse">The command line.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class ListenReader(ListenCommand command, ParseResult parse, Func<string, string?> environment)
{
    private static readonly TokenSocketOptions Default = new();
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Stands in for an address that has been complained about, so that the rest is checked all the same.
    private static readonly Uri Anywhere = new("wss://localhost");

    private readonly List<string> _faults = [];

    /// <summary>A sentence each, in the words of the command line, without secrets.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>What is asked; not to be used where there are faults.</summary>
    public ListenRequest Read()
    {
        _faults.AddRange(Usage.FaultsOf(parse));
        var url = Url(Usage.Positional(parse));
        var dialect = Dialect();
        var socketIo = new SocketIoReader(command, parse, _faults.Add);
        var pusher = new PusherReader(command, parse, dialect, environment, _faults.Add);
        var source = new TokenSourceReader(command, parse, environment, _faults.Add).Read();
        var options = new TokenSocketOptions
        {
            GatewayUrl = pusher.Complete(url),
            Dialect = dialect ?? Default.Dialect,
            Token = source.Token,
            TokenFile = source.File,
            OAuth = source.OAuth,
            TokenPlacement = TokenPlaces.Read(command.TokenIn.Name, Values(command.TokenIn), _faults.Add),
            SocketIo = socketIo.Options(),
            Headers = Headers(),
            RedirectHosts = [.. Values(command.RedirectHost)],
            ReconnectOnDuplicateConnection = IsSet(command.ReconnectOnDuplicate),
            InitialReconnectInterval = Interval(command.InitialReconnectInterval, Day),
            MaxReconnectInterval = Interval(command.MaxReconnectInterval, Day),
            ReconnectJitter = Jitter(),
            StableAfter = Interval(command.StableAfter, Day) ?? Default.StableAfter,
            ConnectTimeout = Interval(command.ConnectTimeout, Day) ?? Default.ConnectTimeout,
            KeepAliveInterval = Interval(command.KeepAliveInterval, Day) ?? Default.KeepAliveInterval,
            KeepAliveTimeout = Interval(command.KeepAliveTimeout, Day) ?? Default.KeepAliveTimeout,
            MaxAttempts = MaxAttempts(),
        };
        var request = new ListenRequest(options, Values(command.Send), socketIo.Emissions(dialect), pusher.Read(options), Interval(command.For, TimeSpan.FromDays(30)), IsSet(command.Json));
        _faults.AddRange(OptionWords.FaultsOf(options, source));
        return request;
    }

    private Uri? Url(string[] words)
    {
        if (words.Length > 1)
        {
            // After an option that there is not, one of them is its value.
            return _faults.Count > 0 ? Anywhere : Fault("URL is given more than once; one server is listened to at a time.", Anywhere);
        }

        return words switch
        {
            [] => null,
            [var word] when Uri.TryCreate(word, UriKind.Absolute, out var url) => url,
            [var word] when !word.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(word, UriKind.Relative, out var url) => url,
            _ => Fault("URL cannot be read as an address; write it like 'wss://gateway.example/v2'.", Anywhere),
        };
    }

    // Null where the name is not known, so that nothing is held against a dialect that nobody has named.
    private CloseDialect? Dialect()
    {
        if (Value(command.Dialect) is not { } name)
        {
            return Default.Dialect;
        }

        return DialectNames.Find(name) ?? Fault<CloseDialect>(DialectNames.FaultOf(command.Dialect.Name, name));
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, header) in Values(command.Header).Index())
        {
            if (header.Split(':', 2) is not [var name, var value])
            {
                _faults.Add($"--header must be written as 'Name: value'; number {index + 1} has no colon.");
            }
            else if (!headers.TryAdd(name.Trim(), value.Trim(' ', '\t')))
            {
                _faults.Add($"--header '{ServerText.Clean(name.Trim(), 64)}' is given more than once.");
            }
        }

        return headers;
    }

    private TimeSpan? Interval(Option option, TimeSpan longest)
    {
        if (Value(option) is not { } text)
        {
            return null;
        }

        var (interval, fault) = Durations.Read(option.Name, text, longest);
        return fault is null ? interval : Fault<TimeSpan?>(fault);
    }

    private double? Jitter()
    {
        if (Value(command.Jitter) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var jitter) && jitter <= 1
            ? jitter
            : Fault<double?>($"--jitter must be a number from 0 to 1, such as 0.5; it is '{ServerText.Clean(text, 64)}'.");
    }

    private int? MaxAttempts()
    {
        if (Value(command.MaxAttempts) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) && attempts > 0
            ? attempts
            : Fault<int?>($"--max-attempts must be a whole number from 1 to {int.MaxValue}; it is '{ServerText.Clean(text, 64)}'.");
    }

    private string[] Values(Option option) => Usage.ValuesOf(parse, option);

    private string? Value(Option option) => Usage.ValueOf(parse, option);

    private bool IsSet(Option option) => Usage.IsSet(parse, option);

    private T? Fault<T>(string sentence, T? instead = default)
    {
        _faults.Add(sentence);
        return instead;
    }
}
