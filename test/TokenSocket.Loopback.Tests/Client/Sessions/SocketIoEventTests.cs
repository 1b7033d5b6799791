using System.Security.Cryptography;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>Events and acknowledgements in both directions, with bytes beside them.</summary>
public sealed class SocketIoEventTests
{
    private const string Place = """{"_placeholder":true,"num":0}""";

    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(70_000);

    [Test]
    public async Task An_event_with_bytes_arrives_whole()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.EmitAsync("slip", 7, _bytes, new { odds = 1.5 }, Array.Empty<byte>());
        var slip = (EventReceived)await stage.Events.NextAsync();

        Assert.That(
            (slip.Name, slip.Channel, slip.WantsAnswer, string.Join(' ', slip.Arguments)),
            Is.EqualTo(("slip", "/", false, $$"""7 {{Place}} {"odds":1.5} {"_placeholder":true,"num":1}""")));
        Assert.That(slip.Attachments.Select(one => one.ToArray()), Is.EqualTo(new[] { _bytes, [] }));
    }

    [Test]
    public async Task An_event_of_the_client_goes_out_with_its_bytes()
    {
        var (stage, _) = await RmsStage.JoinedAsync();
        await using var __ = stage;

        await stage.Client.Emit("slip", "name", _bytes);
        var said = await stage.Said.NextAsync();

        Assert.That((said.Name, string.Join(' ', said.Arguments), said.WantsAnswer), Is.EqualTo(("slip", $"name {Place}", false)));
        Assert.That(said.Attachments.Single().ToArray(), Is.EqualTo(_bytes));
    }

    [Test]
    public async Task A_server_that_asks_is_answered_with_bytes()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        var asked = peer.EmitWithAckAsync("slip?", Patience.Long, 7);
        var question = (EventReceived)await stage.Events.NextAsync();
        await stage.Client.Answer(question, "here", _bytes);
        var answer = await asked;

        Assert.That((question.WantsAnswer, string.Join(' ', answer!.Arguments)), Is.EqualTo((true, $"here {Place}")));
        Assert.That(answer.Attachments.Single().ToArray(), Is.EqualTo(_bytes));
    }

    [Test]
    public async Task A_client_that_asks_is_answered_with_bytes()
    {
        var (stage, _) = await RmsStage.JoinedAsync();
        await using var __ = stage;
        stage.Acknowledge = said => [said.Name, _bytes];

        var answer = await stage.Client.EmitWithAckAsync("slip?", Patience.Long, 7);

        Assert.That(string.Join(' ', answer.Arguments), Is.EqualTo($"slip? {Place}"));
        Assert.That(answer.Attachments.Single().ToArray(), Is.EqualTo(_bytes));
    }

    [Test]
    public async Task Answers_find_their_questions_whatever_their_order()
    {
        var (stage, _) = await RmsStage.JoinedAsync();
        await using var __ = stage;
        stage.Acknowledge = static said => [said.Arguments[0].GetInt32() * 2];

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(number => stage.Client.EmitWithAckAsync("double", Patience.Long, number)));

        Assert.That(answers.Select(answer => answer.Data.GetInt32()), Is.EqualTo(Enumerable.Range(1, 50).Select(static number => number * 2)));
    }

    [Test]
    public async Task A_question_without_an_answer_times_out()
    {
        var (stage, _) = await RmsStage.JoinedAsync();
        await using var __ = stage;

        Assert.That(
            () => stage.Client.EmitWithAckAsync("slip?", TimeSpan.FromMilliseconds(100)),
            Throws.InstanceOf<TimeoutException>().With.Message.EqualTo("The server did not acknowledge 'slip?' within 00:00:00.1000000."));
    }

    [Test]
    public async Task A_question_whose_connection_breaks_is_told_so()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;
        var asked = stage.Client.EmitWithAckAsync("slip?", TimeSpan.FromMinutes(1));
        await stage.Said.NextAsync();

        peer.Drop();

        Assert.That(() => asked.WaitAsync(Patience.Long), Throws.InstanceOf<NotConnectedException>());
    }

    [Test]
    public async Task What_the_server_would_not_take_is_not_sent()
    {
        var (stage, peer) = await RmsStage.JoinedAsync(serve => serve.SocketIo.MaxPayload = 100);
        await using var _ = stage;

        Assert.That(
            () => stage.Client.Emit("note", new string('x', 88)),
            Throws.ArgumentException.With.Message.StartsWith("They take a message of 101 bytes; this server takes 100 at most."));
        Assert.That(() => stage.Client.Emit("note", new byte[101]), Throws.ArgumentException);
        await stage.Client.Emit("note", new string('x', 87));

        Assert.That(((await stage.Said.NextAsync()).Arguments[0].GetString()!.Length, peer.IsOpen), Is.EqualTo((87, true)));
    }

    [Test]
    public async Task An_event_that_weighs_too_much_with_its_bytes_ends_the_session()
    {
        var (stage, peer) = await RmsStage.JoinedAsync(change: options => options with { MaxMessageSize = 100_000 });
        await using var _ = stage;

        await peer.EmitAsync("slips", _bytes, _bytes);
        var end = await stage.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.TooBig, 1009, ReconnectVerdict.AfterBackoff)));
    }
}
