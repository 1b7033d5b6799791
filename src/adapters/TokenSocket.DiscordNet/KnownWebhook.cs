using System.Reflection;
using Discord;

namespace TokenSocket.DiscordNet;

/// <summary>A webhook of which only the id and the token are known, which is all that the package reads of one.</summary>
/// <remarks>
/// It stands in for an entity that the package would first ask Discord for, with the caller's thread blocked. A proxy, so that an
/// interface that grows breaks nothing.
/// </remarks>
internal class KnownWebhook : DispatchProxy
{
    private ulong _id;
    private string _token = "";

    public static IWebhook Of(ulong id, string token)
    {
        var webhook = Create<IWebhook, KnownWebhook>();
        ((KnownWebhook)webhook)._id = id;
        ((KnownWebhook)webhook)._token = token;
        return webhook;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        "get_Id" => _id,
        "get_Token" => _token,
        _ => throw new NotSupportedException(),
    };
}
