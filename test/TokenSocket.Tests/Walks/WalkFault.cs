namespace TokenSocket.Tests.Walks;

/// <summary>Something that must be true was not.</summary>
/// <param name="message">One sentence.</param>
internal sealed class WalkFault(string message) : Exception(message);
