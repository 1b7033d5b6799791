using TokenSocket.Dialects;

namespace TokenSocket.Hosting.Tests.Options;

public sealed class OptionTextTests
{
    [TestCase("120000", "00:02:00")]
    [TestCase("31", "00:00:00.031")]
    [TestCase("12", "00:00:00.012")]
    [TestCase(" 31000 ", "00:00:31")]
    [TestCase("00:02:00", "00:02:00")]
    [TestCase("0:02:00", "00:02:00")]
    [TestCase("00:00:00.5", "00:00:00.5")]
    [TestCase("1.00:00:00", "24:00")]
    public void An_interval_is_whole_milliseconds_or_a_time(string text, string expected)
    {
        var interval = expected == "24:00" ? TimeSpan.FromDays(1) : TimeSpan.ParseExact(expected, "g", System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(Section.With("MaxReconnectInterval", text).Read(), Is.EqualTo(Reading(client => client.MaxReconnectInterval = interval)));
    }

    [TestCase("1.5")]
    [TestCase("1,5")]
    [TestCase("1e3")]
    [TestCase("24:00:00")]
    [TestCase("00:02")]
    [TestCase("00:60:00")]
    [TestCase("00:00:60")]
    [TestCase("1:00:00:00")]
    [TestCase("2 minutes")]
    [TestCase("120000ms")]
    [TestCase("PT2M")]
    [TestCase(" ")]
    [TestCase("٣١")]
    [TestCase("9223372036854775807")]
    [TestCase("-9223372036854775808")]
    [TestCase("99999999999999999999")]
    [TestCase("99999999.00:00:00")]
    public void What_is_no_interval_is_a_fault_that_says_what_would_do(string text)
    {
        Assert.That(Section.With("MaxReconnectInterval", text).Faults(), Is.EqualTo(new[]
        {
            $"MaxReconnectInterval must be whole milliseconds or hours:minutes:seconds; it is '{text}'. Write 120000 (milliseconds) or '00:02:00'; a day is '1.00:00:00'.",
        }));
    }

    [TestCase("-1", "-00:00:00.0010000")]
    [TestCase("0", "00:00:00")]
    [TestCase("-00:00:05", "-00:00:05")]
    [TestCase("86400001", "1.00:00:00.0010000")]
    [TestCase("922337203685477", "10675199.02:48:05.4770000")]
    public void An_interval_out_of_range_is_a_fault(string text, string shown)
    {
        Assert.That(
            Section.With("MaxReconnectInterval", text).Faults(),
            Is.EqualTo(new[] { $"MaxReconnectInterval must be from 00:00:00.001 to 1.00:00:00; it is {shown}." }));
    }

    [TestCase("#6ab183")]
    [TestCase("#6AB183")]
    [TestCase("6ab183")]
    [TestCase("0x6ab183")]
    [TestCase("0X6AB183")]
    [TestCase("6992259")]
    [TestCase(" 6992259 ")]
    public void A_colour_is_hexadecimal_or_the_number_that_Discord_speaks(string text)
    {
        Assert.That(Section.With("Discord:Colors:Error", text).Read().Discord.Colors.Error, Is.EqualTo(0x6ab183));
    }

    [TestCase("0", 0)]
    [TestCase("255", 0xFF)]
    [TestCase("16777215", 0xFFFFFF)]
    [TestCase("#000000", 0)]
    public void A_colour_is_from_black_to_white(string text, int color)
    {
        Assert.That(Section.With("Discord:Colors:Error", text).Read().Discord.Colors.Error, Is.EqualTo(color));
    }

    [TestCase("16777216")]
    [TestCase("-1")]
    [TestCase("#6ab")]
    [TestCase("#6ab1831")]
    [TestCase("#+ab183")]
    [TestCase("6ab18g")]
    [TestCase("##6ab18")]
    [TestCase("green")]
    [TestCase("99999999999")]
    public void What_is_no_colour_is_a_fault(string text)
    {
        Assert.That(
            Section.With("Discord:Colors:Error", text).Faults(),
            Is.EqualTo(new[] { $"Discord:Colors:Error must be a colour of six hexadecimal digits, such as '#6ab183'; it is '{text}'." }));
    }

    [Test]
    public void A_colour_that_may_be_either_is_not_guessed()
    {
        Assert.That(
            Section.With("Discord:Colors:Error", "777777").Faults(),
            Is.EqualTo(new[] { "Discord:Colors:Error may be #777777 or the number 777777; write '#777777' or '#0bde31'." }));
    }

    [TestCase("MaxAttempts", "1.5", "must be a whole number of at most 2147483647; it is '1.5'. Write it in digits, such as 1024.")]
    [TestCase("MaxAttempts", "2147483648", "must be a whole number of at most 2147483647; it is '2147483648'. Write it in digits, such as 1024.")]
    [TestCase("MaxMessageSize", "16 MiB", "must be a whole number of at most 2147483647; it is '16 MiB'. Write it in digits, such as 1024.")]
    [TestCase("ReceiveQueue:MaxBytes", "1,024", "must be a whole number of at most 9223372036854775807; it is '1,024'. Write it in digits, such as 1024.")]
    [TestCase("ReceiveQueue:MaxBytes", "-5", "must be from 1 to 4294967296; it is -5.")]
    [TestCase("ReconnectJitter", "0,5", "must be a number; it is '0,5'. Write it with a point, such as 0.5.")]
    [TestCase("ReconnectJitter", "NaN", "must be from 0 to 1; it is NaN.")]
    [TestCase("ReconnectJitter", "2", "must be from 0 to 1; it is 2.")]
    [TestCase("VerboseLogging", "yes", "must be true or false; it is 'yes'.")]
    [TestCase("VerboseLogging", "1", "must be true or false; it is '1'.")]
    [TestCase("Discord:ThreadId", "-1", "must be the id of a thread, digits alone; it is '-1'.")]
    [TestCase("Discord:ThreadId", "+1", "must be the id of a thread, digits alone; it is '+1'.")]
    [TestCase("Discord:ThreadId", "18446744073709551616", "must be the id of a thread, digits alone; it is '18446744073709551616'.")]
    [TestCase("TokenPlacement:In", "2", "must be one of Header, Bearer, Query, SubProtocol, None; it is '2'.")]
    [TestCase("GatewayUrl", "http://a.example:8080/x?key=hidden", "must start with ws:// or wss://; it is 'http://a.example:8080/x'. Did you mean 'ws://a.example:8080/x'?")]
    [TestCase("GatewayUrl", "a.example", "must be a whole address; it is 'a.example'. Did you mean 'wss://a.example'?")]
    [TestCase("GatewayUrl", "  ", "must be a whole address, such as 'wss://gateway.example/v2'; it is '  '.")]
    [TestCase("GatewayUrl", "wss://a:99999/x?key=hidden", "must be a whole address, such as 'wss://gateway.example/v2'; it is 'wss://a:99999/x'.")]
    [TestCase("Discord:WebhookUrl", "https://discord.com:99999/api/webhooks/1/hidden", "must be the webhook's whole address, such as 'https://discord.com/api/webhooks/{id}/{token}'; it is '***'.")]
    public void What_cannot_be_read_is_a_fault_that_says_what_would_do(string key, string text, string sentence)
    {
        Assert.That(Section.With(key, text).Faults(), Is.EqualTo(new[] { $"{key} {sentence}" }));
    }

    [Test]
    public void A_switch_is_true_or_false_without_regard_to_case([Values("true", "True", "TRUE", " true ")] string text)
    {
        Assert.That(Section.With("VerboseLogging", text).Read().Client.VerboseLogging, Is.True);
    }

    [Test]
    public void A_thread_s_id_may_be_a_number_or_a_text()
    {
        Assert.That(
            (Section.Json(""" "Discord": { "ThreadId": 18446744073709551615 } """).Read().Discord.ThreadId,
             Section.Json(""" "Discord": { "ThreadId": "1199374653087961118" } """).Read().Discord.ThreadId),
            Is.EqualTo((18446744073709551615UL, 1199374653087961118UL)));
    }

    [Test]
    public void A_webhook_s_query_is_kept()
    {
        Assert.That(
            Section.With("Discord:WebhookUrl", "https://discord.com/api/v10/webhooks/1/t?thread_id=5").Read().Discord.WebhookUrl!.OriginalString,
            Is.EqualTo("https://discord.com/api/v10/webhooks/1/t?thread_id=5"));
    }

    private static OptionsReading Reading(Action<TokenSocketOptions> change)
    {
        var client = new TokenSocketOptions { GatewayUrl = new Uri("wss://gateway.example/v2"), Dialect = KnownDialects.TokenSocket };
        change(client);
        return new(client, new(), StopHostWhenStopped: false, []);
    }
}
