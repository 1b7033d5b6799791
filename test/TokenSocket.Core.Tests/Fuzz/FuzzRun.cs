using System.Globalization;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>Gives a reader one random input after another. <c>FUZZ_INPUTS</c> and <c>FUZZ_SEED</c> overrule how many, and from which seed on.</summary>
internal static class FuzzRun
{
    /// <summary>Prints what was done and the seed. Each input has a seed of its own, so that the one at fault can be given again alone.</summary>
    /// <param name="what">The inputs, in the plural.</param>
    /// <param name="slice">How many in an ordinary run.</param>
    /// <param name="read">Makes an input and reads it; what it throws is a fault.</param>
    public static void Run(string what, int slice, Action<Mutator> read)
    {
        var inputs = Setting("FUZZ_INPUTS") ?? slice;
        var seed = Setting("FUZZ_SEED") ?? Random.Shared.Next(int.MaxValue / 2);
        TestContext.Out.WriteLine($"Fuzz: {inputs:N0} {what}, seed {seed}");
        for (var n = 0; n < inputs; n++)
        {
            try
            {
                read(new Mutator(seed + n));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Input {n} of {what} is at fault; FUZZ_SEED={seed + n} FUZZ_INPUTS=1 gives it again: {e.Message}", e);
            }
        }
    }

    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void Must(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    /// <summary>A sentence that people read is one line, is not endless, and holds no secret.</summary>
    public static void MustBeFit(string? sentence, params ReadOnlySpan<string> secrets)
    {
        Must(sentence is null || (sentence.Length <= 2048 && !sentence.Any(static c => char.IsControl(c) || c is '\u2028' or '\u2029')), $"Not one line: '{sentence}'");
        foreach (var secret in secrets)
        {
            Must(sentence?.Contains(secret, StringComparison.OrdinalIgnoreCase) != true, $"A secret is in a sentence: {sentence!.Replace(secret, "<SECRET>", StringComparison.OrdinalIgnoreCase)}");
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
