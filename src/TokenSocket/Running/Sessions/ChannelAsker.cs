using System.IO.Pipelines;
using TokenSocket.Credentials;
using TokenSocket.Protocols;

namespace TokenSocket.Running.Sessions;

/// <summary>Asks for the right to a channel, and puts whatever comes of it into a grant.</summary>
/// <param name="authorizer">Who is asked; null where the program has none.</param>
/// <param name="scheduler">Where it is asked.</param>
/// <param name="time">The clock.</param>
internal sealed class ChannelAsker(IChannelAuthorizer? authorizer, PipeScheduler scheduler, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The grant; null where the connection was over first. Never throws, and takes no longer than 30 seconds.</summary>
    public async Task<ChannelGrant?> AskAsync(string channel, string socketId, CancellationToken over)
    {
        if (authorizer is null)
        {
            return Refused($"The channel '{channel}' has to be signed; set TokenSocketServices.ChannelAuthorizer, such as a PusherSigner.");
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, over);
        try
        {
            var request = new ChannelRequest(channel, socketId);
            var answer = await ForeignCall.AskAsync(scheduler, cancelled => authorizer.AuthorizeAsync(request, cancelled), either.Token).ConfigureAwait(false);
            return string.IsNullOrEmpty(answer?.Signature)
                ? Refused($"The channel authorizer gave no signature for '{channel}'.")
                : new ChannelGrant(answer.Signature, answer.ChannelData);
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Refused($"The channel authorizer did not answer within {Patience.TotalSeconds} s for '{channel}'.");
        }
        catch (Exception e)
        {
            // Its message could hold a secret.
            return Refused($"The channel authorizer failed with {e.GetType().Name} for '{channel}'.");
        }
    }

    private static ChannelGrant Refused(string fault) => new(null, Fault: fault);
}
