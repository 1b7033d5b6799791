namespace TokenSocket.Hosting.Tests.Options;

/// <summary>Sections, lists and single values where they belong, and where they do not.</summary>
public sealed class OptionShapeTests
{
    [TestCase(""" "Token": { "a": "hidden" } """, "Token must be a single value, not a section or a list.")]
    [TestCase(""" "Token": [ "hidden" ] """, "Token must be a single value, not a section or a list.")]
    [TestCase(""" "Discord": "hidden" """, "Discord must be a section with options below it, not a single value.")]
    [TestCase(""" "Discord": { "Colors": "hidden" } """, "Discord:Colors must be a section with options below it, not a single value.")]
    [TestCase(""" "ReceiveQueue": 5 """, "ReceiveQueue must be a section with options below it, not a single value.")]
    [TestCase(""" "Headers": "hidden" """, "Headers must be a section of names with a text each, not a single value.")]
    [TestCase(""" "Headers": { "X-Key": [ "hidden" ] } """, "Headers:X-Key must be a single value, not a section or a list.")]
    [TestCase(""" "SubProtocols": { "a": "b" } """, "SubProtocols must be a list of texts, such as [\"a\", \"b\"], or a single text.")]
    [TestCase(""" "SubProtocols": [ "a", [ "b" ] ] """, "SubProtocols:1 must be a single value, not a section or a list.")]
    [TestCase(""" "RedirectHosts": [ { "a": "b" } ] """, "RedirectHosts:0 must be a single value, not a section or a list.")]
    [TestCase(""" "Discord": [ "hidden" ] """, "Discord:0 is not known; the README of TokenSocket lists the options.")]
    public void What_stands_in_the_wrong_place_is_a_fault(string json, string fault)
    {
        Assert.That(Section.Json(json).Faults(), Is.EqualTo(new[] { fault }));
    }

    [Test]
    public void A_list_beside_a_value_is_a_fault()
    {
        Assert.That(
            Section.Of(("RedirectHosts", "a.example"), ("RedirectHosts:0", "b.example")).Faults(),
            Is.EqualTo(new[] { "RedirectHosts must be a list of texts, such as [\"a\", \"b\"], or a single text." }));
    }

    [Test]
    public void A_list_is_read_in_its_order_without_what_is_empty()
    {
        var list = string.Join(", ", Enumerable.Range(0, 12).Select(i => $"\"p{i}\"").Append("\"\"").Append("null"));

        Assert.That(
            Section.Json($""" "SubProtocols": [ {list} ] """).Read().Client.SubProtocols,
            Is.EqualTo(Enumerable.Range(0, 12).Select(i => $"p{i}")));
    }

    [Test]
    public void A_single_text_is_a_list_of_one()
    {
        Assert.That(Section.Json(""" "RedirectHosts": "*.gateway.example" """).Read().Client.RedirectHosts, Is.EqualTo(new[] { "*.gateway.example" }));
    }

    [Test]
    public void Headers_are_names_and_values()
    {
        Assert.That(
            Section.Json(""" "Headers": { "X-Key": "k", "x-other": "o", "X-None": null } """).Read().Client.Headers,
            Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "k", ["x-other"] = "o" }));
    }
}
