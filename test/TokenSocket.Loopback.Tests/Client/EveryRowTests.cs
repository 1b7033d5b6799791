using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>Every row of every dialect that a server speaks: acted by the gateway as that server, met by the real client.</summary>
public sealed class EveryRowTests
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(37);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private static IEnumerable<TestCaseData> Rows => DialectRow.All.Select(row => new TestCaseData(row).SetArgDisplayNames(row.ToString()));

    [TestCaseSource(nameof(Rows))]
    public async Task Ends_as_the_table_says(DialectRow acted)
    {
        await using var stage = await RowStage.SetAsync(acted, FirstWait);

        await stage.ActAsync(RetryAfter);

        var end = await stage.Notices.FirstAsync<Disconnected>();
        Assert.That((end.Rule, end.Verdict), Is.EqualTo((acted.Row, stage.Verdict)));
        Assert.That(
            (end.Info.Cause, end.Info.HttpStatus, end.Info.Code, end.Info.RetryAfter),
            Is.EqualTo(acted.IsRefusal
                ? (DisconnectCause.Refused, acted.Number, (int?)null, RetryAfter)
                : (DisconnectCause.Closed, (int?)null, acted.Number, (TimeSpan?)null)));
        Assert.That(acted.IsRefusal ? end.Info.Body : end.Info.Reason, Is.EqualTo(stage.Words));
        await NextStepAsync(stage, acted);
    }

    [Test]
    public void Leaves_out_no_row_of_any_dialect_but_those_that_come_inside_a_session()
    {
        var driven = DialectRow.All.Select(one => (one.Dialect.Name, one.Row)).ToHashSet();

        var left =
            from dialect in KnownDialects.All
            from row in dialect.Rules
            where !driven.Contains((dialect.Name, row)) && (dialect.Name != "rfc6455" || DialectRow.IsSpoken(row))
            select $"{dialect.Name} {row.Codes} {row.Cause}";

        Assert.That(left, Is.EqualTo(new[] { "lsports 400 InBand" }));
    }

    private static Task NextStepAsync(RowStage stage, DialectRow acted) => stage.Verdict switch
    {
        ReconnectVerdict.Never => StopsAsync(stage, acted),
        ReconnectVerdict.AfterBackoff => WaitsAsync(stage, acted),
        ReconnectVerdict.Immediately => ComesBackAsync(stage, [TokenReason.First, TokenReason.Reconnect], RowStage.Same, [2, 0]),
        ReconnectVerdict.WithFreshToken => ComesBackAsync(stage, [TokenReason.First, TokenReason.Rejected], RowStage.Fresh, [2, 0]),
        _ => ComesBackAsync(stage, [TokenReason.First, TokenReason.Redirected], RowStage.Same, [1, 1]),
    };

    private static async Task StopsAsync(RowStage stage, DialectRow acted)
    {
        var reason = await stage.Client.Completion.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(reason, Is.EqualTo(new StopReason(StopKind.Verdict, acted.Row, acted.Number, acted.Row.Message, acted.Row.Resolution) { Info = stage.Notices.Of<Disconnected>()[0].Info }));
        Assert.That((stage.Notices.Waits, stage.Handshakes), Is.EqualTo((Array.Empty<TimeSpan>(), new long[] { 1, 0 })));
    }

    private static async Task WaitsAsync(RowStage stage, DialectRow acted)
    {
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That(retry.Delay, Is.EqualTo(new[] { FirstWait, acted.Row.AtLeast, acted.IsRefusal ? RetryAfter : default }.Max()));
    }

    private static async Task ComesBackAsync(RowStage stage, TokenReason[] asked, string owner, long[] handshakes)
    {
        var back = await stage.NextConnectionAsync();

        Assert.That(stage.Notices.Waits, Is.Empty);
        Assert.That(stage.Asked, Is.EqualTo(asked));
        Assert.That(back.Owner, Is.EqualTo(stage.KnowsOwner ? owner : null));
        Assert.That(stage.Handshakes, Is.EqualTo(handshakes));
    }
}
