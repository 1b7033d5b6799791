namespace TokenSocket.Tests.Walks;

/// <summary>A sequence of steps, in the form in which a failing one is read.</summary>
internal sealed class Walk(params IReadOnlyList<Step> steps)
{
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The walks that are tried in its place when it fails: without a half, a quarter, … and at last each single step, then with plainer steps.</summary>
    public IEnumerable<Walk> Shorter()
    {
        for (var length = steps.Count / 2; length > 0; length /= 2)
        {
            for (var from = 0; from < steps.Count; from += length)
            {
                yield return new Walk([.. steps.Take(from), .. steps.Skip(from + length)]);
            }
        }

        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].InCallback)
            {
                yield return With(i, steps[i] with { InCallback = false });
            }

            if (steps[i].Number > 0)
            {
                yield return With(i, steps[i] with { Number = 0 });
            }
        }
    }

    public override string ToString() => string.Join(", ", steps);

    private Walk With(int at, Step step) => new([.. steps.Take(at), step, .. steps.Skip(at + 1)]);
}
