namespace TokenSocket.Gateway.Discord;

/// <summary>A request to the webhook and what came of it. The webhook's token is not in it.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Method">POST, PATCH, GET or DELETE.</param>
/// <param name="Status">The answer; null if there was none, as after <see cref="Answers.Hang"/> and <see cref="Answers.Reset"/>.</param>
/// <param name="Code">Discord's code of an error, such as 50035.</param>
/// <param name="MessageId">The message that it made or was about.</param>
/// <param name="UserAgent">The header. Discord asks for one and may refuse requests without; the stand-in does not.</param>
public sealed record WebhookRequest(DateTimeOffset At, HttpMethod Method, int? Status, int? Code, ulong? MessageId, string UserAgent);
