namespace TokenSocket.CloseCodes;

/// <summary>A server's language as data: what its ends mean, where its token goes, how long it wants to be left alone. Immutable.</summary>
/// <param name="Name">The name in options and on the command line, lower case.</param>
/// <param name="Source">The document that states the table.</param>
/// <param name="Rules">The rows. Where several fit an end, the most specific one holds.</param>
public sealed record CloseDialect(string Name, string Source, IReadOnlyList<CloseRule> Rules)
{
    /// <summary>The table that is asked where no row fits; null only for the last one, which has a row for everything.</summary>
    public CloseDialect? Fallback { get; init; }

    /// <summary>Where the token travels unless the options say otherwise.</summary>
    public TokenPlacement Token { get; init; } = new(TokenLocation.Bearer);

    /// <summary>The protocol that the server speaks inside the WebSocket.</summary>
    /// <value>The default is <see cref="SessionKind.Plain"/>.</value>
    public SessionKind Session { get; init; }

    /// <summary>The event that opens the server's mouth (<see cref="SessionKind.SocketIo"/>).</summary>
    /// <value>The default is none.</value>
    public SessionGreeting? Greeting { get; init; }

    /// <summary>What the server wants in the query of its address; added where it is missing.</summary>
    /// <value>The default is nothing.</value>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>Names of the request headers without which the server refuses a handshake, the token's own aside.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> RequiredHeaders { get; init; } = [];

    /// <summary>Those of the <see cref="RequiredHeaders"/> whose value the server takes in ASCII digits alone.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> NumericHeaders { get; init; } = [];

    /// <summary>What the server wants when a token nears its end.</summary>
    /// <value>The default is <see cref="CloseCodes.AgeingToken.Nothing"/>.</value>
    public AgeingToken AgeingToken { get; init; }

    /// <summary>
    /// The text message that carries a fresh token where the server takes one <see cref="AgeingToken.InBand"/>; in it <c>{token}</c> stands
    /// for the token, escaped for JSON.
    /// </summary>
    /// <value>The default is none; required with <see cref="AgeingToken.InBand"/>.</value>
    public string? TokenMessage { get; init; }

    /// <summary>Where the server tells which of its addresses to dial.</summary>
    /// <value>The default is none.</value>
    public DiscoveryEndpoint? Discovery { get; init; }

    /// <summary>How the server hands out tokens for a client id and its secret.</summary>
    /// <value>The default is RFC 6749.</value>
    public TokenEndpoint TokenEndpoint { get; init; } = new();

    /// <summary>The first wait of a row of failures.</summary>
    public TimeSpan InitialReconnectInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of the schedule.</summary>
    public TimeSpan MaxReconnectInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much of a wait is left to chance, from 0 to 1.</summary>
    public double ReconnectJitter { get; init; }

    /// <summary>Hosts that a redirect may name besides the gateway's own: exact, or <c>*.name</c> for every host below a domain.</summary>
    public IReadOnlyList<string> RedirectHosts { get; init; } = [];

    /// <summary>The code with which the client closes a connection that it means to renew.</summary>
    public int ReconnectCloseCode { get; init; } = CloseCode.NormalClosure;

    /// <summary>What a user says about some ends, over every row here and in the fallback.</summary>
    public IReadOnlyList<CloseCodeOverride> Overrides { get; init; } = [];

    /// <summary>Whether the two say the same, their lists compared by content.</summary>
    internal bool IsLike(CloseDialect? other) =>
        other is not null
        && this == other with
        {
            Rules = Rules,
            Query = Query,
            RequiredHeaders = RequiredHeaders,
            NumericHeaders = NumericHeaders,
            RedirectHosts = RedirectHosts,
            Overrides = Overrides,
            Fallback = Fallback,
        }
        && Rules.SequenceEqual(other.Rules)
        && Query.SequenceEqual(other.Query)
        && RequiredHeaders.SequenceEqual(other.RequiredHeaders, StringComparer.Ordinal)
        && NumericHeaders.SequenceEqual(other.NumericHeaders, StringComparer.Ordinal)
        && RedirectHosts.SequenceEqual(other.RedirectHosts, StringComparer.Ordinal)
        && Overrides.SequenceEqual(other.Overrides)
        && (Fallback?.IsLike(other.Fallback) ?? other.Fallback is null);

    /// <summary>The most specific row that fits the end, with the user's override put in.</summary>
    /// <remarks>
    /// The order is: this dialect before its fallback; then a row for the end's cause, the narrower range, the longer reason prefix, and the longer mention.
    /// </remarks>
    /// <exception cref="InvalidOperationException">No row fits and there is no fallback: the dialect is not complete.</exception>
    public CloseRule Find(DisconnectInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var row = FindRow(info);
        return Overrides.Where(one => one.Codes.Contains(info.Number)).MinBy(static one => one.Codes.Width)?.Over(row) ?? row;
    }

    /// <summary>The row for a close code, or for an HTTP status where the number is below 1000.</summary>
    /// <exception cref="InvalidOperationException">No row fits and there is no fallback: the dialect is not complete.</exception>
    public CloseRule Find(int number, string? reason = null) => Find(number < 1000
        ? new DisconnectInfo(DisconnectCause.Refused, HttpStatus: number, Reason: reason)
        : new DisconnectInfo(DisconnectCause.Closed, number, reason));

    private CloseRule FindRow(DisconnectInfo info)
    {
        CloseRule? best = null;
        foreach (var rule in Rules)
        {
            if (rule.Fits(info) && (best is null || rule.IsNarrowerThan(best)))
            {
                best = rule;
            }
        }

        return best
            ?? Fallback?.FindRow(info)
            ?? throw new InvalidOperationException($"The dialect '{Name}' has no row for {info.Cause} {info.Number}; give it a fallback.");
    }
}
