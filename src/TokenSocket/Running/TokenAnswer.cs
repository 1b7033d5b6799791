using TokenSocket.Credentials;

namespace TokenSocket.Running;

/// <summary>What came of asking the token provider.</summary>
/// <param name="Token">The token, or that there is none to send; not to be used where there is a fault.</param>
/// <param name="Fault">One sentence about why there is no answer; null where there is one.</param>
/// <param name="Permanent">Whether asking again cannot help.</param>
/// <param name="RetryAfter">The least time before it is asked again.</param>
internal sealed record TokenAnswer(AccessToken? Token, string? Fault = null, bool Permanent = false, TimeSpan? RetryAfter = null);
