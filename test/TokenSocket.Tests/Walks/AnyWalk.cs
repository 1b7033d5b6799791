using FsCheck;
using FsCheck.Fluent;

namespace TokenSocket.Tests.Walks;

/// <summary>Walks of one length. What keeps a client busy comes more often than what ends it; no subscriber lets time pass, for then what it hears of would be long ago.</summary>
internal static class AnyWalk
{
    private const int Numbers = 64;

    private static readonly (int Weight, Act Act)[] Weights =
    [
        (8, Act.Start), (3, Act.Stop), (3, Act.Connect), (1, Act.CancelConnect), (3, Act.Reconnect), (1, Act.Dispose), (2, Act.Replace),
        (6, Act.Send), (4, Act.TrySend), (5, Act.Reload), (10, Act.Close), (5, Act.Answer), (3, Act.AnswerLast), (4, Act.Message),
        (2, Act.BreakSends), (1, Act.Goodbyes), (2, Act.Provider), (16, Act.Advance),
    ];

    public static Arbitrary<Walk> Of(int steps)
    {
        var act = Gen.Frequency(Weights.Select(static one => (one.Weight, Gen.Constant(one.Act))));
        var step =
            from what in act
            from number in Gen.Choose(0, Numbers - 1)
            from place in Gen.Choose(0, 9)
            select new Step(what, number, InCallback: place == 0 && what is not (Act.Advance or Act.Replace));
        return Arb.From(step.ArrayOf(steps).Select(static all => new Walk(all)), static walk => walk.Shorter());
    }
}
