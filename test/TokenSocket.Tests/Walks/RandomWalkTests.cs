using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>
/// Every order of calls: start, stop, connect, send, reload, dispose, what the server does and the passing of time, at random. A walk that fails
/// is shortened as long as it still fails. <c>WALK_SEED=1 dotnet test test/TokenSocket.Tests --filter Row26</c> takes the walks of a printed seed again.
/// </summary>
public sealed class RandomWalkTests
{
    private const int Walks = 400;
    private const int StepsOfWalk = 250;
    private const int KindsOfNotices = 11;

    [Test]
    [Category("Fault")]
    public void Row26_Whatever_is_called_in_whatever_order_the_client_is_as_asked()
    {
        var seed = WalkSeed.Next();
        TestContext.Out.WriteLine($"Row 26: {Walks * StepsOfWalk:N0} steps in {Walks} walks, seed {seed}");
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(Walks)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));

        var met = new HashSet<Type>();
        Check.One(config, Prop.ForAll(AnyWalk.Of(StepsOfWalk), walk => TakeHurried(walk, met)));

        Assert.That(met, Has.Count.GreaterThanOrEqualTo(KindsOfNotices), "A walk that never gets anywhere proves nothing.");
    }

    private static void TakeHurried(Walk walk, HashSet<Type> met)
    {
        try
        {
            Take(walk, met);
        }
        catch (WalkFault)
        {
            Handover.Hurry();
            throw;
        }
    }

    private static void Take(Walk walk, HashSet<Type> met)
    {
        var time = new VirtualTime();
        var stage = new Stage(time, kind: 0);
        foreach (var step in walk.Steps)
        {
            if (step.Act == Act.Replace)
            {
                stage.End();
                met.UnionWith(stage.Met);
                stage = new Stage(time, step.Number);
            }
            else
            {
                stage.Play(step);
            }
        }

        stage.End();
        met.UnionWith(stage.Met);
    }
}
