using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>Channels for which the program has to prove its right.</summary>
public sealed class SignedChannelTests
{
    private const string Key = "278d425bdf160c739803";
    private const string Signature = "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4";

    [Test]
    public async Task Are_signed_for_the_socket_of_the_connection()
    {
        var bench = await PusherScene.ConnectedAsync(authorizer: new PusherSigner(Key, "7ad3773142a6692b25b8"));

        bench.Client.Subscribe("private-foobar");

        Assert.That(bench.AllSent(), Is.EqualTo($$$"""{"event":"pusher:subscribe","data":{"channel":"private-foobar","auth":"{{{Key}}}:{{{Signature}}}"}}"""));
    }

    [Test]
    public async Task Are_signed_anew_on_each_connection()
    {
        var sockets = new List<string>();
        var bench = await PusherScene.ConnectedAsync(authorizer: PusherScene.Asking(request =>
        {
            sockets.Add(request.SocketId);
            return "key:proof";
        }));
        bench.Client.Subscribe("private-a");

        bench.Reconnect();

        Assert.That(sockets, Is.EqualTo(new[] { "1234.1234", "5678.5678" }));
    }

    [Test]
    public async Task Carry_who_the_member_is()
    {
        var bench = await PusherScene.ConnectedAsync(authorizer: new DelegateChannelAuthorizer(static (_, _) => new(new ChannelAuthorization("key:proof", """{"user_id":"1"}"""))));

        bench.Client.Subscribe("presence-a");

        Assert.That(bench.AllSent(), Is.EqualTo("""{"event":"pusher:subscribe","data":{"channel":"presence-a","auth":"key:proof","channel_data":"{\"user_id\":\"1\"}"}}"""));
    }

    [Test]
    public async Task Are_refused_where_nothing_signs()
    {
        Assert.That(
            await RefusalAsync(null),
            Is.EqualTo("The channel 'private-a' has to be signed; set TokenSocketServices.ChannelAuthorizer, such as a PusherSigner."));
    }

    [Test]
    public async Task Are_refused_where_the_authorizer_throws_and_its_words_are_kept_back()
    {
        Assert.That(
            await RefusalAsync(static (_, _) => throw new FormatException(Secrecy.RunSecrets.ClientSecret)),
            Is.EqualTo("The channel authorizer failed with FormatException for 'private-a'."));
    }

    [Test]
    public async Task Are_refused_where_the_authorizer_gives_nothing([Values] bool isEmpty)
    {
        Assert.That(
            await RefusalAsync((_, _) => new(isEmpty ? new ChannelAuthorization("") : null!)),
            Is.EqualTo("The channel authorizer gave no signature for 'private-a'."));
    }

    [Test]
    public async Task Are_refused_where_the_authorizer_hangs_for_30_seconds()
    {
        var bench = await PusherScene.ConnectedAsync(authorizer: Hanging(out var given));
        var events = bench.Record();
        bench.Client.Subscribe("private-a");
        bench.Advance(29.999);
        var early = events.Count;

        bench.Advance(0.001);

        Assert.That((early, given.IsCancelled), Is.EqualTo((0, true)));
        Assert.That(((SubscriptionRefused)events.Single()).Reason, Is.EqualTo("The channel authorizer did not answer within 30 s for 'private-a'."));
    }

    [Test]
    public async Task Are_tried_again_where_they_are_wanted_once_more()
    {
        var calls = 0;
        var bench = await PusherScene.ConnectedAsync(authorizer: PusherScene.Asking(_ => ++calls == 1 ? throw new FormatException() : "key:proof"));
        bench.Client.Subscribe("private-a");

        bench.Client.Subscribe("private-a");

        Assert.That((calls, bench.Sent().Length), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Are_not_subscribed_by_an_answer_that_comes_on_the_next_connection()
    {
        var late = new TaskCompletionSource<ChannelAuthorization>();
        var calls = 0;
        var bench = await PusherScene.ConnectedAsync(authorizer: new DelegateChannelAuthorizer((_, _) =>
            ++calls == 1 ? new(late.Task) : new(new ChannelAuthorization("key:second"))));
        bench.Client.Subscribe("private-a");
        bench.Reconnect();

        late.SetResult(new ChannelAuthorization("key:first"));

        Assert.That(bench.AllSent(), Is.EqualTo("""{"event":"pusher:subscribe","data":{"channel":"private-a","auth":"key:second"}}"""));
    }

    [Test]
    public async Task Are_not_subscribed_where_they_are_wanted_no_longer_when_the_answer_comes()
    {
        var late = new TaskCompletionSource<ChannelAuthorization>();
        var bench = await PusherScene.ConnectedAsync(authorizer: new DelegateChannelAuthorizer((_, _) => new(late.Task)));
        bench.Client.Subscribe("private-a");
        bench.Client.Unsubscribe("private-a");

        late.SetResult(new ChannelAuthorization("key:proof"));

        Assert.That(bench.Sent(), Is.Empty);
    }

    [Test]
    public async Task Leave_the_authorizer_alone_when_the_connection_is_over()
    {
        var bench = await PusherScene.ConnectedAsync(authorizer: Hanging(out var given));
        bench.Client.Subscribe("private-a");

        await bench.Client.DisposeAsync();

        Assert.That((given.IsCancelled, bench.Time.Timers), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Do_not_hold_up_the_connection_while_the_authorizer_blocks_its_thread()
    {
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = new DelegateChannelAuthorizer((_, _) =>
        {
            entered.TrySetResult();
            release.Wait(CancellationToken.None);
            return new(new ChannelAuthorization("key:proof"));
        });
        var bench = new Bench(
            static o => o with { Dialect = Dialects.KnownDialects.Pusher },
            services: services => services with { ChannelAuthorizer = blocking, Scheduler = System.IO.Pipelines.PipeScheduler.ThreadPool });
        bench.Client.Subscribe("private-a");
        await bench.Client.StartAsync();
        Assert.That(SpinWait.SpinUntil(() => bench.Gateway.OpenConnections == 1, TimeSpan.FromSeconds(10)), Is.True);

        bench.Establish();
        await entered.Task.SoonAsync();
        bench.Gateway.Send("""{"event":"pusher:ping","data":{}}""");

        Assert.That((bench.Client.CurrentStatus, bench.AllSent()), Is.EqualTo((ConnectionStatus.Connected, """{"event":"pusher:pong","data":{}}""")));
        release.Set();
    }

    private static async Task<string> RefusalAsync(Func<ChannelRequest, CancellationToken, ValueTask<ChannelAuthorization>>? authorize)
    {
        var bench = await PusherScene.ConnectedAsync(authorizer: authorize is null ? null : new DelegateChannelAuthorizer(authorize));
        var events = bench.Record();

        bench.Client.Subscribe("private-a");

        Assert.That((bench.Sent().Length, bench.Client.CurrentStatus), Is.EqualTo((0, ConnectionStatus.Connected)));
        return ((SubscriptionRefused)events.Single()).Reason;
    }

    private static DelegateChannelAuthorizer Hanging(out Asked asked)
    {
        var one = asked = new Asked();
        return new DelegateChannelAuthorizer((_, cancelled) =>
        {
            cancelled.Register(() => one.IsCancelled = true);
            return new(new TaskCompletionSource<ChannelAuthorization>().Task);
        });
    }

    private sealed class Asked
    {
        public bool IsCancelled { get; set; }
    }
}
