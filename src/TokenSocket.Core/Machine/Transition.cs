namespace TokenSocket.Machine;

/// <summary>What one event leads to: the next state, and orders in the order in which they are to be carried out.</summary>
internal readonly record struct Transition(MachineState State, params IReadOnlyList<ConnectionEffect> Effects)
{
    /// <summary>The same, with orders that are to be carried out before its own.</summary>
    public Transition After(params IReadOnlyList<ConnectionEffect> first) => new(State, [.. first, .. Effects]);
}
