using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Reconnecting;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>
/// The readers of the core, given what no server should say. An ordinary run takes a slice; a million of each, in every project:
/// <c>FUZZ_INPUTS=1000000 dotnet test --filter TestCategory=Fuzz</c>.
/// </summary>
[Category("Fuzz")]
public sealed class CoreFuzzTests
{
    private static readonly Uri[] Gateways = [new("wss://gateway.example/v2"), new("ws://gateway.example:8080/"), new("wss://[2001:db8::1]/"), new("wss://bücher.example/")];

    private static readonly string[] Trusted = ["exact.example", "*.allowed.example", "192.0.2.1"];

    private static readonly string[] Redirects =
    [
        "REDIRECT:wss://gateway.example/other", "REDIRECT:ws://gateway.example/", "REDIRECT:wss://us.allowed.example/v2?a=b", "REDIRECT:wss://exact.example:444/", "REDIRECT:wss://evil.example/",
        "REDIRECT:wss://192.0.2.1/", "REDIRECT:wss://[2001:db8::1]/x", "REDIRECT:wss://user:pw@exact.example/", "REDIRECT:wss://b\u00fccher.example/", "REDIRECT: wss://a.b.allowed.example ", "redirect:wss://x", "",
    ];

    private static readonly string[] Waits =
    [
        "0", "5", "3599", "3600", "3601", "120.5", "-1", "+5", " 7 ", "Wed, 21 Oct 2026 07:28:00 GMT", "Wednesday, 21-Oct-26 07:28:00 GMT", "Wed Oct 21 07:28:00 2026", "Wed, 31 Feb 2026 07:28:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "",
    ];

    private static readonly string[] Reasons = ["", "Unauthorized", "Duplicate connection", "Connection limit exceeded: 5", "customerid", "REDIRECT:wss://x", "session_expired"];

    [Test]
    public void Redirects_lead_only_where_they_may() => FuzzRun.Run("redirects", 60_000, static input =>
    {
        var (gateway, from) = (input.Pick(Gateways), input.Pick(Gateways));
        var redirect = Redirect.Read(input.Text(Redirects), gateway, from, Trusted);

        FuzzRun.MustBeFit(redirect.Refusal);
        FuzzRun.Must((redirect.To is null) != (redirect.Refusal is null), "Neither or both.");
        if (redirect.To is { } to)
        {
            var host = to.IdnHost.TrimEnd('.');
            FuzzRun.Must(to.Scheme is "ws" or "wss" && !(from.Scheme == "wss" && to.Scheme == "ws"), $"From {from.Scheme} to {to.Scheme}.");
            FuzzRun.Must(to.UserInfo.Length == 0 && to.Fragment.Length == 0, "Credentials or a fragment are followed.");
            FuzzRun.Must(host == gateway.IdnHost || Trusted.Contains(host) || host.EndsWith(".allowed.example", StringComparison.Ordinal), $"The host {host} is followed.");
        }
    });

    [Test]
    public void Waits_are_at_most_an_hour() => FuzzRun.Run("Retry-After headers", 60_000, static input =>
    {
        var now = new DateTimeOffset(2026, 10, 21, 7, 0, 0, TimeSpan.Zero).AddDays(input.Next(3) - 1);
        var wait = RetryAfter.Read(input.Text(Waits), now);

        FuzzRun.Must(wait is null || (wait >= TimeSpan.Zero && wait <= RetryAfter.Longest), $"A wait of {wait}.");
    });

    [Test]
    public void Every_end_has_a_row_and_the_narrowest_override_holds() => FuzzRun.Run("ends with overrides", 30_000, static input =>
    {
        var overrides = Enumerable.Range(0, input.Next(5)).Select(_ => Override(input)).ToArray();
        var dialect = input.Pick(KnownDialects.All) with { Overrides = overrides };
        var info = new DisconnectInfo(
            input.Pick(Enum.GetValues<DisconnectCause>()),
            input.OneIn(4) ? null : Number(input),
            input.OneIn(3) ? null : input.Text(Reasons),
            input.OneIn(4) ? Number(input) : null,
            Body: input.Text(Reasons));

        var rule = dialect.Find(info);

        var fitting = overrides.Where(one => one.Codes.First <= info.Number && info.Number <= one.Codes.Last).ToArray();
        var narrowest = fitting.Length == 0 ? null : Array.Find(fitting, one => one.Codes.Width == fitting.Min(static other => other.Codes.Width));
        var plain = (dialect with { Overrides = [] }).Find(info);
        FuzzRun.Must(rule.Verdict == (narrowest?.Verdict ?? plain.Verdict) && rule.AtLeast == (narrowest?.AtLeast ?? plain.AtLeast), $"{info} is {rule.Verdict} by {rule}.");
        FuzzRun.Must(rule.Message.Length > 0 && rule.Name.Length > 0, "A row without words.");
    });

    [Test]
    public void Text_of_a_server_is_one_line() => FuzzRun.Run("texts of servers", 60_000, static input =>
    {
        var most = input.Next(40);
        var clean = ServerText.Clean(input.Text(Reasons), most);

        FuzzRun.MustBeFit(clean);
        FuzzRun.Must(clean!.Length <= most, $"{clean.Length} of {most} characters.");
    });

    private static CloseCodeOverride Override(Mutator input)
    {
        var (first, last) = (Number(input), Number(input));
        return new CloseCodeOverride(new CodeRange(Math.Min(first, last), Math.Max(first, last)))
        {
            Verdict = input.OneIn(3) ? null : input.Pick(Enum.GetValues<ReconnectVerdict>()),
            AtLeast = input.OneIn(2) ? null : TimeSpan.FromSeconds(input.Next(100)),
        };
    }

    private static int Number(Mutator input) => input.Next(6) switch
    {
        0 => input.Next(600),
        1 => 1000 + input.Next(20),
        2 => 4000 + input.Next(100),
        3 => input.Next(70_000),
        4 => -input.Next(5),
        _ => input.Pick([int.MaxValue, int.MinValue, 4900, 3000, 65535]),
    };
}
