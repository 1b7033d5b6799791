using Microsoft.AspNetCore.Http;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>What LSports' RMS-Socket adds to Socket.IO: a header that is looked at before the upgrade, and an event that opens its mouth.</summary>
/// <remarks>docs.lsports.eu, websocket-connection and error-handling.</remarks>
internal static class RmsSocket
{
    public const string Path = "/rms-socket/socket.io";
    public const string Join = "join";

    private const string CustomerId = "customerid";

    /// <summary>Whether the server of this dialect is it.</summary>
    public static bool Is(CloseDialect dialect) => dialect.RequiredHeaders.Contains(CustomerId, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the event goes to those only that have joined.</summary>
    public static bool IsForMembers(string name) => name is "RESERVE_BET_ACCEPT" or "RESERVE_BET_REJECT";

    /// <param name="customer">The header's value; empty where it is missing.</param>
    /// <param name="judge">The service's word on a customer: 402 or 403, or null.</param>
    public static Refusal? Check(string customer, Func<string, int?>? judge) =>
        customer.Length == 0 ? Say(401)
        : !customer.All(char.IsAsciiDigit) ? Say(400)
        : judge?.Invoke(customer) is { } status ? Say(status)
        : null;

    public static string CustomerOf(HttpRequest request) => request.Headers[CustomerId].ToString().Trim();

    private static Refusal Say(int status) => new(status, status switch
    {
        400 => "Invalid `customerid` format.",
        401 => "Missing `customerid` header.",
        402 => "Account inactive or expired.",
        403 => "Customer id not found.",
        429 => "Too many connections.",
        _ => "Server error.",
    });
}
