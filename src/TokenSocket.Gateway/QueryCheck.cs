using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway;

/// <summary>Whether a request carries the parameters that it must.</summary>
internal static class QueryCheck
{
    /// <returns>Null if it does.</returns>
    public static Refusal? Look(HttpRequest request, IEnumerable<string> names) =>
        names.FirstOrDefault(name => string.IsNullOrEmpty(request.Query[name])) is { } missing
            ? new Refusal(StatusCodes.Status400BadRequest, $"Missing {missing}.")
            : null;
}
