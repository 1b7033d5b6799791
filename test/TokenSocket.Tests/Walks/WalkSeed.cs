using System.Globalization;

namespace TokenSocket.Tests.Walks;

/// <summary>Where chance begins: as <c>WALK_SEED</c> says, or anywhere.</summary>
internal static class WalkSeed
{
    public static ulong Next() => Environment.GetEnvironmentVariable("WALK_SEED") is { Length: > 0 } seed
        ? ulong.Parse(seed, CultureInfo.InvariantCulture)
        : (ulong)Random.Shared.NextInt64();
}
