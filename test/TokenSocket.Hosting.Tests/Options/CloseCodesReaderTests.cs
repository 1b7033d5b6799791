using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting.Tests.Options;

public sealed class CloseCodesReaderTests
{
    [Test]
    public void A_row_is_about_a_code_or_a_range_and_says_what_it_says()
    {
        var reading = Section.Json("""
            "CloseCodes": {
              "4401":      { "Verdict": "WithFreshToken" },
              "4500-4599": { "Verdict": "Never", "Message": "The plan has ended." },
              "4008":      { "verdict": "afterBackoff", "AtLeast": "00:00:30", "Name": "Rate Limited", "Resolution": "Send less." }
            }
            """).Read();

        CloseCodeOverride[] rows =
        [
            new(4008) { Verdict = ReconnectVerdict.AfterBackoff, AtLeast = TimeSpan.FromSeconds(30), Name = "Rate Limited", Resolution = "Send less." },
            new(4401) { Verdict = ReconnectVerdict.WithFreshToken },
            new(new CodeRange(4500, 4599)) { Verdict = ReconnectVerdict.Never, Message = "The plan has ended." },
        ];
        Assert.That((string.Join('\n', reading.Faults), reading.Client.CloseCodes), Is.EqualTo(("", rows)));
    }

    [Test]
    public void A_verdict_alone_is_a_row_too() => Assert.That(
        Section.Json(""" "CloseCodes": { "4008": "Never" } """).Read().Client.CloseCodes,
        Is.EqualTo(new[] { new CloseCodeOverride(4008) { Verdict = ReconnectVerdict.Never } }));

    [TestCase(""" "44x1": { "Verdict": "Never" } """, "CloseCodes:44x1 is not a code or a range; write it like 4401 or 4500-4599.")]
    [TestCase(""" "4500-": "Never" """, "CloseCodes:4500- is not a code or a range; write it like 4401 or 4500-4599.")]
    [TestCase(""" "4599-4500": "Never" """, "CloseCodes:4599-4500 must be a code from 100 to 65535, or a range of them such as 4500-4599.")]
    [TestCase(""" "42": "Never" """, "CloseCodes:42 must be a code from 100 to 65535, or a range of them such as 4500-4599.")]
    [TestCase(""" "4008": "never ever" """, "CloseCodes:4008 must be one of Never, AfterBackoff, Immediately, WithFreshToken, AtNewAddress; it is 'never ever'.")]
    [TestCase(""" "4008": { "Verdict": "Nevr" } """, "CloseCodes:4008:Verdict must be one of Never, AfterBackoff, Immediately, WithFreshToken, AtNewAddress; it is 'Nevr'. Did you mean 'Never'?")]
    [TestCase(""" "4008": { "Verdikt": "Never" } """, "CloseCodes:4008:Verdikt is not known; did you mean TokenSocket:CloseCodes:4008:Verdict?")]
    [TestCase(""" "4008": { "x": "Never" } """, "CloseCodes:4008:x is not known; a row may say Verdict, Name, Message, Resolution, AtLeast.")]
    [TestCase(""" "4008": { "Message": [ "a" ] } """, "CloseCodes:4008:Message must be a single value, not a section or a list.")]
    [TestCase(""" "4008": { "AtLeast": "soon" } """, "CloseCodes:4008:AtLeast must be whole milliseconds or hours:minutes:seconds; it is 'soon'. Write 120000 (milliseconds) or '00:02:00'; a day is '1.00:00:00'.")]
    [TestCase(""" "4008": { "AtLeast": 0 } """, "CloseCodes:4008:AtLeast must be from 00:00:00.001 to 1.00:00:00; it is 00:00:00.")]
    public void A_row_that_will_not_do_is_a_fault(string json, string fault) =>
        Assert.That(Section.Json($$""" "CloseCodes": { {{json}} } """).Faults(), Is.EqualTo([fault]));

    [Test]
    public void A_value_in_place_of_the_rows_is_a_fault() => Assert.That(
        Section.Json(""" "CloseCodes": "Never" """).Faults(),
        Is.EqualTo(["CloseCodes must be a section with a code or a range of codes for each row, such as \"4401\", not a single value."]));

    [Test]
    public void Every_fault_of_every_row_is_told_at_once() =>
        Assert.That(Section.Json(""" "CloseCodes": { "a": "b", "4001": "x", "4002": { "y": "z", "Verdict": "w" } } """).Faults(), Has.Length.EqualTo(4));
}
