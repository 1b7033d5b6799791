using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class TokenPlacementTests
{
    private static readonly TokenPlacement Header = new(TokenLocation.Header);
    private static readonly TokenPlacement Nowhere = new(TokenLocation.None);

    [Test]
    public void Is_named_token_unless_it_says_otherwise() =>
        Assert.That(Header.Name, Is.EqualTo("token"));

    [Test]
    public void Lists_itself_before_its_further_places() =>
        Assert.That((Header with { Also = Nowhere }).Places(), Is.EqualTo([Header with { Also = Nowhere }, Nowhere]));

    [Test]
    public void Sends_the_token_from_the_first_place_or_from_a_further_one() =>
        Assert.That(
            (Header.IsSent, (Nowhere with { Also = Header }).IsSent, (Header with { Also = Nowhere }).IsSent),
            Is.EqualTo((true, true, true)));

    [Test]
    public void Sends_no_token_where_every_place_is_none() =>
        Assert.That((Nowhere with { Also = Nowhere }).IsSent, Is.False);
}
