using System.Text.RegularExpressions;

namespace TokenSocket.Core.Tests;

/// <summary>Reads from C# source which folders it leans on: by a using of any kind, by a qualified name, or by a type of the root, which needs neither.</summary>
internal static partial class Layering
{
    /// <summary>How the root of a project is called where folders are named.</summary>
    public const string Root = "(root)";

    private const int Timeout = 5_000;

    /// <summary>The folders that the source leans on.</summary>
    /// <param name="source">The text of a file.</param>
    /// <param name="folders">Every folder that is a namespace below <c>TokenSocket</c>.</param>
    /// <param name="rootTypes">The names of the types that stand in the root itself.</param>
    public static IReadOnlySet<string> Imports(string source, IReadOnlySet<string> folders, IReadOnlySet<string> rootTypes)
    {
        var code = CodeOf(source);
        var absolute = AbsoluteName().Matches(code).Select(match => match.Groups["name"].Value).Select(name => folders.Contains(name) ? name : Root);
        var relative = RelativeName().Matches(code).Select(match => match.Groups["name"].Value).Where(folders.Contains);
        var root = Word().Matches(code).Any(match => rootTypes.Contains(match.Value)) ? [Root] : Array.Empty<string>();
        return absolute.Concat(relative).Concat(root).ToHashSet(StringComparer.Ordinal);
    }

    public static string? NamespaceOf(string source) => NamespaceLine().Match(source) is { Success: true } match ? match.Groups["name"].Value : null;

    public static IEnumerable<string> TypesIn(string source) =>
        TypeDeclaration().Matches(CodeOf(source)).Select(match => match.Groups["name"].Value);

    public static IEnumerable<string> ProjectReferencesIn(string project) =>
        ProjectReference().Matches(project).Select(match => match.Groups["name"].Value);

    public static IEnumerable<string> PackagesIn(string project) =>
        PackageReference().Matches(project).Select(match => match.Groups["name"].Value);

    /// <summary>The source without what only looks like code: comments, texts, and the line that names its own namespace.</summary>
    private static string CodeOf(string source) => NamespaceLine().Replace(NoCode().Replace(source, " "), " ");

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*\"{3}.*?\"{3}|\$?@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"(?<![\w.])TokenSocket\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex AbsoluteName();

    [GeneratedRegex(@"(?<![\w.])(?<name>\w+)\.(?=\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum|delegate\s+[\w.<>?]+)\s+(?!class\b|struct\b)(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("""<ProjectReference\s+Include="[^"]*?(?<name>[^/\\"]+)\.csproj""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex ProjectReference();

    [GeneratedRegex("""<PackageReference\s+Include="(?<name>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout)]
    private static partial Regex PackageReference();
}
