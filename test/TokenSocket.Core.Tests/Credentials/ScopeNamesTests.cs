using TokenSocket.Credentials;

namespace TokenSocket.Core.Tests.Credentials;

public sealed class ScopeNamesTests
{
    [TestCase("a", true)]
    [TestCase("!", true)]
    [TestCase("~", true)]
    [TestCase("a b:c/d", true)]
    [TestCase("", false)]
    [TestCase(" ", false)]
    [TestCase(" a", false)]
    [TestCase("a ", false)]
    [TestCase("a  b", false)]
    [TestCase("a\"b", false)]
    [TestCase("a\\b", false)]
    [TestCase("a\nb", false)]
    [TestCase("a\u007fb", false)]
    [TestCase("\u00e4", false)]
    public void Are_of_the_characters_that_RFC_6749_knows(string scope, bool expected) =>
        Assert.That(ScopeNames.AreIn(scope), Is.EqualTo(expected));
}
