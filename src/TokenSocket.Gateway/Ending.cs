using TokenSocket.Framing;

namespace TokenSocket.Gateway;

/// <summary>How a connection is to end; the first order given counts.</summary>
internal abstract record Ending
{
    private Ending()
    {
    }

    /// <summary>Send this frame, wait a bounded time for the peer's answer, then end TCP.</summary>
    public sealed record Close(ReadOnlyMemory<byte> Frame) : Ending
    {
        public static Close With(CloseWords words) => WithPayload(CloseFrame.Payload((ushort)words.Code, words.Reason));

        public static Close WithPayload(ReadOnlySpan<byte> payload) => new(FrameWriter.Frame(Opcode.Close, payload));
    }

    /// <summary>End TCP in order (FIN), without a close frame.</summary>
    public sealed record HangUp : Ending;

    /// <summary>Break TCP off (RST), without a close frame.</summary>
    public sealed record Reset : Ending;
}
