using System.Text;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>What a server says at a close goes to people's eyes as it is, and to no one's attention.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HostileReasonTests
{
    private const string Everyone = "@everyone @here <@123> <@&456> <#789>";

    private static readonly TestCaseData[] Reasons =
    [
        new TestCaseData("first\r\nsecond\u2028third\u0085fourth", "“firstsecondthirdfourth”").SetArgDisplayNames("lines"),
        new TestCaseData("\u001b[31mred\u001b[0m\u0007", "“[31mred[0m”").SetArgDisplayNames("ANSI"),
        new TestCaseData("**bold** _it_ ~~no~~ ||spoiler|| `code` [a](https://evil.example)", "“**bold** _it_ ~~no~~ ||spoiler|| `code` [a](https://evil.example)”").SetArgDisplayNames("markdown"),
        new TestCaseData("# head\n> quote\n- list\n```", "“# head> quote- list```”").SetArgDisplayNames("blocks"),
        new TestCaseData(Everyone, $"“{Everyone}”").SetArgDisplayNames("mentions"),
        new TestCaseData("\u202egnihtemos", "“gnihtemos”").SetArgDisplayNames("right to left"),
        new TestCaseData("   ", null).SetArgDisplayNames("blanks"),
    ];

    [TestCaseSource(nameof(Reasons))]
    [Category("Fault")]
    public async Task Row24_A_reason_is_shown_on_one_line_and_mentions_nobody(string reason, string? shown)
    {
        await using var rig = await HostRig.ConnectedAsync();

        await rig.Peer.CloseAsync(1011, reason);
        await rig.ChannelAsync(channel => channel.Requests.Count == 1);

        Assert.That(rig.Discord.Dump(), shown is null ? Does.Not.Contain("Reason") : Does.Contain($"Reason: {shown}\n"));
        AssertHarmless(rig);
    }

    [TestCase(2)]
    [TestCase(123)]
    [Category("Fault")]
    public async Task Row24_A_reason_cut_inside_a_character_is_an_end_like_any_other(int length)
    {
        await using var rig = await HostRig.ConnectedAsync();
        var text = Encoding.UTF8.GetBytes(new string('x', length - 2) + "\n😀");

        await rig.Peer.CloseMalformedAsync(new byte[] { 1011 >> 8, 1011 & 0xFF }.Concat(text.Take(length)).ToArray());
        await rig.ConnectedAsync(times: 2);
        await rig.ChannelAsync(channel => channel.Requests.Count == 1);

        AssertHarmless(rig);
    }

    private static void AssertHarmless(HostRig rig)
    {
        var lines = rig.Log.Everything;
        var pings = rig.Discord.Messages.SelectMany(message => message.Pings).ToArray();
        Row.Measured(24, $"{pings.Length} people mentioned, {lines.Count(line => line.Any(char.IsControl))} of {lines.Count} log lines broken");
        Assert.That(rig.Discord.Requests.Select(request => request.Status), Is.All.EqualTo(200));
        Assert.That(pings, Is.Empty);
        Assert.That(rig.Discord.Messages.Select(message => message.Content), Is.All.Empty, "Embeds ping nobody, contents may.");
        Assert.That(
            rig.Discord.Messages.SelectMany(message => message.Embeds[0].Fields).Select(part => part.Value.Replace("\\\\", "", StringComparison.Ordinal)),
            Has.None.Match(@"(?<!\\)(@|<)"),
            "What is escaped is no mention.");
        Assert.That(lines.Where(line => line.Any(char.IsControl)), Is.Empty);
    }
}
