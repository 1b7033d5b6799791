using System.Globalization;
using TokenSocket.CloseCodes;

namespace TokenSocket.Tests.Logging;

public sealed class ServerTextInLogsTests
{
    [Test]
    public async Task A_reason_with_newlines_and_escapes_stays_on_one_line()
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(1011, "one\r\ntwo\u001b[31mred\u2028three\u202eend");

        Assert.That(bench.Log.Events[0].Properties["Reason"].ToString(null, CultureInfo.InvariantCulture), Is.EqualTo("\"onetwo[31mredthreeend\""));
    }

    [Test]
    public async Task A_reason_of_10_000_characters_is_cut_to_256()
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(1011, new string('x', 10_000));

        Assert.That(bench.Log.Events[0].Properties["Reason"].ToString(null, CultureInfo.InvariantCulture), Has.Length.EqualTo(256 + 2));
    }

    [TestCase("StatusText")]
    [TestCase("Body")]
    public async Task The_words_of_a_refusal_are_cut_and_stay_on_one_line(string property)
    {
        var bench = new Bench();
        var text = "a\nb" + new string('x', 10_000);
        bench.Gateway.AnswerWith(_ => new(DisconnectCause.Refused, HttpStatus: 503, StatusText: text, Body: text));

        await bench.Client.StartAsync();

        var value = bench.Log.Events.Single(one => one.Properties.ContainsKey("HttpStatus")).Properties[property].ToString(null, CultureInfo.InvariantCulture);
        Assert.That((value.Length, value.Contains('\n', StringComparison.Ordinal)), Is.EqualTo((256 + 2, false)));
    }

    [Test]
    public async Task No_line_of_any_level_is_two_lines()
    {
        var bench = new Bench(o => o with { VerboseLogging = true });
        bench.Gateway.AnswerWith(_ => new(DisconnectCause.Refused, Reason: "a\nb", HttpStatus: 503, StatusText: "a\r\nb", Body: "a\u2028b"));

        await bench.Client.StartAsync();
        bench.Gateway.AcceptAll();
        bench.Advance(31);
        bench.Gateway.Close(4002, "a\nb");

        Assert.That(
            bench.Log.Events.Select(one => one.RenderMessage(CultureInfo.InvariantCulture)).Where(line => line.Any(char.IsControl)),
            Is.Empty);
    }
}
