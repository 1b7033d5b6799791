using System.Text.Json.Nodes;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway.Issuing;

/// <summary>How requests for tokens are read and their answers written.</summary>
internal abstract class TokenFormat
{
    /// <summary>Of a request.</summary>
    public abstract string MediaType { get; }

    public static TokenFormat Of(TokenRequestFormat format) => format == TokenRequestFormat.Json ? new JsonTokenFormat() : new FormTokenFormat();

    /// <param name="body">As it came.</param>
    /// <param name="authorization">The header; empty where there is none.</param>
    public abstract IssuerRequest Read(ReadOnlyMemory<byte> body, string authorization);

    public abstract JsonObject Write(IssuerAnswer.Issued tokens);

    protected static long SecondsOf(TimeSpan lifetime) => (long)lifetime.TotalSeconds;
}
