using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway;

/// <summary>Answers <c>GET …?documentName=</c> with the address to dial for that document.</summary>
/// <remarks>docs.wiresocket.com, dataplane: <c>region</c>, <c>url</c> and <c>isNew</c>; error-reference for the statuses.</remarks>
internal sealed class DiscoveryEndpoint(TokenGateway gateway, TokenGatewayOptions options, string gatewayPath, TimeProvider time, ILogger log)
{
    private const string Document = "documentName";

    private static readonly TokenPlacement Bearer = new(TokenLocation.Bearer);

    private readonly TokenJudge _judge = new(gateway.Tokens, options.CloseTimeout, time, log);

    public async Task ServeAsync(HttpContext context)
    {
        gateway.CountDiscovery();
        Refusal? refusal = gateway.DiscoveryRefusal ?? QueryCheck.Look(context.Request, [Document]) ?? await JudgeAsync(context).ConfigureAwait(false);
        await (refusal is null ? AnswerAsync(context) : refusal.AnswerAsync(context)).ConfigureAwait(false);
    }

    private async Task<Refusal?> JudgeAsync(HttpContext context)
    {
        if (!options.Token.IsSent)
            return null;

        string token = TokenReader.Read(context.Request, Bearer);
        TokenClaim? claim = token.Length == 0 ? new TokenClaim.Unknown() : await _judge.ClaimAsync(context, token).ConfigureAwait(false);
        if (claim is TokenClaim.Granted { Lease: var lease })
            await lease.DisposeAsync().ConfigureAwait(false);
        return claim switch
        {
            // In use is good too: it is the asking client's own connection that holds it.
            TokenClaim.Granted or TokenClaim.InUse => null,
            null => Refusal.CannotJudge,
            _ => new Refusal(StatusCodes.Status401Unauthorized, "JWT missing or invalid."),
        };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = new JsonObject
        {
            ["region"] = options.Discovery.Region,
            ["url"] = options.Discovery.Url?.OriginalString ?? OwnAddress(context.Request),
            ["isNew"] = options.Discovery.IsNew,
        };
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()), context.RequestAborted).ConfigureAwait(false);
    }

    private string OwnAddress(HttpRequest request) =>
        $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}{gatewayPath}?{Document}={Uri.EscapeDataString(request.Query[Document].ToString())}";
}
