using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace TokenSocket.Gateway.Issuing;

/// <summary>RFC 6749, sections 4.4 and 6: a form, answered in JSON. A refresh token comes with the scope <c>offline_access</c>.</summary>
internal sealed class FormTokenFormat : TokenFormat
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string MediaType => MediaTypeNames.Application.FormUrlEncoded;

    public override IssuerRequest Read(ReadOnlyMemory<byte> body, string authorization)
    {
        if (FieldsOf(body) is not { } fields)
            return IssuerRequest.Faulty.Because("The body is not a form.");
        if (fields.Values.Any(values => values.Count > 1))
            return IssuerRequest.Faulty.Because("A parameter came more than once.");

        return Field(fields, "grant_type") switch
        {
            null => IssuerRequest.Faulty.Because("grant_type is missing."),
            "client_credentials" or "refresh_token" when authorization.Length > 0 && IsTwofold(fields, authorization) =>
                IssuerRequest.Faulty.Because("The client came both in the Authorization header and in the form."),
            "client_credentials" => ForClient(ClientOf(fields, authorization), Field(fields, "scope")),
            "refresh_token" => Refresh(Field(fields, "refresh_token"), ClientOf(fields, authorization), Field(fields, "scope")),
            _ => new IssuerRequest.Faulty(IssuerAnswer.Refused.UnsupportedGrantType),
        };
    }

    public override JsonObject Write(IssuerAnswer.Issued tokens)
    {
        var body = new JsonObject
        {
            ["access_token"] = tokens.AccessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = SecondsOf(tokens.Lifetime),
        };
        if (tokens.RefreshToken is not null)
            body["refresh_token"] = tokens.RefreshToken;
        if (tokens.Scope is not null)
            body["scope"] = tokens.Scope;
        return body;
    }

    private static IssuerRequest ForClient(ClientCredentials? client, string? scope) => client is null
        ? new IssuerRequest.Faulty(IssuerAnswer.Refused.InvalidClient)
        : new IssuerRequest.ForClient(client, scope, TokenScope.WantsRefresh(scope));

    private static IssuerRequest Refresh(string? token, ClientCredentials? client, string? scope) => (token, client) switch
    {
        (null, _) => IssuerRequest.Faulty.Because("refresh_token is missing."),
        (_, null) => new IssuerRequest.Faulty(IssuerAnswer.Refused.InvalidClient),
        _ => new IssuerRequest.Refresh(token, client, scope),
    };

    private static ClientCredentials? ClientOf(Dictionary<string, StringValues> fields, string authorization)
    {
        if (authorization.Length > 0)
            return ClientCredentials.FromBasic(authorization);
        return Field(fields, "client_id") is { } id ? new ClientCredentials(id, Field(fields, "client_secret")) : null;
    }

    // RFC 6749, 2.3: one way to authenticate. The id alone may stand in the form too, if it is the same.
    private static bool IsTwofold(Dictionary<string, StringValues> fields, string authorization) =>
        Field(fields, "client_secret") is not null
        || (Field(fields, "client_id") is { } id && ClientCredentials.FromBasic(authorization) is { } client && client.Id != id);

    /// <summary>RFC 6749, 3.2: a parameter without a value counts as left out.</summary>
    private static string? Field(Dictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out StringValues values) && values.ToString() is { Length: > 0 } value ? value : null;

    private static Dictionary<string, StringValues>? FieldsOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = new FormReader(Strict.GetString(body.Span));
            return reader.ReadForm();
        }
        catch (Exception fault) when (fault is InvalidDataException or DecoderFallbackException)
        {
            return null;
        }
    }
}
