using System.Text;
using TokenSocket.Gateway.Issuing;

namespace TokenSocket.Gateway.Tests.Issuing;

internal sealed class FormTokenFormatTests
{
    private const string Credentials = "grant_type=client_credentials&client_id=app&client_secret=hush";

    private IssuerDesk _desk = null!;

    [SetUp]
    public void Start() => _desk = new IssuerDesk();

    [TestCase(Credentials, "900 s, once, ''")]
    [TestCase(Credentials + "&scope=", "900 s, once, ''")]
    [TestCase(Credentials + "&scope=api", "900 s, once, 'api'")]
    [TestCase(Credentials + "&scope=WireSocket.API%20offline_access", "900 s, refreshable, 'WireSocket.API offline_access'")]
    [TestCase(Credentials + "&scope=not_offline_access", "900 s, once, 'not_offline_access'")]
    [TestCase(Credentials + "&resource=other", "900 s, once, ''")]
    [TestCase("", "400 invalid_request")]
    [TestCase("client_id=app&client_secret=hush", "400 invalid_request")]
    [TestCase("grant_type=&client_id=app&client_secret=hush", "400 invalid_request")]
    [TestCase("grant_type=password&client_id=app&client_secret=hush", "400 unsupported_grant_type")]
    [TestCase(Credentials + "&scope=a&scope=b", "400 invalid_request")]
    [TestCase(Credentials + "&scope=a++b", "400 invalid_scope")]
    [TestCase(Credentials + "&scope=%22a%22", "400 invalid_scope")]
    [TestCase("grant_type=client_credentials", "401 invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=app", "401 invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=other&client_secret=hush", "401 invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=app&client_secret=Hush", "401 invalid_client")]
    [TestCase("grant_type=refresh_token&client_id=app", "400 invalid_request")]
    [TestCase("grant_type=refresh_token&refresh_token=x", "401 invalid_client")]
    [TestCase("grant_type=refresh_token&client_id=app&refresh_token=x", "400 invalid_grant")]
    [TestCase("%ZZ=%&&&=&grant_type", "400 invalid_request")]
    public void Answer_is_as_the_rfc_has_it(string body, string answer)
    {
        Assert.That(IssuerDesk.Show(_desk.Form(body)), Is.EqualTo(answer));
    }

    // In base64: app:hush, app:Hush, other:hush, app, :hush, and two bytes that are no text.
    [TestCase("Basic YXBwOmh1c2g=", "", "900 s, once, ''")]
    [TestCase("basic YXBwOmh1c2g=", "&client_id=app", "900 s, once, ''")]
    [TestCase("Basic YXBwOmh1c2g=", "&client_id=other", "400 invalid_request")]
    [TestCase("Basic YXBwOmh1c2g=", "&client_secret=hush", "400 invalid_request")]
    [TestCase("Basic YXBwOkh1c2g=", "", "401 invalid_client")]
    [TestCase("Basic b3RoZXI6aHVzaA==", "", "401 invalid_client")]
    [TestCase("Basic YXBw", "", "401 invalid_client")]
    [TestCase("Basic Omh1c2g=", "", "401 invalid_client")]
    [TestCase("Basic //4=", "", "401 invalid_client")]
    [TestCase("Basic !", "", "401 invalid_client")]
    [TestCase("Basic", "", "401 invalid_client")]
    [TestCase("Bearer YXBwOmh1c2g=", "&client_id=app", "401 invalid_client")]
    public void Client_may_come_by_http_basic(string authorization, string more, string answer)
    {
        Assert.That(IssuerDesk.Show(_desk.Form("grant_type=client_credentials" + more, authorization)), Is.EqualTo(answer));
    }

    [Test]
    public void Basic_is_encoded_as_a_form()
    {
        _desk.Issuer.AddClient("app:1", "h+s h");

        string authorization = "Basic " + Convert.ToBase64String("app%3A1:h%2Bs+h"u8);

        Assert.That(IssuerDesk.Show(_desk.Form("grant_type=client_credentials", authorization)), Does.StartWith("900 s"));
    }

    [Test]
    public void Body_that_is_no_text_or_too_many_fields_is_invalid()
    {
        byte[][] bodies = [[0xFF, 0xFE], Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 5000).Select(i => $"a{i}=b")))];

        Assert.That(bodies.Select(body => IssuerDesk.Show(_desk.Send(new FormTokenFormat(), body))), Is.All.EqualTo("400 invalid_request"));
    }

    [Test]
    public void Tokens_are_written_with_underscores()
    {
        var issued = new IssuerAnswer.Issued("a", TimeSpan.FromSeconds(899.9), _desk.Time.GetUtcNow(), "r", "api");
        var format = new FormTokenFormat();

        Assert.That(
            format.Write(issued).ToJsonString(),
            Is.EqualTo("""{"access_token":"a","token_type":"Bearer","expires_in":899,"refresh_token":"r","scope":"api"}"""));
        Assert.That(
            format.Write(issued with { RefreshToken = null, Scope = null }).ToJsonString(),
            Is.EqualTo("""{"access_token":"a","token_type":"Bearer","expires_in":899}"""));
    }
}
