namespace TokenSocket.Gateway.Tests;

internal sealed class CloseWordsTests
{
    [Test]
    public void Words_of_the_dialect_are_exact()
    {
        Assert.That(
            new[] { CloseWords.MissingToken, CloseWords.InvalidToken, CloseWords.DuplicateConnection, CloseWords.DeletedToken },
            Is.EqualTo(new CloseWords[]
            {
                new(4001, "The API token is missing."),
                new(4002, "The API token is invalid."),
                new(4003, "The API token is already in-use."),
                new(4004, "The API token has been deleted."),
            }));
    }
}
