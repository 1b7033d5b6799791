using TokenSocket.Credentials;

namespace TokenSocket.Core.Tests.Credentials;

public sealed class LoopbackAddressTests
{
    [TestCase("ws://127.0.0.1:5000/", true)]
    [TestCase("ws://127.8.9.1/", true)]
    [TestCase("ws://[::1]/", true)]
    [TestCase("ws://LOCALHOST./", true)]
    [TestCase("ws://a.localhost/", true)]
    [TestCase("ws://127.0.0.1.evil.example/", false)]
    [TestCase("ws://notlocalhost/", false)]
    [TestCase("ws://[2001:db8::1]/", false)]
    [TestCase("ws://a\u05be.example/", false)]
    [TestCase("ws://xn--a\u00e9.localhost/", true)]
    public void Never_leaves_this_machine(string address, bool expected) =>
        Assert.That(LoopbackAddress.Contains(new Uri(address)), Is.EqualTo(expected));
}
