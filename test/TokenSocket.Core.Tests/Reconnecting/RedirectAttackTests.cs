using TokenSocket.Reconnecting;

namespace TokenSocket.Core.Tests.Reconnecting;

/// <summary>Addresses that a hostile server could name to get hold of the token, each aimed at one rule.</summary>
public sealed class RedirectAttackTests
{
    private const string NoAddress = "The reason names no ws:// or wss:// address.";
    private const string Credentials = "The address carries a user name, a password or a fragment.";
    private const string Downgrade = "The address would leave wss for ws.";
    private const string Untrusted = "The host is neither the gateway's own nor one that the dialect or RedirectHosts names.";

    private static readonly Uri Gateway = new("wss://gateway.example/v2");
    private static readonly string[] Trusted = ["*.example.net", "exact.example", "*.b\u00fccher.example", "10.0.0.1", "::1", "fe80::1"];

    [TestCase("wss://gateway.example@evil.example/", Credentials, TestName = "User_name_that_looks_like_the_gateway")]
    [TestCase("wss://gateway.example:443@evil.example/", Credentials, TestName = "User_name_and_password_that_look_like_the_gateway")]
    [TestCase("wss://user@gateway.example/", Credentials, TestName = "User_name_at_the_gateway")]
    [TestCase("wss://:@gateway.example/", Credentials, TestName = "Empty_user_name_and_password")]
    [TestCase("wss://evil.example@gateway.example@evil.example/", NoAddress, TestName = "Two_user_names")]
    [TestCase("wss://user%40gateway.example@evil.example/", Credentials, TestName = "User_name_with_an_escaped_sign")]
    [TestCase("wss://evil.example#@gateway.example/", Credentials, TestName = "Fragment_that_looks_like_the_gateway")]
    [TestCase("wss://evil.example?@gateway.example/", Untrusted, TestName = "Query_that_looks_like_the_gateway")]
    [TestCase("wss://evil.example/@gateway.example/", Untrusted, TestName = "Path_that_looks_like_the_gateway")]
    [TestCase("wss://gateway.example\\@evil.example/", NoAddress, TestName = "Backslash_before_a_user_name")]
    [TestCase("wss://gateway.example\\.evil.example/", NoAddress, TestName = "Backslash_inside_the_host")]
    [TestCase("wss:\\\\gateway.example\\", NoAddress, TestName = "Backslashes_for_slashes")]
    [TestCase("wss:gateway.example", NoAddress, TestName = "No_slashes")]
    [TestCase("wss:////evil.example/", NoAddress, TestName = "Four_slashes")]
    [TestCase("//evil.example/", NoAddress, TestName = "No_scheme")]
    [TestCase("http://gateway.example/", NoAddress, TestName = "Http")]
    [TestCase("https://gateway.example/", NoAddress, TestName = "Https")]
    [TestCase("javascript://gateway.example/", NoAddress, TestName = "Another_scheme")]
    [TestCase("wss+unix://gateway.example/", NoAddress, TestName = "Scheme_that_begins_like_wss")]
    public void Addresses_that_pretend(string address, string rule) =>
        Assert.That(Read(address), Is.EqualTo(new Redirect(null, rule)));

    [TestCase("gateway.example.evil.example", TestName = "Gateway_as_a_subdomain")]
    [TestCase("evilgateway.example", TestName = "Name_that_ends_like_the_gateway")]
    [TestCase("gateway-example", TestName = "Hyphen_for_the_dot")]
    [TestCase("evil-example.net", TestName = "Hyphen_before_a_trusted_domain")]
    [TestCase("example.net", TestName = "Domain_of_a_wildcard_itself")]
    [TestCase("sub.exact.example", TestName = "Host_below_an_exact_one")]
    [TestCase("www.gateway.example", TestName = "Host_below_the_gateway")]
    [TestCase("gateway.example.com", TestName = "Another_top_level")]
    [TestCase("localhost", TestName = "Localhost")]
    [TestCase("example.net.", TestName = "Domain_of_a_wildcard_with_a_root_dot")]
    [TestCase("g\u0430teway.example", TestName = "Cyrillic_letter_that_looks_alike")]
    [TestCase("xn--gteway-3nf.example", TestName = "Cyrillic_letter_in_punycode")]
    [TestCase("us.ex\u0430mple.net", TestName = "Cyrillic_letter_in_a_trusted_domain")]
    [TestCase("bu\u0308cher.example.evil.example", TestName = "Umlaut_in_a_foreign_domain")]
    [TestCase("bucher.example", TestName = "Umlaut_left_out")]
    [TestCase("us.bucher.example", TestName = "Umlaut_left_out_below_a_wildcard")]
    [TestCase("xn--a\u00e9.example", TestName = "Umlaut_in_punycode_which_has_none")]
    [TestCase("a\u05be.example", TestName = "Character_that_punycode_does_not_have")]
    public void Names_of_others(string host) =>
        Assert.That(Read($"wss://{host}/"), Is.EqualTo(new Redirect(null, Untrusted)));

    [TestCase("gateway%2eexample", TestName = "Escaped_dot")]
    [TestCase("gateway.example%2eevil.example", TestName = "Escaped_dot_before_a_foreign_domain")]
    [TestCase("gateway.example%00.evil.example", TestName = "Escaped_zero")]
    [TestCase("gateway.example\0.evil.example", TestName = "Zero")]
    [TestCase("gateway.example\t", TestName = "Tab_after_the_host")]
    [TestCase("gate way.example", TestName = "Blank_in_the_host")]
    [TestCase("gateway.example evil.example", TestName = "Two_hosts")]
    [TestCase("gateway.example,evil.example", TestName = "Hosts_in_a_list")]
    [TestCase("gateway.example;evil.example", TestName = "Semicolon")]
    [TestCase("gateway.example..", TestName = "Two_root_dots")]
    [TestCase(".", TestName = "Root_dot_alone")]
    [TestCase(".gateway.example", TestName = "Dot_ahead")]
    [TestCase("us..example.net", TestName = "Empty_label")]
    [TestCase("*.example.net", TestName = "Wildcard_itself")]
    [TestCase("[gateway.example]", TestName = "Name_in_brackets")]
    [TestCase("[v1.gateway]", TestName = "Address_of_the_future")]
    [TestCase("::1", TestName = "Ip6_without_brackets")]
    [TestCase("gateway.example:99999", TestName = "Port_too_high")]
    [TestCase("gateway.example:-1", TestName = "Port_below_zero")]
    [TestCase("gateway.example:443:80", TestName = "Two_ports")]
    [TestCase("gateway.example:443@80", TestName = "Password_for_a_port")]
    public void Hosts_that_are_none(string host) =>
        Assert.That(Read($"wss://{host}/").To, Is.Null);

    [TestCase("wss://gateway.example/\r\nX-Injected: 1")]
    [TestCase("wss://gateway.example/v2 HTTP/1.1")]
    [TestCase("wss://gateway.example/?a\nb")]
    [TestCase("wss://gateway.example/\u2028x")]
    [TestCase("wss://gateway.example/\u0007x")]
    public void White_space_and_control_characters_inside(string address) =>
        Assert.That(Read(address), Is.EqualTo(new Redirect(null, NoAddress)));

    [TestCase("ws://gateway.example/", TestName = "Ws")]
    [TestCase("WS://gateway.example/", TestName = "Ws_in_capitals")]
    [TestCase("Ws://gateway.example:443/", TestName = "Ws_on_the_port_of_wss")]
    [TestCase("ws://us.example.net/", TestName = "Ws_to_a_trusted_host")]
    [TestCase("ws://evil.example/", TestName = "Ws_to_a_foreign_host")]
    public void Downgrades(string address) =>
        Assert.That(Read(address), Is.EqualTo(new Redirect(null, Downgrade)));

    [TestCase("10.0.0.2", TestName = "Another_number")]
    [TestCase("127.0.0.1", TestName = "Loopback")]
    [TestCase("169.254.169.254", TestName = "Metadata_of_a_cloud")]
    [TestCase("0.0.0.0", TestName = "Any")]
    [TestCase("2130706433", TestName = "Loopback_in_decimal")]
    [TestCase("0x7f000001", TestName = "Loopback_in_hexadecimal")]
    [TestCase("017700000001", TestName = "Loopback_in_octal")]
    [TestCase("0x7f.1", TestName = "Loopback_in_two_parts")]
    [TestCase("127.1", TestName = "Loopback_shortened")]
    [TestCase("127.0x0.00.1", TestName = "Loopback_in_mixed_notations")]
    [TestCase("\u2460\u2461\u2466.0.0.1", TestName = "Loopback_in_circled_digits")]
    [TestCase("\uff11\uff12\uff17.0.0.1", TestName = "Loopback_in_wide_digits")]
    [TestCase("127\u30020\u30020\u30021", TestName = "Loopback_with_ideographic_dots")]
    [TestCase("10.0.0.1.", TestName = "Listed_number_with_a_root_dot")]
    [TestCase("010.0.0.1", TestName = "Listed_number_with_an_octal_part")]
    [TestCase("[::ffff:10.0.0.1]", TestName = "Listed_number_mapped_to_ip6")]
    [TestCase("[::ffff:a00:1]", TestName = "Listed_number_mapped_to_ip6_in_hexadecimal")]
    [TestCase("[::10.0.0.1]", TestName = "Listed_number_compatible_with_ip6")]
    [TestCase("[64:ff9b::a00:1]", TestName = "Listed_number_translated_to_ip6")]
    [TestCase("[::]", TestName = "Any_of_ip6")]
    [TestCase("[::2]", TestName = "Another_number_of_ip6")]
    [TestCase("[::1%1]", TestName = "Listed_number_of_ip6_with_a_zone")]
    [TestCase("[fe80::1%25eth0]", TestName = "Listed_number_of_ip6_with_an_escaped_zone")]
    [TestCase("[fe80::1%eth0]", TestName = "Listed_number_of_ip6_with_the_name_of_a_zone")]
    [TestCase("1.10.0.0.1", TestName = "Number_below_a_number")]
    public void Numbers_that_are_not_listed(string host) =>
        Assert.That(Read($"wss://{host}/"), Is.EqualTo(new Redirect(null, Untrusted)));

    [TestCase("10.0.0.1")]
    [TestCase("0xa000001")]
    [TestCase("167772161")]
    [TestCase("10.1")]
    public void A_listed_number_is_dialled_as_it_is_listed_however_it_is_written(string host) =>
        Assert.That(Read($"wss://{host}/").To?.IdnHost, Is.EqualTo("10.0.0.1"));

    [TestCase("0:0:0:0:0:0:0:1")]
    [TestCase("::1")]
    [TestCase("0::0:1")]
    [TestCase("::0.0.0.1")]
    public void A_listed_number_of_ip6_is_dialled_as_it_is_listed_however_it_is_written(string host) =>
        Assert.That(Read($"wss://[{host}]/").To?.IdnHost, Is.EqualTo("::1"));

    [TestCase("::1")]
    [TestCase("[::1]")]
    [TestCase("0:0:0:0:0:0:0:1")]
    [TestCase("[0::0:1]")]
    public void A_number_of_ip6_may_be_listed_however_it_is_written(string listed) =>
        Assert.That(Read("wss://[::1]/", listed).Refusal, Is.Null);

    [TestCase("us.b\u00fccher.example", "*.b\u00fccher.example")]
    [TestCase("us.b\u00fccher.example", "*.B\u00dcCHER.example")]
    [TestCase("us.b\u00fccher.example", "*.xn--bcher-kva.example")]
    [TestCase("us.xn--bcher-kva.example", "*.b\u00fccher.example")]
    [TestCase("us.XN--BCHER-KVA.example", "*.XN--bcher-KVA.example")]
    [TestCase("b\u00fccher.example", "b\u00fccher.example")]
    [TestCase("b\u00fccher.example", "xn--bcher-kva.example")]
    [TestCase("xn--bcher-kva.example", "b\u00fccher.example")]
    [TestCase("b\u00fccher.example", "b\u00fccher.example.")]
    [TestCase("b\u00fccher.example.", "b\u00fccher.example")]
    public void A_name_may_be_listed_in_Unicode_or_in_punycode(string host, string listed) =>
        Assert.That(Read($"wss://{host}/", listed).To?.IdnHost, Does.Contain("xn--bcher-kva.example"));

    [TestCase("gateway\u3002example", TestName = "Ideographic_dot")]
    [TestCase("GATEWAY.EXAMPLE", TestName = "Capitals")]
    public void What_is_let_through_is_dialled_at_the_gateways_own_name(string host) =>
        Assert.That(Read($"wss://{host}/").To?.IdnHost, Is.EqualTo("gateway.example"));

    // Whether the platform brings such letters into their plain form is up to its globalization mode; either way no other name is dialled.
    [TestCase("\uff47ateway.example", TestName = "Wide_letter")]
    [TestCase("gate\u00adway.example", TestName = "Soft_hyphen")]
    public void What_may_be_let_through_is_dialled_at_the_gateways_own_name_or_not_at_all(string host) =>
        Assert.That(Read($"wss://{host}/").To?.IdnHost, Is.EqualTo("gateway.example").Or.Null);

    [TestCase("*.")]
    [TestCase("*")]
    [TestCase("")]
    [TestCase("*.*")]
    [TestCase("evil.example/")]
    [TestCase("evil.example:443")]
    [TestCase("user@evil.example")]
    [TestCase("wss://evil.example")]
    [TestCase("*.0.0.1")]
    [TestCase("*.10.0.0.1")]
    [TestCase("*evil.example")]
    public void What_is_no_host_trusts_nobody(string listed)
    {
        Assert.That(Read("wss://evil.example/", listed).To, Is.Null);
        Assert.That(Read("wss://1.10.0.0.1/", listed).To, Is.Null);
        Assert.That(Read("wss://10.0.0.1/", listed).To, Is.Null);
    }

    private static Redirect Read(string address) => Read(address, Trusted);

    private static Redirect Read(string address, params string[] trusted) =>
        Redirect.Read($"REDIRECT:{address}", Gateway, Gateway, trusted);
}
