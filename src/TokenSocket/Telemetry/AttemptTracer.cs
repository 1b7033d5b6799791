using System.Diagnostics;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Telemetry;

/// <summary>One span for each attempt to connect: from its beginning to the open connection, or to its failure.</summary>
/// <param name="name">Tells the clients of a program apart.</param>
/// <param name="gateway">The address of this moment.</param>
internal sealed class AttemptTracer(string name, Func<Uri?> gateway) : IObserver<ConnectionNotice>
{
    private static readonly ActivitySource Source = new(Instruments.Name, Instruments.Version);

    private Activity? _attempt;
    private Uri? _redirect;

    public void OnNext(ConnectionNotice value)
    {
        switch (value)
        {
            case Connecting e:
                _attempt?.Stop();
                _attempt = Begin(e.Attempt, _redirect ?? gateway());
                break;
            case Connected or Stopped:
                End();
                break;
            case Disconnected e:
                _redirect = null;
                Fail(e);
                break;
            case Redirected e when _attempt is not null:
                // Discovery, inside of an attempt: its span tells of where it went.
                foreach (var tag in AddressTags(e.To))
                {
                    Tag(_attempt, tag);
                }

                break;
            case Redirected e:
                _redirect = e.To;
                break;
        }
    }

    public void OnCompleted() => End();

    public void OnError(Exception error) => End();

    private Activity? Begin(int attempt, Uri? address)
    {
        // A root of its own: whatever happens to be current on this thread has nothing to do with it, before and after.
        var current = Activity.Current;
        Activity.Current = null;
        try
        {
            return Source.StartActivity(ActivityKind.Client, tags: TagsOf(attempt, address), name: "tokensocket.connect");
        }
        finally
        {
            Activity.Current = current;
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> TagsOf(int attempt, Uri? address) =>
    [
        new(Instruments.ClientTag, name),
        new("tokensocket.attempt", attempt),
        .. AddressTags(address),
    ];

    private static KeyValuePair<string, object?>[] AddressTags(Uri? address) =>
    [
        new("url.scheme", address?.Scheme),
        new("server.address", address?.IdnHost),
        new("server.port", address?.Port),
    ];

    private void Fail(Disconnected end)
    {
        if (_attempt is { } attempt && end.Info.Cause != DisconnectCause.Requested)
        {
            attempt.SetStatus(ActivityStatusCode.Error, end.Rule.Message);
            Tag(attempt, new("error.type", end.Info.Cause.ToString()));
            Tag(attempt, EndTags.Verdict(end));
            if (EndTags.Code(end) is { } code)
            {
                Tag(attempt, code);
            }
        }

        End();
    }

    private void End()
    {
        _attempt?.Stop();
        _attempt = null;
    }

    private static void Tag(Activity attempt, KeyValuePair<string, object?> tag) => attempt.SetTag(tag.Key, tag.Value);
}
