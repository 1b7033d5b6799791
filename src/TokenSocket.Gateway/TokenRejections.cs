using Microsoft.AspNetCore.Http;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway;

/// <summary>What the server of a dialect says about a token that it does not accept.</summary>
internal sealed class TokenRejections
{
    private readonly CloseDialect _dialect;

    public TokenRejections(CloseDialect dialect)
    {
        _dialect = dialect;
        Unknown = Find(CloseMeaning.TokenRejected)
            ?? new HandshakeMode.Refuse(new Refusal(StatusCodes.Status401Unauthorized, dialect.Find(StatusCodes.Status401Unauthorized).Message));
        Missing = Find(CloseMeaning.TokenMissing) ?? Unknown;
        Deleted = Find(CloseMeaning.TokenDeleted) ?? Unknown;
        InUse = Find(CloseMeaning.DuplicateConnection)
            ?? new HandshakeMode.AcceptAndClose(new CloseWords(CloseCode.PolicyViolation, "The token is in use."));
        DeletedInUse = Deleted is HandshakeMode.AcceptAndClose { Words: var words }
            ? words
            : new CloseWords(CloseCode.PolicyViolation, "The token has been deleted.");
        ExpiredInUse = Rows(CloseMeaning.TokenRejected).FirstOrDefault(IsAboutCodes) is { } row
            ? RowOnTheWire.AsClose(row, number: null, address: null)
            : new CloseWords(CloseCode.PolicyViolation, "The token has expired.");
    }

    public HandshakeMode Missing { get; }

    public HandshakeMode Unknown { get; }

    public HandshakeMode InUse { get; }

    public HandshakeMode Deleted { get; }

    /// <summary>A connection that is up can be told nothing but a code.</summary>
    public CloseWords DeletedInUse { get; }

    /// <summary>As with <see cref="DeletedInUse"/>, where a refused handshake could be told a status.</summary>
    public CloseWords ExpiredInUse { get; }

    private HandshakeMode? Find(CloseMeaning meaning) =>
        Rows(meaning).FirstOrDefault() is { } row ? RowOnTheWire.AsHandshake(row, number: null, address: null, retryAfter: null) : null;

    /// <summary>The dialect's own rows, codes before statuses. The table that ends the chain is about every server, and so about none.</summary>
    private IEnumerable<CloseRule> Rows(CloseMeaning meaning)
    {
        for (CloseDialect? table = _dialect; table?.Fallback is not null; table = table.Fallback)
        {
            foreach (CloseRule row in table.Rules.Where(rule => rule.Meaning == meaning && rule.Cause is null).OrderByDescending(IsAboutCodes))
                yield return row;
        }
    }

    private static bool IsAboutCodes(CloseRule row) => row.Codes.First >= GatewayConnection.LowestCode;
}
