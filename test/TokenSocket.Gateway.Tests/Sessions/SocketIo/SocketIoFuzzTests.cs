using System.Text;
using TokenSocket.Core.Tests.Fuzz;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

/// <summary>A Socket.IO server, given what no client should send: any text, for the WebSocket below lets only UTF-8 through. It may close, and must not throw.</summary>
[Category("Fuzz")]
internal sealed class SocketIoFuzzTests
{
    private const int MostFrames = 20;

    private static readonly string[] Frames =
    [
        "40", """40{"token":"x"}""", "40/chat,", "41", "3", "6", """42["a",1,{"b":[null]}]""", """427["join","777"]""", """42/chat,12["é","\u00e9"]""", "430[]",
        """452-["a",{"_placeholder":true,"num":0},{"x":{"_placeholder":true,"num":1}}]""", """461-0[{"_placeholder":true,"num":0}]""",
    ];

    private static readonly byte[][] Attachments = [[], [1, 2, 3]];

    [Test]
    public void Every_frame_is_taken_or_closes() => FuzzRun.Run("Socket.IO conversations", 2_000, static input =>
    {
        var stage = new Stage();
        stage.Options.SocketIo.Namespaces.Add("/chat");
        stage.Begin();
        for (int n = 0; n < MostFrames && stage.Closed is null; n++)
        {
            if (input.OneIn(4))
                stage.Receive(input.Bytes(Attachments));
            else
                stage.Receive(input.OneIn(2) ? Encoding.UTF8.GetString(input.Utf8(Frames)) : input.Pick(Frames));
        }

        FuzzRun.Must(stage.Closed is null or 1005 or 1009, $"Closed with {stage.Closed}.");
    });
}
