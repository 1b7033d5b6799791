using System.Text.Json;

namespace TokenSocket.Cli;

/// <summary>An event to emit after every connect.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Argument">Its one argument.</param>
internal sealed record Emission(string Name, JsonElement Argument)
{
    /// <summary>The name; an argument may hold a secret.</summary>
    public override string ToString() => Name;
}
