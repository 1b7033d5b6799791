namespace TokenSocket.Tests.Walks;

/// <summary>One step of a walk.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Number">Which of the ways to do it; every number stands for one.</param>
/// <param name="InCallback">Whether a subscriber does it, inside the next notice, and not the program.</param>
internal readonly record struct Step(Act Act, int Number, bool InCallback = false)
{
    public override string ToString() => $"{Act}({Number}){(InCallback ? " in a callback" : "")}";
}
