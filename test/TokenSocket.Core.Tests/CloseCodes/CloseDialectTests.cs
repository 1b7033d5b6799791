using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class CloseDialectTests
{
    private static readonly CloseRule Code = Row(4002, "code");
    private static readonly CloseRule CodeWithReason = Row(4002, "code with reason") with { ReasonPrefix = "token" };
    private static readonly CloseRule CodeWithLongerReason = Row(4002, "code with longer reason") with { ReasonPrefix = "token expired" };
    private static readonly CloseRule CodeWithMention = Row(4002, "mentions") with { Mentions = "customerid" };
    private static readonly CloseRule Narrow = Row(new CodeRange(4000, 4003), "narrow");
    private static readonly CloseRule NarrowWithReason = Narrow with { Name = "narrow with reason", ReasonPrefix = "token" };
    private static readonly CloseRule Wide = Row(new CodeRange(4000, 4999), "wide");
    private static readonly CloseRule OfCause = Row(CodeRange.Any, "cause") with { Cause = DisconnectCause.InBand };

    private static readonly CloseDialect Last = new("last", "no document", [Row(CodeRange.Any, "fallback")]);

    [Test]
    public void Prefers_a_row_for_the_cause_to_the_very_code() =>
        AssertRow("cause", new(DisconnectCause.InBand, 4002), Code, OfCause);

    [Test]
    public void Prefers_a_longer_reason_to_a_shorter_one() =>
        AssertRow("code with longer reason", Closed("token expired at noon"), CodeWithReason, CodeWithLongerReason);

    [Test]
    public void Prefers_a_code_with_a_reason_to_the_code_alone() =>
        AssertRow("code with reason", Closed("token gone"), Code, CodeWithReason);

    [Test]
    public void Prefers_a_code_to_a_range_with_a_reason() =>
        AssertRow("code", Closed("token gone"), Code, NarrowWithReason);

    [Test]
    public void Prefers_a_code_to_a_narrow_range() =>
        AssertRow("code", Closed(), Narrow, Code);

    [Test]
    public void Prefers_a_narrow_range_to_a_wide_one() =>
        AssertRow("narrow", Closed(), Wide, Narrow);

    [Test]
    public void Prefers_its_widest_row_to_the_fallback() =>
        AssertRow("wide", Closed(), Wide);

    [Test]
    public void Asks_its_fallback_where_no_row_fits() =>
        AssertRow("fallback", new(DisconnectCause.Closed, 3999), Wide);

    [Test]
    public void Passes_over_a_row_whose_reason_is_another() =>
        AssertRow("code", Closed("quota"), Code, CodeWithReason);

    [Test]
    public void Passes_over_a_row_with_a_reason_where_the_end_has_none() =>
        AssertRow("code", Closed(reason: null), Code, CodeWithReason);

    [Test]
    public void Compares_reasons_by_the_letter() =>
        AssertRow("code", Closed("Token gone"), Code, CodeWithReason);

    [Test]
    public void Passes_over_a_row_whose_cause_is_another() =>
        AssertRow("code", Closed(), Code, OfCause);

    [TestCase("Invalid customerid format")]
    [TestCase("CustomerId!")]
    [TestCase("the customer id")]
    public void Finds_what_a_row_mentions_anywhere_in_the_reason(string reason) =>
        AssertRow("mentions", Closed(reason), Code, CodeWithMention);

    [Test]
    public void Finds_what_a_row_mentions_in_the_body_of_a_refused_handshake() =>
        AssertRow("mentions", new(DisconnectCause.Refused, HttpStatus: 4002, Body: "{\"error\":\"customerid\"}"), Code, CodeWithMention);

    [TestCase("customer")]
    [TestCase("")]
    [TestCase(null)]
    public void Passes_over_a_row_that_mentions_something_else(string? reason) =>
        AssertRow("code", Closed(reason), Code, CodeWithMention);

    [Test]
    public void Prefers_a_reason_to_a_mention() =>
        AssertRow("code with reason", Closed("token of customerid"), CodeWithReason, CodeWithMention);

    [Test]
    public void Prefers_a_longer_mention_to_a_shorter_one() =>
        AssertRow("mentions", Closed("customerid"), CodeWithMention, Code with { Name = "mentions less", Mentions = "customer" });

    [Test]
    public void Prefers_a_code_to_a_range_that_mentions_something() =>
        AssertRow("code", Closed("customerid"), Code, Narrow with { Mentions = "customerid" });

    [TestCase("{\"reason\":\"x\",\"reconnect\":false}", "mentions")]
    [TestCase("{ \"reconnect\": false, \"reason\": \"x\" }", "mentions")]
    [TestCase("{\"reason\":\"x\",\"reconnect\":true}", "code")]
    [TestCase("{\"reason\":\"\\\"reconnect\\\":false\",\"reconnect\":true}", "code")]
    public void Finds_a_field_of_a_json_reason(string reason, string row) =>
        AssertRow(row, Closed(reason), Code, CodeWithMention with { Mentions = "\"reconnect\":false" });

    [Test]
    public void Knows_a_refused_handshake_by_its_status_and_not_by_a_code() =>
        AssertRow("status", new(DisconnectCause.Refused, Code: 4002, HttpStatus: 401), Code, Row(401, "status"));

    [Test]
    public void Looks_up_a_number_below_1000_as_an_http_status() =>
        Assert.That(OnlyFor(DisconnectCause.Refused).Find(999).Name, Is.EqualTo("only"));

    [Test]
    public void Looks_up_1000_and_up_as_a_close_code() =>
        Assert.That(OnlyFor(DisconnectCause.Closed).Find(1000).Name, Is.EqualTo("only"));

    [TestCase(401)]
    [TestCase(4002)]
    public void Looks_up_a_number_together_with_its_reason(int number) =>
        Assert.That(
            Dialect(Row(number, "alone"), Row(number, "with reason") with { ReasonPrefix = "token" }).Find(number, "token gone").Name,
            Is.EqualTo("with reason"));

    [Test]
    public void Names_itself_where_it_has_no_row_and_no_fallback() =>
        Assert.That(
            () => new CloseDialect("half", "no document", [Code]).Find(4001),
            Throws.InvalidOperationException.With.Message.EqualTo("The dialect 'half' has no row for Closed 4001; give it a fallback."));

    [Test]
    public void Takes_the_first_of_two_rows_that_fit_alike() =>
        Assert.That(Dialect(Code, Code with { Name = "again" }).Find(Closed()).Name, Is.EqualTo("code"));

    [Test]
    public void Wants_an_end_to_find_a_row_for() =>
        Assert.That(() => Last.Find(null!), Throws.ArgumentNullException);

    private static void AssertRow(string expected, DisconnectInfo end, params CloseRule[] rows)
    {
        Assert.That(Dialect(rows).Find(end).Name, Is.EqualTo(expected));
        Assert.That(Dialect([.. rows.Reverse()]).Find(end).Name, Is.EqualTo(expected), "the order of the rows must not matter");
    }

    private static CloseDialect Dialect(params CloseRule[] rows) => new("test", "no document", rows) { Fallback = Last };

    private static CloseDialect OnlyFor(DisconnectCause cause) => Dialect(Row(CodeRange.Any, "only") with { Cause = cause });

    private static DisconnectInfo Closed(string? reason = "") => new(DisconnectCause.Closed, 4002, reason);

    private static CloseRule Row(CodeRange codes, string name) =>
        new(codes, name, CloseMeaning.Unknown, ReconnectVerdict.AfterBackoff, "It happened.", "Nothing to do.");
}
