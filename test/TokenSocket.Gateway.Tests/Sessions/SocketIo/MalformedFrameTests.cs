using System.Text;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

/// <summary>What the reference server closes the transport for.</summary>
internal sealed class MalformedFrameTests
{
    private const int NoStatus = 1005;

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("0")]
    [TestCase("""0{"sid":"x"}""")]
    [TestCase("1x")]
    [TestCase("2")]
    [TestCase("2probe")]
    [TestCase("3probe")]
    [TestCase("5")]
    [TestCase("7")]
    [TestCase("hello")]
    [TestCase("4")]
    [TestCase("4 2[\"a\"]")]
    [TestCase("47")]
    [TestCase("49[\"a\"]")]
    [TestCase("42")]
    [TestCase("42[]")]
    [TestCase("42{}")]
    [TestCase("42null")]
    [TestCase("42\"a\"")]
    [TestCase("42[\"a\"")]
    [TestCase("42[\"a\"]]")]
    [TestCase("42[\"a\"][\"b\"]")]
    [TestCase("42[\"a\",]")]
    [TestCase("42['a']")]
    [TestCase("42[null]")]
    [TestCase("42[true]")]
    [TestCase("42[{}]")]
    [TestCase("42[[\"a\"]]")]
    [TestCase("42[\"\\ud800\"]")]
    [TestCase("42[\"connect\"]")]
    [TestCase("42[\"disconnect\",\"x\"]")]
    [TestCase("42[\"newListener\"]")]
    [TestCase("4299999999999[\"a\"]")]
    [TestCase("42-1[\"a\"]")]
    [TestCase("42/nope,[\"a\"]")]
    [TestCase("42/nope[\"a\"]")]
    [TestCase("40")]
    [TestCase("40[]")]
    [TestCase("40\"token\"")]
    [TestCase("40/nope,7")]
    [TestCase("41{}")]
    [TestCase("41/nope,")]
    [TestCase("43[]")]
    [TestCase("430")]
    [TestCase("430{}")]
    [TestCase("44{\"message\":\"x\"}")]
    [TestCase("45[\"a\"]")]
    [TestCase("451[\"a\"]")]
    [TestCase("45-[\"a\"]")]
    [TestCase("45x-[\"a\"]")]
    [TestCase("451001-[\"a\"]")]
    [TestCase("450-[\"a\",{\"_placeholder\":true,\"num\":0}]")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":1}]")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":-1}]")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]")]
    [TestCase("451-[\"a\",{\"_placeholder\":true}]")]
    [TestCase("461-[]")]
    public void Closes_without_a_code(string frame)
    {
        Stage stage = Stage.Connected();

        stage.Receive(frame);

        Assert.That((stage.Closed, string.Join(' ', stage.Sent), stage.Delivered.Count), Is.EqualTo(((int?)NoStatus, "", 0)));
    }

    [Test]
    public void Bytes_that_belong_to_nothing_close()
    {
        Stage stage = Stage.Connected();

        stage.Receive([1, 2, 3]);

        Assert.That(stage.Closed, Is.EqualTo(NoStatus));
    }

    [Test]
    public void Packet_in_the_place_of_bytes_closes()
    {
        Stage stage = Stage.Connected(dialect: null, """451-["a",{"_placeholder":true,"num":0}]""");

        stage.Receive("""42["b"]""");

        Assert.That((stage.Closed, stage.Delivered.Count), Is.EqualTo(((int?)NoStatus, 0)));
    }

    [TestCase("42[\"a\"]")]
    [TestCase("41")]
    [TestCase("430[]")]
    [TestCase("450-[\"a\"]")]
    public void Packet_before_the_connect_closes(string frame)
    {
        var stage = new Stage();
        stage.Begin();

        stage.Receive(frame);

        Assert.That((stage.Closed, stage.Delivered.Count), Is.EqualTo(((int?)NoStatus, 0)));
    }

    [Test]
    public void Client_that_says_it_closes_is_closed()
    {
        Stage stage = Stage.Connected();

        stage.Receive("1");

        Assert.That(stage.Closed, Is.EqualTo(NoStatus));
    }

    [TestCase("3")]
    [TestCase("6")]
    [TestCase("4399[]")]
    [TestCase("41")]
    [TestCase("42[7,\"a number may stand in the place of a name\"]")]
    public void Odd_frame_that_is_allowed_closes_nothing(string frame)
    {
        Stage stage = Stage.Connected();

        stage.Receive(frame);

        Assert.That(stage.Closed, Is.Null);
    }

    [Test]
    public void Message_of_the_longest_length_is_taken()
    {
        Stage stage = Stage.Connected();

        stage.Receive($"42[\"{new string('a', 100_000 - 6)}\"]");

        Assert.That((stage.Closed, stage.Delivered.Count), Is.EqualTo(((int?)null, 1)));
    }

    [Test]
    public void Message_that_is_a_byte_longer_is_too_big()
    {
        Stage stage = Stage.Connected();

        stage.Receive($"42[\"{new string('a', 100_000 - 5)}\"]");

        Assert.That((stage.Closed, stage.Delivered.Count), Is.EqualTo(((int?)1009, 0)));
    }

    [Test]
    public void Attachments_that_are_too_big_together_are_not_kept()
    {
        Stage stage = Stage.Connected();
        stage.Options.MaxMessageSize = 5;

        stage.Receive("""452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""");
        stage.Receive([1, 2, 3]);
        stage.Receive([4, 5, 6]);

        Assert.That((stage.Closed, stage.Delivered.Count), Is.EqualTo(((int?)1009, 0)));
    }

    [Test]
    public void Json_that_is_nested_without_end_closes()
    {
        Stage stage = Stage.Connected();

        stage.Receive(isText: true, Encoding.UTF8.GetBytes("42" + new string('[', 90_000)));

        Assert.That(stage.Closed, Is.EqualTo(NoStatus));
    }
}
