using System.Globalization;
using System.Text.Json;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>One JSON object a line, for programs. Server texts stand in them whole; JSON escapes what could break a line.</summary>
internal sealed class JsonView(TextWriter output, TimeProvider time) : IListenView
{
    private readonly Lock _gate = new();

    public void Show(ConnectionNotice notice)
    {
        switch (notice)
        {
            case Connecting e:
                Write("connecting", json => json.WriteNumber("attempt", e.Attempt));
                break;
            case Connected:
                Write("connected", static _ => { });
                break;
            case Disconnected e:
                Write("disconnected", json => WriteEnd(json, e));
                break;
            case RetryScheduled e:
                Write("retryScheduled", json =>
                {
                    json.WriteNumber("attempt", e.Attempt);
                    json.WriteNumber("delayMs", Milliseconds(e.Delay));
                });
                break;
            case TokenRefreshed:
                Write("tokenRefreshed", static _ => { });
                break;
            case TokenRefreshFailed e:
                Write("tokenRefreshFailed", json =>
                {
                    json.WriteString("reason", e.Reason);
                    JsonLine.WriteNumber(json, "retryInMs", e.RetryIn is { } wait ? Milliseconds(wait) : null);
                });
                break;
            case Redirected e:
                Write("redirected", json =>
                {
                    json.WriteString("from", e.From.ToString());
                    json.WriteString("to", e.To.ToString());
                });
                break;
            case SessionWarning e:
                Write("sessionWarning", json => json.WriteString("message", e.Message));
                break;
            case Stopped e:
                Write("stopped", json => json.WriteString("reason", e.Reason.ToString()));
                break;
        }
    }

    public void Show(SocketMessage message)
    {
        if (message.Event is { } told)
        {
            var (kind, value, others) = EventJson.Of(told);
            Write(kind, value, others);
        }
        else if (message.Kind == MessageKind.Text)
        {
            Write("received", "text", json => json.WriteString("text", message.Text));
        }
        else
        {
            Write("received", "binary", json => json.WriteBase64String("base64", message.Bytes.Span));
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, Disconnected e)
    {
        json.WriteString("cause", e.Info.Cause.ToString());
        JsonLine.WriteNumber(json, "code", e.Info.Code);
        json.WriteString("reason", e.Info.Reason);
        JsonLine.WriteNumber(json, "httpStatus", e.Info.HttpStatus);
        json.WriteString("statusText", e.Info.StatusText);
        JsonLine.WriteNumber(json, "retryAfterMs", e.Info.RetryAfter is { } wait ? Milliseconds(wait) : null);
        json.WriteString("body", e.Info.Body);
        json.WriteString("meaning", e.Rule.Meaning.ToString());
        json.WriteString("message", e.Rule.Message);
        json.WriteString("resolution", e.Rule.Resolution);
        json.WriteString("verdict", e.Verdict.ToString());
    }

    private static long Milliseconds(TimeSpan wait) => (long)Math.Round(wait.TotalMilliseconds);

    private void Write(string notice, Action<Utf8JsonWriter> rest) => Write("notice", notice, rest);

    private void Write(string kind, string value, Action<Utf8JsonWriter> rest)
    {
        lock (_gate)
        {
            output.WriteLine(JsonLine.Of(json =>
            {
                json.WriteString(kind, value);
                rest(json);
                json.WriteString("at", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            }));
            output.Flush();
        }
    }
}
