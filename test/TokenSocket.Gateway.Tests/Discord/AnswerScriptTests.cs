using TokenSocket.Gateway.Discord;

namespace TokenSocket.Gateway.Tests.Discord;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AnswerScriptTests
{
    private readonly AnswerScript _script = new();

    [Test]
    public void Next_answers_come_before_the_standing_one()
    {
        _script.Standing = Answers.Hang;
        _script.Add(Answers.Reset, 2);
        _script.Add(Answers.UnknownChannel, 1);

        Assert.That(Take(4), Is.EqualTo([Answers.Reset, Answers.Reset, Answers.UnknownChannel, Answers.Hang]));
    }

    [Test]
    public void Answer_to_edits_waits_for_one()
    {
        Answer answer = Answers.TooManyEdits(TimeSpan.FromSeconds(1));
        _script.Add(answer, 1);

        Assert.That(_script.Take(HttpMethod.Post), Is.Null);
        Assert.That(_script.Take(HttpMethod.Patch), Is.EqualTo(answer));
        Assert.That(_script.Take(HttpMethod.Patch), Is.Null);
    }

    [Test]
    public void Standing_answer_to_posts_leaves_edits_alone()
    {
        _script.Standing = Answers.Hang with { OnlyTo = HttpMethod.Post };

        Assert.That(_script.Take(HttpMethod.Patch), Is.Null);
        Assert.That(_script.Take(HttpMethod.Post), Is.Not.Null);
    }

    [Test]
    public void Cleared_script_is_as_usual()
    {
        _script.Standing = Answers.Hang;
        _script.Add(Answers.Reset, 1);

        _script.Clear();

        Assert.That(Take(1), Is.EqualTo(new Answer?[] { null }));
    }

    [Test]
    public void Senseless_answers_are_refused()
    {
        Assert.That(() => Answers.Slow(TimeSpan.FromSeconds(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Answers.TooManyRequests(TimeSpan.FromSeconds(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Answers.Error(399), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Answers.Error(600), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private Answer?[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _script.Take(HttpMethod.Post))];
}
