using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenSocket.Notices;
using TokenSocket.Secrecy;

namespace TokenSocket.Hosting.Tests.Clients;

public sealed class RegistrationTests
{
    [Test]
    public async Task The_client_is_started_with_the_host()
    {
        using var bench = await HostBench.StableAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((ConnectionStatus.Connected, RunSecrets.Token)));
    }

    [Test]
    public async Task A_server_that_does_not_answer_holds_up_no_start()
    {
        using var bench = HostBench.Made();
        bench.Gateway.IgnoreAll();

        await bench.Host.StartAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connecting));
    }

    [Test]
    public async Task It_says_goodbye_with_the_host()
    {
        using var bench = await HostBench.StableAsync();

        await bench.Host.StopAsync();

        Assert.That((bench.Gateway.Connection.Goodbye, bench.Client.CurrentStatus), Is.EqualTo((1000, ConnectionStatus.Idle)));
    }

    [Test]
    public async Task It_is_disposed_with_the_host()
    {
        var bench = await HostBench.StableAsync();
        var client = bench.Client;
        await bench.Host.StopAsync();

        bench.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.StartAsync());
    }

    [Test]
    public async Task A_named_client_has_its_own_section_and_key()
    {
        using var bench = HostBench.Made((b, services) => services.AddTokenSocket("Feed", Configuration(("Feed:GatewayUrl", "wss://feed.example/"))));

        await bench.Host.StartAsync();

        Assert.That(bench.Gateway.Dials.Select(dial => dial.Request.Address.Host), Is.EqualTo(["gateway.example", "feed.example"]));
        Assert.That(
            (bench.Host.Services.GetRequiredKeyedService<TokenSocketClient>("Feed").Options.GatewayUrl!.Host, bench.Client.Options.GatewayUrl!.Host),
            Is.EqualTo(("feed.example", "gateway.example")));
    }

    [Test]
    public async Task The_default_client_has_a_key_too()
    {
        using var bench = await HostBench.StableAsync();

        Assert.That(bench.Host.Services.GetRequiredKeyedService<TokenSocketClient>("TokenSocket"), Is.SameAs(bench.Client));
    }

    [Test]
    public async Task A_section_may_be_given_itself()
    {
        var configuration = Configuration(("Bots:First:GatewayUrl", "wss://first.example/"));
        using var bench = HostBench.Made((_, services) => services.AddTokenSocket("First", configuration.GetSection("Bots:First")));

        await bench.Host.StartAsync();

        Assert.That(bench.Gateway.Dials[^1].Request.Address.Host, Is.EqualTo("first.example"));
    }

    [Test]
    public void Two_clients_of_one_name_are_refused()
    {
        var services = new ServiceCollection();
        services.AddTokenSocket(Configuration());

        Assert.That(
            () => services.AddTokenSocket(Configuration()),
            Throws.InvalidOperationException.With.Message.EqualTo("There is a client named 'TokenSocket' already; give the second one another name with AddTokenSocket(name, configuration)."));
    }

    [Test]
    public async Task A_host_does_not_start_with_bad_options_and_tells_every_fault_of_every_client()
    {
        using var bench = HostBench.Made(
            (_, services) => services.AddTokenSocket("Feed", Configuration(("Feed:GatewayUrl", "https://feed.example/"))),
            options: [("VerboseLogging", "perhaps"), ("MaxReconnectInterval", "-1")]);

        var e = await Assert.ThrowsAsync<OptionsException>(() => bench.Host.StartAsync());

        Assert.That(e!.Faults, Is.EqualTo([
            "TokenSocket:VerboseLogging must be true or false; it is 'perhaps'.",
            "TokenSocket:MaxReconnectInterval must be from 00:00:00.001 to 1.00:00:00; it is -00:00:00.0010000.",
            "Feed:GatewayUrl must start with ws:// or wss://; it is 'https://feed.example/'. Did you mean 'wss://feed.example/'?",
        ]));
        Assert.That(bench.Gateway.Dials, Is.Empty);
    }

    [Test]
    public async Task Code_may_add_what_cannot_stand_in_a_file()
    {
        Action<SocketsHttpHandler> configure = _ => { };
        using var bench = await HostBench.StableAsync(build: client => client.Configure(options => options.ConfigureHandler = configure));

        Assert.That(bench.Gateway.Connection.Request.ConfigureHandler, Is.SameAs(configure));
    }

    [Test]
    public async Task A_token_provider_of_the_container_is_asked()
    {
        using var bench = await HostBench.StableAsync(
            (_, services) => services.AddSingleton<Credentials.ITokenProvider>(new Testing.FakeTokens("from-the-provider")),
            options: ("Token", ""));

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("from-the-provider"));
    }

    [Test]
    public async Task A_channel_authorizer_of_the_container_is_asked()
    {
        using var bench = HostBench.Made(
            (_, services) => services.AddSingleton<Credentials.IChannelAuthorizer>(new Credentials.PusherSigner("key", "hush")),
            options: [("Dialect", "pusher"), ("Token", "")]);
        bench.Client.Subscribe("private-orders");
        await bench.Host.StartAsync();

        bench.Gateway.Send("""{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\"}"}""");

        Assert.That(bench.Gateway.Connection.Received.Single().Text, Does.Contain("\"auth\":\"key:"));
    }

    [Test]
    public async Task What_has_a_clients_name_in_the_container_is_that_clients_alone()
    {
        using var bench = HostBench.Made(
            (_, services) =>
            {
                services.AddTokenSocket("Feed", Configuration(("Feed:GatewayUrl", "wss://feed.example/")));
                services.AddKeyedSingleton<Credentials.ITokenProvider>("Feed", new Testing.FakeTokens("feed-token"));
            });

        await bench.Host.StartAsync();

        Assert.That(bench.Gateway.Dials.Select(dial => dial.Request.Headers["token"]), Is.EqualTo([RunSecrets.Token, "feed-token"]));
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)))
        .Build();
}
