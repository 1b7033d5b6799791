using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>A server that knows every verdict; all that its table leaves out is retried.</summary>
internal static class TestDialect
{
    public const int AtOnce = 4200;
    public const int Rejected = 4401;
    public const int Moved = 4009;
    public const int Duplicate = 4003;
    public const int Gone = 4004;
    public const int Full = 4013;
    public const int Lost = 1006;

    /// <summary>The code with which it wants to be left for a renewal.</summary>
    public const int Renewal = 4000;

    /// <summary>The least wait that it wants after <see cref="Full"/>.</summary>
    public static readonly TimeSpan FullFor = TimeSpan.FromMinutes(5);

    public static readonly CloseDialect Instance = new(
        "test",
        "no document",
        [
            new(AtOnce, "At Once", Restarting, Immediately, "It restarts.", "Nothing to do."),
            new(Rejected, "Rejected", TokenRejected, WithFreshToken, "The token is stale.", "Check the token."),
            new(Moved, "Moved", CloseMeaning.Redirect, AtNewAddress, "It is elsewhere.", "Nothing to do."),
            new(Duplicate, "Duplicate", DuplicateConnection, Never, "The token is in use.", "Stop the other client."),
            new(Gone, "Gone", TokenDeleted, Never, "The token is gone.", "Generate a new token."),
            new(Full, "Full", Overloaded, AfterBackoff, "It is full.", "Wait.", AtLeast: FullFor),

            // As the first version of the 4001-4004 service: a normal closure is final.
            new(CloseCode.NormalClosure, "Over", TokenDeleted, Never, "It is over.", "Generate a new token."),
        ])
    {
        Fallback = KnownDialects.TokenSocket.Fallback,
        RedirectHosts = ["*.example.net"],
        ReconnectCloseCode = Renewal,
    };
}
