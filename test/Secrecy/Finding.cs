namespace TokenSocket.Secrecy;

/// <summary>An item with a secret in it.</summary>
/// <param name="Outlet">Where it was about to leave.</param>
/// <param name="Test">The test that was running there; the run itself on a thread that no test started.</param>
/// <param name="Excerpt">What stands around the secret, the secret masked.</param>
internal sealed record Finding(Outlet Outlet, string Test, string Excerpt);
