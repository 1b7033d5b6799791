namespace TokenSocket.Contracts;

/// <summary>What no proper server sends, and the code with which it is answered.</summary>
internal static class BrokenFrames
{
    public static readonly TestCaseData[] All =
    [
        Case("c1 00", 1002, "first reserved bit"),
        Case("a1 00", 1002, "second reserved bit"),
        Case("91 00", 1002, "third reserved bit"),
        Case("83 00", 1002, "reserved opcode"),
        Case("8b 00", 1002, "reserved opcode of control"),
        Case("81 80 00 00 00 00", 1002, "masked"),
        Case("80 00", 1002, "goes on with nothing"),
        Case("01 00 81 00", 1002, "message inside another"),
        Case("09 00", 1002, "half a ping"),
        Case("89 7e 00 7e", 1002, "ping too long"),
        Case("88 01 03", 1002, "close of one byte"),
        Case("88 02 03 e7", 1002, "close with 999"),
        Case("81 02 c3 28", 1007, "not UTF-8"),
        Case("01 01 c3 80 01 28", 1007, "not UTF-8 in fragments"),
    ];

    private static TestCaseData Case(string frame, int code, string name) =>
        new TestCaseData(Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal)), code).SetArgDisplayNames(name);
}
