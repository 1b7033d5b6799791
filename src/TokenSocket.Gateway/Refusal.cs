using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TokenSocket.Gateway;

/// <summary>A handshake answered without an upgrade, with a sentence for a person.</summary>
internal sealed record Refusal(int Status, string Body, TimeSpan? RetryAfter = null, string? Phrase = null)
{
    public static readonly Refusal GoingAway = new(StatusCodes.Status503ServiceUnavailable, "The server is shutting down.");
    public static readonly Refusal Full = new(StatusCodes.Status503ServiceUnavailable, "The server has no room for another connection.");
    public static readonly Refusal CannotJudge = new(StatusCodes.Status503ServiceUnavailable, "The token cannot be checked now.");

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Phrase is not null)
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = Phrase;
        if (RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        // A client that was refused will not send another request here.
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "close";

        if (Body.Length > 0 && Status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified))
        {
            context.Response.ContentType = MediaTypeNames.Text.Plain + "; charset=utf-8";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Body), context.RequestAborted).ConfigureAwait(false);
        }
    }
}
