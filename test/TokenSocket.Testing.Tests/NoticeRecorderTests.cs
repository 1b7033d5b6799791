using TokenSocket.Notices;

namespace TokenSocket.Testing.Tests;

public sealed class NoticeRecorderTests
{
    private readonly FakeGateway _gateway = new();
    private TokenSocketClient _client = null!;
    private NoticeRecorder _notices = null!;

    [SetUp]
    public void SetUp()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _client = new TokenSocketClient(new() { GatewayUrl = new Uri("wss://gateway.example") }, Inline.Services(_gateway, new VirtualTime()));
        _notices = new NoticeRecorder(_client);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _client.DisposeAsync();
        _notices.Dispose();
    }

    [Test]
    public async Task Keeps_the_notices_in_order()
    {
        await _client.StartAsync();

        Assert.That(_notices.All, Is.EqualTo(new ConnectionNotice[] { new Connecting(1), new Connected() }));
    }

    [Test]
    public async Task Gives_those_of_one_kind()
    {
        await _client.StartAsync();

        Assert.That(_notices.Of<Connecting>(), Is.EqualTo(new[] { new Connecting(1) }));
    }

    [Test]
    public async Task Forgets_when_it_is_told_to()
    {
        await _client.StartAsync();

        _notices.Clear();

        Assert.That(_notices.All, Is.Empty);
    }

    [Test]
    public async Task Finds_one_that_is_there()
    {
        await _client.StartAsync();

        Assert.That(await _notices.FirstAsync<Connecting>(), Is.EqualTo(new Connecting(1)));
    }

    [Test]
    public async Task Waits_for_one_that_is_to_come()
    {
        var first = _notices.FirstAsync<Connected>();
        var early = first.IsCompleted;

        await _client.StartAsync();

        Assert.That((early, await first), Is.EqualTo((false, new Connected())));
    }

    [Test]
    public async Task Gives_up_and_lists_what_there_was()
    {
        await _client.StartAsync();

        Assert.That(
            async () => await _notices.FirstAsync<Stopped>(within: TimeSpan.FromMilliseconds(1)),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("Connecting { Attempt = 1 }"));
    }

    [Test]
    public async Task Knows_when_the_stream_is_over()
    {
        var early = _notices.IsCompleted;

        await _client.DisposeAsync();

        Assert.That((early, _notices.IsCompleted), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Keeps_no_more_after_dispose()
    {
        _notices.Dispose();

        await _client.StartAsync();

        Assert.That(_notices.All, Is.Empty);
    }
}
