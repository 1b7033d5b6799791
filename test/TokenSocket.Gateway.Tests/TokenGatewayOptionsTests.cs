using Microsoft.Extensions.Options;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway.Tests;

internal sealed class TokenGatewayOptionsTests
{
    private TokenGatewayOptions _options = null!;

    [SetUp]
    public void Start() => _options = new TokenGatewayOptions();

    [Test]
    public void Defaults_are_good()
    {
        Assert.That(Faults(), Is.Empty);
    }

    [Test]
    public void Half_open_connection_lets_go_before_a_client_comes_back_after_31_seconds()
    {
        // The platform looks every quarter of the shorter of the two.
        TimeSpan found = _options.KeepAliveInterval + _options.KeepAliveTimeout + (_options.KeepAliveInterval / 4);

        Assert.That(found, Is.EqualTo(TimeSpan.FromSeconds(27.5)));
    }

    [Test]
    public void Every_fault_is_reported_with_its_value()
    {
        _options.Dialect = null!;
        _options.TokenPlacement = new TokenPlacement(TokenLocation.Query, "my token");
        _options.Session = (SessionKind)7;
        _options.SubProtocols.Add("a,b");
        _options.MaxMessageSize = 0;
        _options.MaxConnections = -1;
        _options.SendQueueCapacity = 0;
        _options.SocketIo.MaxPayload = 0;
        _options.SocketIo.Namespaces.Add("chat");
        _options.SocketIo.Namespaces.Add("/a,b");
        _options.SocketIo.PingInterval = TimeSpan.Zero;
        _options.SocketIo.PingTimeout = TimeSpan.FromSeconds(-1);
        _options.SocketIo.ConnectTimeout = TimeSpan.FromDays(2);
        _options.Discovery.Url = new Uri("http://user:secret@gateway.example/?token=secret");
        _options.SendTimeout = TimeSpan.Zero;
        _options.CloseTimeout = Timeout.InfiniteTimeSpan;
        _options.KeepAliveTimeout = TimeSpan.FromDays(2);
        _options.KeepAliveInterval = TimeSpan.FromSeconds(-1);

        Assert.That(Faults(), Is.EqualTo(new[]
        {
            "Dialect must not be null; KnownDialects holds those that are shipped.",
            "TokenPlacement must have a name without blanks or commas, such as 'token'; it is 'my token'.",
            "Session must be one of Plain, SocketIo, Pusher; it is 7.",
            "SubProtocols must hold names without blanks or commas; one is 'a,b'.",
            "MaxMessageSize must be at least 1 byte; it is 0.",
            "MaxConnections must be at least 1, or null for no limit; it is -1.",
            "SendQueueCapacity must be at least 1 message; it is 0.",
            "SocketIo.MaxPayload must be at least 1 byte; it is 0.",
            "SocketIo.Namespaces must hold names that begin with a slash, without commas or question marks; one is 'chat'.",
            "SocketIo.Namespaces must hold names that begin with a slash, without commas or question marks; one is '/a,b'.",
            "Discovery.Url must be an address that starts with ws:// or wss://; it is 'http://gateway.example'.",
            "SendTimeout must be more than zero and at most a day; it is 00:00:00.",
            "CloseTimeout must be more than zero and at most a day; it is -00:00:00.0010000.",
            "KeepAliveTimeout must be more than zero and at most a day; it is 2.00:00:00.",
            "SocketIo.PingInterval must be more than zero and at most a day; it is 00:00:00.",
            "SocketIo.PingTimeout must be more than zero and at most a day; it is -00:00:01.",
            "SocketIo.ConnectTimeout must be more than zero and at most a day; it is 2.00:00:00.",
            "KeepAliveInterval must be zero for no pings, or at most a day; it is -00:00:01.",
        }));
    }

    private IEnumerable<string> Faults()
    {
        ValidateOptionsResult result = new TokenGatewayOptionsCheck().Validate(name: null, _options);
        return result.Failures ?? [];
    }
}
