using System.Reflection;
using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Notices;
using static TokenSocket.Machine.ConnectionEffect;
using static TokenSocket.Machine.ConnectionEvent;
using static TokenSocket.Machine.MachineState;
using Connected = TokenSocket.Machine.MachineState.Connected;
using Connecting = TokenSocket.Machine.MachineState.Connecting;
using Disconnected = TokenSocket.Machine.ConnectionEvent.Disconnected;
using Stopped = TokenSocket.Machine.MachineState.Stopped;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>What holds on every path, whatever the network, the clock and the program do in whatever order.</summary>
[Category("Slow")]
[TestFixture(0, TestName = "EveryPathTests(attempts without end)")]
[TestFixture(3, TestName = "EveryPathTests(three attempts)")]
public sealed class EveryPathTests(int maxAttempts)
{
    private static readonly Dictionary<string, Func<Step, bool>> Rules = new(StringComparer.Ordinal)
    {
        ["Late news changes nothing"] = step => step.Event.OfEpoch is not { } epoch || epoch == step.From.Epoch || step.ChangesNothing,
        ["Every order can be obeyed"] = step => step.Then.Fault is null,
        ["Epochs never go back and only a new question for a token takes the next"] = step =>
            step.To.Epoch == step.From.Epoch + step.Orders<FetchToken>().Count(),
        ["A token is asked for and a connection opened for the present epoch alone"] = step =>
            step.Orders<FetchToken>().All(order => order.Epoch == step.To.Epoch) && step.Orders<OpenConnection>().All(order => order.Epoch == step.To.Epoch),
        ["A wait is neither shorter than the first interval nor longer than the maximum unless the row or the server asks"] = WaitsWithinBounds,
        ["A stop leads to rest, by way of a goodbye at most"] = step => step.Event is not StopRequested || Rests(step.To),
        ["A fresh token is asked for at most once in a row of rejections"] = step => step.Then.FreshTokens <= 1,
        ["What stands still has nothing under way"] = step => step.To is Active || step.Then.AreStill,
        ["What asks for a token has only that under way"] = step =>
            step.To is not Authorizing s || step.Then == Nothing(step) with { Fetching = s.Epoch },
        ["What connects has a socket and a limit"] = step =>
            step.To is not Connecting s || step.Then == Nothing(step) with { Socket = s.Epoch, Open = s.Epoch },
        ["What is connected has a socket, no other limit than to prove stable, and for a token that ages a timer or a question"] = step =>
            step.To is not Connected s || step.Then == Nothing(step) with
            {
                Socket = s.Epoch,
                Stable = step.Then.Stable,
                Refresh = s.Renewal is { IsUnderWay: false } ? s.Epoch : null,
                Renewing = s.Renewal is { IsUnderWay: true } ? s.Epoch : null,
            },
        ["The next token is never asked for without a pause"] = step =>
            step.Orders<StartTimer>().All(order => order.Timer != MachineTimer.Refresh || order.After >= step.To.Settings.LeastRefresh),
        ["A token that is renewed is told once, and changes the connection as the dialect says"] = RenewsAsTheDialectSays,
        ["What is connected and not yet stable will be found so"] = step =>
            step.To is not Connected s || s.Streak == Streak.Clean || step.Then.Stable == s.Epoch,
        ["What waits has a timer that ends it"] = step =>
            step.To is not Waiting s || step.Then == Nothing(step) with { Retry = s.Epoch },
        ["What says goodbye has a socket and a limit"] = step =>
            step.To is not Closing s || step.Then == Nothing(step) with { Socket = s.Epoch, CloseGrace = s.Epoch },
        ["An outage has its timer until it expires, where there is a maximum"] = step =>
            step.Then.Outage == (step.To is Active { Outage: { Expired: false } outage, Settings.MaxOutage: not null } ? outage.Epoch : null),
        ["A dial that nobody asked or waited for uses up a bounded counter"] = step =>
            !step.Orders<FetchToken>().Any() || IsAskedByTheProgram(step) || step.Event is TimerFired { Timer: MachineTimer.Retry } || Used(step.To) == Used(step.From) + 1,
        ["The counters stay within their bounds"] = step => step.To is not Active s || CountersAreBounded(s),
        ["The counters go back only for a stable connection, a wait, or the program"] = step =>
            Used(step.To) >= Used(step.From) || step.Event is TimerFired { Timer: MachineTimer.Stable } || step.To is Waiting or not Active || IsAskedByTheProgram(step),
        ["No more attempts are made than allowed unless the program asks"] = step =>
            step.From is not Active s || !step.Orders<FetchToken>().Any() || s.Streak.Tries < (s.Settings.MaxAttempts ?? int.MaxValue) || IsAskedByTheProgram(step),
        ["It gives up only where the options set a maximum"] = step =>
            step is { From: not Active } or { To: not Stopped { Reason.Kind: StopKind.GaveUp } } || step.To.Settings is { MaxAttempts: not null } or { MaxOutage: not null },
        ["The end of a run is told once, and nothing else is told as one"] = step =>
            Told<TokenSocket.Notices.Stopped>(step) == (step.From is Active && step.To is not Active ? 1 : 0),
        ["Every end of an attempt is told once, and nothing else is told as one"] = step =>
            Told<TokenSocket.Notices.Disconnected>(step) == (IsEnd(step) ? 1 : 0),
    };

    private static readonly Lazy<Walk> WithoutEnd = new(() => new Walk(null, Rules));
    private static readonly Lazy<Walk> ThreeAttempts = new(() => new Walk(3, Rules));

    private static IEnumerable<string> RuleNames => Rules.Keys;

    private Walk Walk => maxAttempts == 3 ? ThreeAttempts.Value : WithoutEnd.Value;

    [Test]
    public void Can_be_walked_without_an_exception()
    {
        TestContext.Out.WriteLine($"{Walk.States} states, {Walk.Steps} steps in {Walk.Elapsed.TotalSeconds:0.0} s");

        Assert.That(Walk.Steps, Is.GreaterThan(100_000));
    }

    [TestCaseSource(nameof(RuleNames))]
    public void Hold(string rule) =>
        Assert.That(Walk.FaultsOf(rule), Is.Empty);

    [Test]
    public void Reach_every_state() =>
        Assert.That(Walk.StatesReached, Is.EquivalentTo(Family<MachineState>()));

    [Test]
    public void Heed_every_event_somewhere() =>
        Assert.That(Walk.EventsHeeded, Is.EquivalentTo(Family<ConnectionEvent>()));

    private static bool WaitsWithinBounds(Step step)
    {
        if (step.Orders<StartTimer>().SingleOrDefault(order => order.Timer == MachineTimer.Retry) is not { } wait)
        {
            return true;
        }

        var (initial, max, _) = step.To.Settings.Backoff;
        var least = step switch
        {
            { From: Waiting s } => s.Floor,
            { Event: Disconnected { Info: var end } } => LeastWait(end, step.From.Settings),
            { Event: TokenFailed { RetryAfter: not null } } => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        return wait.After >= Longer(initial, least) && wait.After <= Longer(max, least);
    }

    private static TimeSpan LeastWait(DisconnectInfo end, MachineSettings settings) =>
        end.RetryAfter is null ? settings.Dialect.Find(end).AtLeast : TimeSpan.FromHours(1);

    private static bool Rests(MachineState state) => state switch
    {
        Idle => true,
        Closing s => ConnectionMachine.Step(s, new TimerFired(MachineTimer.CloseGrace, s.Epoch)).State is Idle
            && ConnectionMachine.Step(s, new Disconnected(s.Epoch, new DisconnectInfo(DisconnectCause.Dropped))).State is Idle,
        _ => false,
    };

    private static Surroundings Nothing(Step step) =>
        step.Then with { Fetching = null, Socket = null, Open = null, Stable = null, Retry = null, CloseGrace = null, Refresh = null, Renewing = null };

    private static bool RenewsAsTheDialectSays(Step step)
    {
        if (step is not { From: Connected { Renewal.IsUnderWay: true } from, Event: TokenRenewed renewed } || renewed.Epoch != from.Epoch)
        {
            return !step.Orders<PresentToken>().Any();
        }

        var ageing = from.Settings.Dialect.AgeingToken;
        return Told<TokenRefreshed>(step) == 1
            && step.To is Closing { Then: AfterClose.Renew } == (ageing == AgeingToken.Reconnect)
            && step.Orders<PresentToken>().Any() == (ageing == AgeingToken.InBand);
    }

    private static bool IsAskedByTheProgram(Step step) =>
        step.From is Closing || step.Event is StartRequested or ReconnectRequested or OptionsChanged or TokenChanged;

    private static bool IsEnd(Step step) => step.Event.OfEpoch == step.From.Epoch && (step.From, step.Event) switch
    {
        (Connecting or Connected or Closing, Disconnected) => true,
        (Connecting, TimerFired { Timer: MachineTimer.Open }) => true,
        (Closing, TimerFired { Timer: MachineTimer.CloseGrace }) => true,
        (Authorizing, TokenFailed) => true,
        _ => false,
    };

    private static int Used(MachineState state) => state is Active { Streak: var streak } ? streak.Immediates + streak.Refreshes + streak.Redirects : 0;

    private static bool CountersAreBounded(Active state) =>
        state.Streak is { Immediates: <= 1, Refreshes: <= 1, Redirects: <= 2 };

    private static int Told<T>(Step step)
        where T : ConnectionNotice => step.Orders<Announce>().Count(order => order.Notice is T);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static IEnumerable<Type> Family<T>() => typeof(T).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(type => !type.IsAbstract);
}
