using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class DialectLikenessTests
{
    private static readonly TestCaseData[] Changes =
    [
        Change("rows", dialect => dialect with { Rules = [.. dialect.Rules.Skip(1)] }),
        Change("query", dialect => dialect with { Query = [new("x", "y")] }),
        Change("greeting", dialect => dialect with { Greeting = new("x", "y") }),
        Change("discovery", dialect => dialect with { Discovery = new("/x", "y") }),
        Change("headers", dialect => dialect with { RequiredHeaders = ["x"] }),
        Change("numeric headers", dialect => dialect with { NumericHeaders = ["x"] }),
        Change("redirect hosts", dialect => dialect with { RedirectHosts = ["x"] }),
        Change("overrides", dialect => dialect with { Overrides = [new CloseCodeOverride(4000)] }),
        Change("fallback", dialect => dialect with { Fallback = dialect.Fallback! with { Name = "x" } }),
        Change("no fallback", dialect => dialect with { Fallback = null }),
        Change("wait", dialect => dialect with { MaxReconnectInterval = TimeSpan.FromDays(1) }),
    ];

    [Test]
    public void A_copy_with_lists_of_its_own_is_alike()
    {
        var dialect = KnownDialects.TokenSocket;

        Assert.That(dialect.IsLike(dialect with { Rules = [.. dialect.Rules], Fallback = dialect.Fallback! with { Rules = [.. dialect.Fallback.Rules] } }), Is.True);
    }

    [TestCaseSource(nameof(Changes))]
    public void A_change_makes_it_unlike(Func<CloseDialect, CloseDialect> change) =>
        Assert.That((KnownDialects.TokenSocket.IsLike(change(KnownDialects.TokenSocket)), change(KnownDialects.TokenSocket).IsLike(KnownDialects.TokenSocket)), Is.EqualTo((false, false)));

    private static TestCaseData Change(string name, Func<CloseDialect, CloseDialect> change) => new TestCaseData(change).SetArgDisplayNames(name);
}
