namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>The namespaces that one client is in. Not thread-safe.</summary>
internal sealed class Membership
{
    private readonly List<string> _namespaces = [];

    /// <summary>Whether the client wants to be sent what only members are (LSports).</summary>
    public bool HasJoined { get; set; }

    /// <summary>The one it connected to first, of those it is still in; null for none.</summary>
    public string? First => _namespaces.Count > 0 ? _namespaces[0] : null;

    public bool Contains(string @namespace) => _namespaces.Contains(@namespace, StringComparer.Ordinal);

    public void Add(string @namespace) => _namespaces.Add(@namespace);

    public void Remove(string @namespace)
    {
        _namespaces.Remove(@namespace);
        HasJoined &= _namespaces.Count > 0;
    }

    /// <summary>Takes it out of all, and says which they were.</summary>
    public IReadOnlyList<string> Clear()
    {
        string[] left = [.. _namespaces];
        _namespaces.Clear();
        HasJoined = false;
        return left;
    }
}
