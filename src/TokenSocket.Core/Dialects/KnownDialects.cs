using TokenSocket.CloseCodes;

namespace TokenSocket.Dialects;

/// <summary>Every dialect that is shipped. A new one is a file beside this one and a line here.</summary>
public static class KnownDialects
{
    /// <summary>The 4001–4004 dialect: the default.</summary>
    public static CloseDialect TokenSocket => TokenSocketDialect.Instance;

    /// <summary>The registered close codes and HTTP statuses alone.</summary>
    public static CloseDialect Rfc6455 => Rfc6455Dialect.Instance;

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<CloseDialect> All { get; } = [TokenSocket, Rfc6455];

    /// <summary>The dialect of that name, without regard to case; null where there is none.</summary>
    public static CloseDialect? Find(string name) =>
        All.FirstOrDefault(dialect => string.Equals(dialect.Name, name, StringComparison.OrdinalIgnoreCase));
}
