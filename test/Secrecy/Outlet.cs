namespace TokenSocket.Secrecy;

/// <summary>A way out of the process, or to whoever reads along.</summary>
public enum Outlet
{
    Log,
    Notice,
    Exception,
    Metric,
    Span,
    RuntimeEvent,
    Alert,
    Health,

    /// <summary>What <c>ToString</c> makes of an options object, a client, a request.</summary>
    Print,
}
