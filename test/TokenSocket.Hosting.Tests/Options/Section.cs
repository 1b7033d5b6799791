using System.Text;
using Microsoft.Extensions.Configuration;

namespace TokenSocket.Hosting.Tests.Options;

/// <summary>Makes sections of a configuration and reads them.</summary>
internal static class Section
{
    /// <summary>The section's JSON with the gateway's address in it.</summary>
    public static IConfigurationSection Json(string inner) => File($$"""{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", {{inner}} } }""");

    /// <summary>The section of a whole file.</summary>
    public static IConfigurationSection File(string json, string name = "TokenSocket") =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection(name);

    /// <summary>A section of one value beside the gateway's address.</summary>
    public static IConfigurationSection With(string key, string? value) => Of((key, value));

    /// <summary>A section of values beside the gateway's address.</summary>
    public static IConfigurationSection Of(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("TokenSocket:GatewayUrl", "wss://gateway.example/v2")])
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"TokenSocket:{value.Key}", value.Value)))
        .Build()
        .GetSection("TokenSocket");

    public static OptionsReading Read(this IConfigurationSection section, bool hasProvider = false, Action<TokenSocketOptions>? change = null) =>
        OptionsReader.Read(section, hasProvider, change);

    /// <summary>The faults, without <c>TokenSocket:</c>.</summary>
    public static string[] Faults(this IConfigurationSection section) =>
        [.. section.Read().Faults.Select(static fault => fault["TokenSocket:".Length..])];
}
