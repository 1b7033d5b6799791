using Serilog;
using TokenSocket.Secrecy;

// The namespace above those of all tests: NUnit sets up whatever is below it.
namespace TokenSocket;

/// <summary>Listens while the tests of a project run, and fails the run if any of them let one of its secrets out.</summary>
[SetUpFixture]
public sealed class SecretsWatch
{
    private RuntimeEars _ears = null!;

    [OneTimeSetUp]
    public void Listen()
    {
        _ears = new RuntimeEars(SecretsSink.Run.Scan);
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(SecretsSink.Run).CreateLogger();
    }

    [OneTimeTearDown]
    public void Judge()
    {
        _ears.Collect();
        _ears.Dispose();
        var (seen, findings) = (SecretsSink.Run.Scan.Seen, SecretsSink.Run.Scan.Findings);
        TestContext.Progress.WriteLine(FormattableString.Invariant($"Row 27: {seen.Values.Sum()} items of {seen.Count} kinds seen, {findings.Count} with a secret"));
        Assert.That(findings, Is.Empty, "These let a secret out.");
    }
}
