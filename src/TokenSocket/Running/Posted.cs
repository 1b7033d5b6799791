using TokenSocket.Machine;

namespace TokenSocket.Running;

/// <summary>An event in the mailbox, and whoever waits until it has been handled.</summary>
internal readonly record struct Posted(ConnectionEvent Event, TaskCompletionSource? Handled = null);
