namespace TokenSocket.CloseCodes;

/// <summary>A parameter that a server wants in the query of every address that is dialled.</summary>
/// <param name="Name">Its name; one that the address has already stays as it is.</param>
/// <param name="Value">Its value; <c>{version}</c> stands for the library's version.</param>
public sealed record QueryParameter(string Name, string Value);
