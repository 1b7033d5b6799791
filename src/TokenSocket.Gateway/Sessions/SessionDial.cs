using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway.Sessions;

/// <summary>What a client dialled with, as far as sessions look at it.</summary>
/// <param name="Path">The path, decoded, such as <c>/app/key</c>.</param>
/// <param name="Query">The query. May hold a token.</param>
internal sealed record SessionDial(string Path, IQueryCollection Query)
{
    public static SessionDial Of(HttpRequest request) => new(request.PathBase.Add(request.Path).Value ?? "", request.Query);

    /// <summary>The path, for a query may hold a token.</summary>
    public override string ToString() => Path;
}
