namespace TokenSocket.Protocols;

/// <summary>One text frame of a server, taken apart but for its JSON.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">What stands behind everything else: JSON, or the words of a ping. A part of the frame, not a copy.</param>
internal readonly record struct SocketIoPacket(SocketIoPacketKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The namespace that it is for, without a query; empty for those of Engine.IO, and where none is written, which means "/".</summary>
    public ReadOnlyMemory<byte> Namespace { get; init; }

    /// <summary>The number of an acknowledgement: the one that is asked for, or the one that is given.</summary>
    public int? Number { get; init; }

    /// <summary>How many binary frames follow.</summary>
    public int Attachments { get; init; }

    /// <summary>Whether it is a packet of Socket.IO; else it is one of the transport below.</summary>
    public bool IsMessage => Kind >= SocketIoPacketKind.Connect;

    /// <summary>Whether it answers an event of the program.</summary>
    public bool IsAnswer => Kind is SocketIoPacketKind.Acknowledgement or SocketIoPacketKind.BinaryAcknowledgement;

    /// <summary>Whether it may announce attachments.</summary>
    public bool IsBinary => Kind is SocketIoPacketKind.BinaryEvent or SocketIoPacketKind.BinaryAcknowledgement;

    /// <summary>Whether it is for the namespace, which is given without a query.</summary>
    public bool IsFor(ReadOnlySpan<byte> @namespace) => (Namespace.IsEmpty ? "/"u8 : Namespace.Span).SequenceEqual(@namespace);

    /// <summary>What it is, in the words of a sentence.</summary>
    public string Title => TitleOf(Kind);

    /// <summary>What packets of the kind are called in a sentence.</summary>
    public static string TitleOf(SocketIoPacketKind kind) => kind switch
    {
        SocketIoPacketKind.Open => "an open packet (0)",
        SocketIoPacketKind.Close => "a close packet (1)",
        SocketIoPacketKind.Ping => "a ping (2)",
        SocketIoPacketKind.Pong => "a pong (3)",
        SocketIoPacketKind.Upgrade => "an upgrade (5)",
        SocketIoPacketKind.Noop => "a noop (6)",
        SocketIoPacketKind.Connect => "a connect packet (40)",
        SocketIoPacketKind.Disconnect => "a disconnect packet (41)",
        SocketIoPacketKind.Event => "an event (42)",
        SocketIoPacketKind.Acknowledgement => "an acknowledgement (43)",
        SocketIoPacketKind.ConnectError => "a connect error (44)",
        SocketIoPacketKind.BinaryEvent => "a binary event (45)",
        _ => "a binary acknowledgement (46)",
    };
}
