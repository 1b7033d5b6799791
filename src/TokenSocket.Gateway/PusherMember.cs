namespace TokenSocket.Gateway;

/// <summary>Somebody on a presence channel, with however many connections.</summary>
/// <param name="UserId">As the client's signed data named it.</param>
/// <param name="UserInfo">What that data told of the user, as JSON; <c>{}</c> if nothing.</param>
public sealed record PusherMember(string UserId, string UserInfo);
