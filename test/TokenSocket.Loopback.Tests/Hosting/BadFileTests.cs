using Serilog.Events;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class BadFileTests
{
    private static readonly TestCaseData[] Faults =
    [
        new TestCaseData(
            """{ "TokenSocket": { "GatewayUrl": "https://gateway.example", "Tokn": "hidden", "MaxAttempts": "many", "Discord": { "Colors": { "Error": "red" } } } }""",
            new[] { "TokenSocket:GatewayUrl", "TokenSocket:Tokn", "TokenSocket:MaxAttempts", "TokenSocket:Discord:Colors:Error" })
            .SetArgDisplayNames("four faults"),
        new TestCaseData("""{ "TokenSocket": { "Token": "hid""", new[] { "'appsettings.json' is malformed at line 1" }).SetArgDisplayNames("half written"),
        new TestCaseData("", new[] { "'appsettings.json' is malformed at line 1" }).SetArgDisplayNames("empty"),
        new TestCaseData("{}", new[] { "TokenSocket is missing or empty" }).SetArgDisplayNames("without the section"),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task A_bad_file_is_refused_whole_with_one_error_and_mended_it_is_followed(string text, string[] told)
    {
        await using var rig = await HostRig.ConnectedAsync();
        var peer = rig.Peer;

        rig.File.Write(text);
        var refused = await rig.Notices.FirstAsync<OptionsRefused>();
        await rig.ExchangeAsync(peer, "untouched");
        rig.File.Save(("MaxAttempts", "7"));
        await rig.Notices.FirstAsync<OptionsReloaded>();
        await rig.ExchangeAsync(peer, "still untouched");

        var error = rig.Log.Lines(LogEventLevel.Error).Single();
        Assert.That((told.Where(one => !error.Contains(one, StringComparison.Ordinal)), refused.Faults.Count), Is.EqualTo((Array.Empty<string>(), told.Length)));
        Assert.That(error, Does.Not.Contain("hid").And.Not.Contain('\n'));
        Assert.That((rig.Notices.Of<OptionsRefused>().Count, rig.Server.Gateway.HandshakesSeen), Is.EqualTo((1, 1)));
    }
}
