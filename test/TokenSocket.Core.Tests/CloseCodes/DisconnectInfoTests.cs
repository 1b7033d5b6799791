using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class DisconnectInfoTests
{
    [Test]
    public void Without_status_and_code_has_the_number_0() =>
        Assert.That(new DisconnectInfo(DisconnectCause.Unreachable).Number, Is.Zero);

    [Test]
    public void With_a_code_has_it_as_its_number() =>
        Assert.That(new DisconnectInfo(DisconnectCause.Closed, 4002).Number, Is.EqualTo(4002));

    [Test]
    public void With_a_status_has_it_as_its_number() =>
        Assert.That(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 503).Number, Is.EqualTo(503));

    [TestCase(0, 0)]
    [TestCase(65535, 65535)]
    [TestCase(65536, 65535)]
    [TestCase(int.MaxValue, 65535)]
    [TestCase(-1, 65535)]
    public void With_an_in_band_code_off_the_line_has_the_number_that_no_document_explains(int code, int number) =>
        Assert.That(new DisconnectInfo(DisconnectCause.InBand, code).Number, Is.EqualTo(number));
}
