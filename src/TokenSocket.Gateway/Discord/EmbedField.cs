namespace TokenSocket.Gateway.Discord;

/// <summary>A field of an <see cref="Embed"/>, as it was sent.</summary>
/// <param name="Name">1 to 256 UTF-16 units.</param>
/// <param name="Value">1 to 1024 UTF-16 units.</param>
/// <param name="IsInline">Whether it may stand beside its neighbours.</param>
public sealed record EmbedField(string Name, string Value, bool IsInline);
