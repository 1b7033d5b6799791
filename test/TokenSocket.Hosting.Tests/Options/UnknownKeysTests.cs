namespace TokenSocket.Hosting.Tests.Options;

public sealed class UnknownKeysTests
{
    [TestCase("WebhookUrl", "Discord:WebhookUrl")]
    [TestCase("webhook_url", "Discord:WebhookUrl")]
    [TestCase("GatewayUri", "GatewayUrl")]
    [TestCase("Tokne", "Token")]
    [TestCase("Colour", "Discord:Colors")]
    [TestCase("MaxReconnectIntervall", "MaxReconnectInterval")]
    [TestCase("ReconnectOnDuplicateConnections", "ReconnectOnDuplicateConnection")]
    [TestCase("MaxMessages", "ReceiveQueue:MaxMessages")]
    [TestCase("Discord:VerboseLogging", "VerboseLogging")]
    [TestCase("Discord:WebHook", "Discord:WebhookUrl")]
    [TestCase("Discord:Colors:Sucess", "Discord:Colors:Success")]
    [TestCase("Discord:Emojis:Sucess", "Discord:Emojis:Success")]
    [TestCase("TokenPlacement:Nam", "TokenPlacement:Name")]
    public void An_unknown_key_is_a_fault_that_names_the_nearest(string key, string nearest)
    {
        Assert.That(Section.With(key, "hidden").Read().Faults, Is.EqualTo(new[] { $"TokenSocket:{key} is not known; did you mean TokenSocket:{nearest}?" }));
    }

    [TestCase("Zebra")]
    [TestCase("Id")]
    [TestCase("Discord:Channel")]
    [TestCase("ConnectionString")]
    public void Where_nothing_is_near_the_fault_says_where_the_list_is(string key)
    {
        Assert.That(Section.With(key, "hidden").Faults(), Is.EqualTo(new[] { $"{key} is not known; the README of TokenSocket lists the options." }));
    }

    [TestCase(""" "Zebra": { "Stripes": { "Black": "hidden", "White": "hidden" } } """)]
    [TestCase(""" "Zebra": [ "hidden", "hidden" ] """)]
    [TestCase(""" "Zebra": null """)]
    [TestCase(""" "Zebra": {} """)]
    public void An_unknown_key_is_one_fault_whatever_stands_below_it(string json)
    {
        Assert.That(Section.Json(json).Faults(), Is.EqualTo(new[] { "Zebra is not known; the README of TokenSocket lists the options." }));
    }

    [Test]
    public void A_name_of_any_length_is_judged_and_cut()
    {
        Assert.That(
            Section.With(new string('x', 100_000), "1").Faults(),
            Is.EqualTo(new[] { $"{new string('x', 256)} is not known; the README of TokenSocket lists the options." }));
    }

    [Test]
    public void A_name_is_told_without_control_characters()
    {
        Assert.That(Section.With("Ze\u001b[31mbra\n", "1").Faults(), Is.EqualTo(new[] { "Ze[31mbra is not known; the README of TokenSocket lists the options." }));
    }

    [TestCase("token", "Token", 0)]
    [TestCase("tokne", "token", 1)]
    [TestCase("toke", "token", 1)]
    [TestCase("tokenn", "token", 1)]
    [TestCase("tokem", "token", 1)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("", "abc", 3)]
    public void A_distance_counts_letters(string from, string to, int distance)
    {
        Assert.That(Nearness.Distance(from, to), Is.EqualTo(distance));
    }
}
