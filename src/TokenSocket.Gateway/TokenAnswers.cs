using Microsoft.AspNetCore.Http;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway;

/// <summary>What the server of a dialect says about a token that it does not accept.</summary>
internal sealed class TokenAnswers
{
    private readonly CloseDialect _dialect;

    public TokenAnswers(CloseDialect dialect)
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
    }

    public HandshakeMode Missing { get; }

    public HandshakeMode Unknown { get; }

    public HandshakeMode InUse { get; }

    public HandshakeMode Deleted { get; }

    /// <summary>A connection that is up can be told nothing but a code.</summary>
    public CloseWords DeletedInUse { get; }

    /// <summary>The dialect's own row, a code before a status. The table that ends the chain is about every server, and so about none.</summary>
    private HandshakeMode? Find(CloseMeaning meaning)
    {
        for (CloseDialect? table = _dialect; table?.Fallback is not null; table = table.Fallback)
        {
            CloseRule? row = table.Rules
                .Where(rule => rule.Meaning == meaning && rule.Cause is null)
                .MinBy(rule => rule.Codes.First < GatewayConnection.LowestCode);
            if (row is not null)
                return RowOnTheWire.AsHandshake(row, number: null, address: null, retryAfter: null);
        }

        return null;
    }
}
