using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenSocket.Cli;

/// <summary>JSON of a server as one line of JSON, whatever it holds.</summary>
internal static partial class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>The value without blanks between its parts, letters of any script as they are; <c>null</c> where there is none.</summary>
    public static string Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return "null";
        }

        try
        {
            return Of(value.WriteTo);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON can hold as an escape and no UTF-8 can carry.
            using var mended = JsonDocument.Parse(Escape().Replace(value.GetRawText(), static one => one.Groups["half"].Success ? @"\ufffd" : one.Value), Deep);
            return Of(mended.RootElement.WriteTo);
        }
    }

    /// <summary>The same for people: the encoder writes an emoji as two escapes.</summary>
    public static string ForPeople(JsonElement value) =>
        Escape().Replace(Of(value), static one => one.Groups["high"].Success ? $"{Character(one.Groups["high"])}{Character(one.Groups["low"])}" : one.Value);

    /// <summary>What is written; the encoder leaves letters of any script as they are and escapes all that could break the line.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static char Character(Group digits) => (char)int.Parse(digits.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // Each escape in turn, so that the u of an escaped backslash before it is none.
    [GeneratedRegex(
        @"\\(?:u(?<high>[Dd][89ABab][0-9A-Fa-f]{2})\\u(?<low>[Dd][C-Fc-f][0-9A-Fa-f]{2})|(?<half>u[Dd][89A-Fa-f][0-9A-Fa-f]{2})|.)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
