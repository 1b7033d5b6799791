using TokenSocket.Credentials;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Tokens;

public sealed class TokenFileTests
{
    private string _path = null!;

    [SetUp]
    public void SetUp() => _path = Path.GetTempFileName();

    [TearDown]
    public void TearDown() => File.Delete(_path);

    [TestCase("secret", "secret")]
    [TestCase("secret\n", "secret")]
    [TestCase("secret\r\n", "secret")]
    [TestCase("secret\n\n", "secret\n")]
    [TestCase("secret\r\n\r\n", "secret\r\n")]
    [TestCase("secret\r", "secret\r")]
    [TestCase(" secret ", " secret ")]
    [TestCase("\uFEFFsecret\n", "secret")]
    public void One_trailing_newline_is_cut(string text, string token)
    {
        File.WriteAllText(_path, text);

        Assert.That(TokenFile.Read(_path)?.Value, Is.EqualTo(token));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\r\n")]
    public void An_empty_file_is_no_token(string text)
    {
        File.WriteAllText(_path, text);

        Assert.That(TokenFile.Read(_path), Is.Null);
    }

    [Test]
    public async Task A_missing_file_is_retried_and_named()
    {
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = "/no/such/token" });

        Assert.That(
            bench.Notices.Of<Disconnected>()[0].Info.Reason,
            Is.EqualTo("The token file '/no/such/token' does not exist; check TokenFile."));
    }

    [Test]
    public void A_directory_cannot_be_read()
    {
        Assert.That(
            static () => TokenFile.Read(Path.GetTempPath()),
            Throws.InstanceOf<TokenUnavailableException>().With.Message.EqualTo($"The token file '{Path.GetTempPath()}' may not be read; check TokenFile."));
    }

    [TestCase(65536, false)]
    [TestCase(65537, true)]
    public void A_file_has_at_most_64_KiB(int bytes, bool isRefused)
    {
        File.WriteAllText(_path, new string('t', bytes));

        Assert.That(
            () => TokenFile.Read(_path),
            isRefused ? Throws.InstanceOf<TokenUnavailableException>() : Throws.Nothing);
    }

    [Test]
    public async Task Is_read_at_each_connect()
    {
        await File.WriteAllTextAsync(_path, "first\n");
        var bench = new Bench(o => o with { Token = null, TokenFile = _path });
        await bench.Client.ConnectAsync().SoonAsync();
        await File.WriteAllTextAsync(_path, "second\n");

        await bench.Client.StopAsync();
        await bench.Client.ConnectAsync().SoonAsync();

        Assert.That(bench.Gateway.Dials.Select(dial => dial.Request.Headers["token"]), Is.EqualTo(new[] { "first", "second" }));
    }
}
