using System.Net;
using System.Text;
using Discord.Net.Rest;
using TokenSocket.DiscordNet;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>Gives each request of the package the same answer, and keeps what it said.</summary>
internal sealed class CannedRestClient(int status, string body, params (string Name, string Value)[] headers) : JsonRestClient
{
    public List<string> Bodies { get; } = [];

    protected override Task<RestResponse> SendAsync(string method, string endpoint, string json)
    {
        Bodies.Add(json);
        return Task.FromResult(new RestResponse(
            (HttpStatusCode)status,
            headers.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.OrdinalIgnoreCase),
            new MemoryStream(Encoding.UTF8.GetBytes(body))));
    }
}
