using TokenSocket.Secrecy;

namespace TokenSocket.Tests.Options;

public sealed class OptionsCopyTests
{
    [Test]
    public async Task What_is_done_to_the_given_options_later_has_no_effect()
    {
        var bench = new Bench();
        bench.Options.GatewayUrl = new Uri("wss://other.example");
        bench.Options.Token = "other";
        bench.Options.Headers["X-Late"] = "1";
        bench.Options.SubProtocols.Add("late");

        await bench.Client.StartAsync();

        var request = bench.Gateway.Connection.Request;
        Assert.That(
            (request.Address, request.Headers["token"], request.Headers.ContainsKey("X-Late"), request.SubProtocols.Count),
            Is.EqualTo((Bench.Url, RunSecrets.Token, false, 0)));
    }

    [Test]
    public void Empty_strings_count_as_not_set()
    {
        var copy = new TokenSocketOptions { Token = "", TokenFile = "", UserAgent = "" }.Copy();

        Assert.That((copy.Token, copy.TokenFile, copy.UserAgent), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public void Missing_collections_are_empty()
    {
        var copy = new TokenSocketOptions { Headers = null!, SubProtocols = null!, RedirectHosts = null!, CloseCodes = null!, ReceiveQueue = null! }.Copy();

        Assert.That((copy.Headers.Count, copy.SubProtocols.Count, copy.RedirectHosts.Count, copy.CloseCodes.Count, copy.ReceiveQueue.MaxMessages), Is.EqualTo((0, 0, 0, 0, 1024)));
    }

    [Test]
    public void The_receive_queue_is_copied_too()
    {
        var options = new TokenSocketOptions();
        var copy = options.Copy();

        options.ReceiveQueue.MaxMessages = 1;

        Assert.That(copy.ReceiveQueue.MaxMessages, Is.EqualTo(1024));
    }

    [Test]
    public void Options_are_not_alike_when_only_the_password_of_the_proxy_differs()
    {
        var options = new TokenSocketOptions { Proxy = new Uri("http://me:one@proxy") };

        Assert.That(options.IsLike(options with { Proxy = new Uri("http://me:two@proxy") }), Is.False);
    }

    [Test]
    public void A_copy_is_like_its_original()
    {
        var options = new TokenSocketOptions { GatewayUrl = Bench.Url, Headers = { ["X-Key"] = "1" }, SubProtocols = ["a"], RedirectHosts = ["b"], CloseCodes = [new(4002)] }.Copy();

        Assert.That(options.Copy().IsLike(options), Is.True);
    }

    [TestCase("header")]
    [TestCase("subprotocol")]
    [TestCase("host")]
    [TestCase("queue")]
    [TestCase("code")]
    [TestCase("token")]
    public void A_change_anywhere_makes_it_unlike(string part)
    {
        var options = new TokenSocketOptions { Headers = { ["X-Key"] = "1" }, SubProtocols = ["a"], RedirectHosts = ["b"], CloseCodes = [new(4002)] }.Copy();
        var other = options.Copy();
        switch (part)
        {
            case "header":
                other.Headers["X-Key"] = "2";
                break;
            case "subprotocol":
                other.SubProtocols[0] = "c";
                break;
            case "host":
                other.RedirectHosts.Clear();
                break;
            case "queue":
                other.ReceiveQueue.MaxBytes = 1;
                break;
            case "code":
                other.CloseCodes[0] = other.CloseCodes[0] with { Message = "Other." };
                break;
            default:
                other.Token = "t";
                break;
        }

        Assert.That(other.IsLike(options), Is.False);
    }
}
