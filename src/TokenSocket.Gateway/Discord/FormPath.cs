using System.Globalization;

namespace TokenSocket.Gateway.Discord;

/// <summary>Where in a payload a value stands.</summary>
internal sealed record FormPath(FormPath? Parent, string Step)
{
    public static readonly FormPath Root = new(null, "");

    /// <summary>The names and numbers from the root down to here.</summary>
    public IEnumerable<string> Steps => Parent is null ? [] : Parent.Steps.Append(Step);

    public FormPath At(string name) => new(this, name);

    public FormPath At(int index) => At(index.ToString(CultureInfo.InvariantCulture));
}
