namespace TokenSocket;

/// <summary>Options did not validate. Nothing was started or changed.</summary>
public sealed class OptionsException : ArgumentException
{
    /// <param name="faults">Every fault, a sentence each, without secrets.</param>
    public OptionsException(IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults ?? throw new ArgumentNullException(nameof(faults)))) => Faults = faults;

    /// <summary>Every fault, a sentence each, without secrets.</summary>
    public IReadOnlyList<string> Faults { get; }
}
