namespace TokenSocket.Gateway.Tests.Discord;

internal sealed class ChannelDumpTests
{
    [Test]
    public void Dump_is_what_a_reader_sees()
    {
        var desk = new Desk();
        long retry = desk.Time.Now.AddSeconds(31).ToUnixTimeSeconds();
        desk.Post("""{"content":"first","username":"TokenSocket"}""");
        desk.Post("""{"embeds":[{"title":"x","color":255}],"username":"TokenSocket"}""");
        string embed = $$"""
            {"embeds":[{"color":7831437,"author":{"name":"host-1"},"title":"⏳ Reconnecting","description":"**1006** in 1\\*2\nnext <t:{{retry}}:R>",
            "fields":[{"name":"Attempt","value":"`3`"},{"name":"Log","value":"a\nb"}],
            "footer":{"text":"*as is*"},"timestamp":"2026-11-21T12:00:00Z"},{"description":"second"}]}
            """;
        ulong id = desk.Channel.Messages[^1].Id;
        desk.Edit(id, embed);
        desk.Edit(id, embed);

        Assert.That(desk.Channel.Dump(), Is.EqualTo("""
            TokenSocket
            first

            ▌#777f8d TokenSocket  (edited 2×)
            ▌ host-1
            ▌ ⏳ Reconnecting
            ▌ 1006 in 1*2
            ▌ next in 31 seconds
            ▌ Attempt: 3
            ▌ Log:
            ▌   a
            ▌   b
            ▌ *as is* • 21 November 2026 12:00
            ▌#grey
            ▌ second

            """));
    }

    [Test]
    public void Dump_follows_the_clock()
    {
        var desk = new Desk();
        desk.Post($$"""{"content":"<t:{{desk.Time.Now.ToUnixTimeSeconds()}}:R>"}""");

        desk.Time.Now += TimeSpan.FromMinutes(2);

        Assert.That(desk.Channel.Dump(), Does.EndWith("2 minutes ago\n"));
    }

    [Test]
    public void Dump_says_whom_a_message_pings()
    {
        var desk = new Desk();
        desk.Post("""{"content":"<@1>"}""");

        Assert.That(desk.Channel.Dump(), Does.StartWith("Captain Hook  (pings <@1>)\n"));
    }
}
