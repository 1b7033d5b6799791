using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>What a Socket.IO server looks at before the upgrade.</summary>
/// <remarks>socket.io documentation, "The Engine.IO protocol", query parameters: <c>EIO</c> and <c>transport</c>.</remarks>
internal static class SocketIoDoor
{
    /// <returns>Null to let it in.</returns>
    public static Refusal? Check(HttpRequest request, TokenGatewayOptions options)
    {
        if (request.Query["transport"] != "websocket")
            return new Refusal(StatusCodes.Status400BadRequest, "Transport unknown");
        if (request.Query["EIO"] != "4")
            return new Refusal(StatusCodes.Status400BadRequest, "Unsupported protocol version");

        return RmsSocket.Is(options.Dialect) ? RmsSocket.Check(RmsSocket.CustomerOf(request), options.SocketIo.JudgeCustomer) : null;
    }
}
