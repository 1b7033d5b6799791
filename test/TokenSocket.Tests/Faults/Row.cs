using System.Globalization;

namespace TokenSocket.Tests.Faults;

/// <summary>A row of the fault battery says what it measured, in one line a test.</summary>
internal static class Row
{
    public static void Measured(int row, FormattableString figure) =>
        TestContext.Out.WriteLine($"Row {row.ToString("00", CultureInfo.InvariantCulture)}: {figure.ToString(CultureInfo.InvariantCulture)}");
}
