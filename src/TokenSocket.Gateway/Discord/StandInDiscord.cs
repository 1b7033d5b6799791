using System.Net;
using Microsoft.AspNetCore.Builder;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// A webhook and its channel on 127.0.0.1, for examples, tests and trying things out: it holds every payload to Discord's documented
/// limits, fails on order, and shows what a reader of the channel would see. Thread-safe.
/// (discord.com/developers/docs/resources/webhook)
/// </summary>
public sealed class StandInDiscord : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly AnswerScript _script = new();
    private readonly RateLimitBucket _bucket;
    private readonly RequestLog _log;
    private readonly WebhookDesk _desk;
    private readonly WebhookEndpoint _endpoint;
    private volatile TaskCompletionSource _news = NewsToCome();
    private LoopbackHost? _host;
    private int _port;

    private StandInDiscord(TimeProvider time)
    {
        Channel = new DiscordChannel(time) { Changed = Announce };
        _bucket = new RateLimitBucket(time);
        _log = new RequestLog(time) { Grown = Wake };
        _desk = new WebhookDesk(Channel, time);
        _endpoint = new WebhookEndpoint(_desk, _script, _bucket, _log, time, _stopping.Token);
        WebhookUrl = null!;
    }

    /// <summary>
    /// The address to post to, <c>http://127.0.0.1:{port}/api/webhooks/{id}/{token}</c>; it also answers below <c>/api/v10/</c>. A
    /// secret, as the real one is.
    /// </summary>
    public Uri WebhookUrl { get; private set; }

    /// <summary>The channel behind the webhook.</summary>
    public DiscordChannel Channel { get; }

    /// <summary>As <see cref="DiscordChannel.Messages"/>.</summary>
    public IReadOnlyList<ChannelMessage> Messages => Channel.Messages;

    /// <summary>Every request in the order of the answers, those to a wrong address included; a snapshot.</summary>
    public IReadOnlyList<WebhookRequest> Requests => _log.All;

    /// <summary>How many requests are taken; setting it begins a new window.</summary>
    /// <value>The default is <see cref="RateLimit.Announced"/>, which refuses nothing.</value>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one request, or no window.</exception>
    public RateLimit RateLimit
    {
        get => _bucket.Limit;
        set => _bucket.Limit = value;
    }

    /// <summary>What requests are told until this is set again; null is as usual.</summary>
    public Answer? Answer
    {
        get => _script.Standing;
        set => _script.Standing = value;
    }

    /// <summary>
    /// Called with each message that is posted, edited or deleted, as it is then. A request is answered after this returned; what
    /// it throws is dropped.
    /// </summary>
    public Action<ChannelMessage>? OnChanged { get; set; }

    /// <summary>Makes a webhook and listens.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="time">For the times of messages, relative times, rate limits and slow answers; the system's by default.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<StandInDiscord> StartAsync(
        int port = 0, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var discord = new StandInDiscord(time ?? TimeProvider.System);
        discord._host = await LoopbackHost
            .StartAsync(port, _ => { }, app => app.Run(discord._endpoint.ServeAsync), cancellationToken).ConfigureAwait(false);
        discord._port = discord._host.Port;
        discord.WebhookUrl = discord.AddressOf(discord._desk.Webhook!);
        return discord;
    }

    /// <summary>Answers the next requests in this way; they come before <see cref="Answer"/>, in the order of the calls.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public void AnswerNext(Answer answer, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _script.Add(answer, times);
    }

    /// <summary>Forgets what was set for requests to come. A deleted webhook stays deleted.</summary>
    public void AnswerAsUsual() => _script.Clear();

    /// <summary>Deletes the webhook, as someone may in the channel's settings; requests then get 404/10015.</summary>
    public void DeleteWebhook() => _desk.DeleteWebhook();

    /// <summary>Makes another webhook for the channel in place of the one there is.</summary>
    /// <returns>The new <see cref="WebhookUrl"/>.</returns>
    public Uri RenewWebhook() => WebhookUrl = AddressOf(_desk.Renew());

    /// <summary>As <see cref="DiscordChannel.Dump()"/>.</summary>
    public string Dump() => Channel.Dump();

    /// <summary>Waits until something is so; looks again after each request and each change of the channel.</summary>
    /// <param name="condition">Asked one time after the other, never at once.</param>
    /// <param name="timeout">By the system's clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">It did not become so; the message has the channel in it.</exception>
    public async Task WaitForAsync(Func<StandInDiscord, bool> condition, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var deadline = new CancellationTokenSource(timeout);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                // Taken before the look, so that what happens during it is not missed.
                Task news = _news.Task;
                if (condition(this))
                    return;
                await news.WaitAsync(ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException fault) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not become so within {timeout}. {Requests.Count} requests; the channel:\n{Dump()}", fault);
        }
    }

    /// <summary>Stops listening; what hangs is cut. Takes a second at most.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _host, null) is not { } host)
            return;

        await _stopping.CancelAsync().ConfigureAwait(false);
        await host.StopAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewsToCome() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Uri AddressOf(WebhookAddress webhook) =>
        new UriBuilder("http", IPAddress.Loopback.ToString(), _port, $"/api/webhooks/{Snowflake.Text(webhook.Id)}/{webhook.Token}").Uri;

    private void Announce(ChannelMessage message)
    {
        Wake();
        try
        {
            OnChanged?.Invoke(message);
        }
        catch (Exception)
        {
            // A reader who stumbles does not take the server down.
        }
    }

    private void Wake() => Interlocked.Exchange(ref _news, NewsToCome()).TrySetResult();
}
