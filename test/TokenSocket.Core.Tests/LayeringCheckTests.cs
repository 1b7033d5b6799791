namespace TokenSocket.Core.Tests;

/// <summary>That the check of the layers can fail: it sees every way in which a file can lean on another folder.</summary>
public sealed class LayeringCheckTests
{
    private static readonly HashSet<string> Folders = ["CloseCodes", "Machine", "Notices"];
    private static readonly HashSet<string> RootTypes = ["TokenSocketClient"];

    [TestCase("using TokenSocket.Machine;", "Machine", TestName = "Sees_a_using")]
    [TestCase("global using TokenSocket.Machine;", "Machine", TestName = "Sees_a_global_using")]
    [TestCase("using static TokenSocket.Machine.MachineState;", "Machine", TestName = "Sees_a_static_using")]
    [TestCase("using Idle = TokenSocket.Machine.MachineState.Idle;", "Machine", TestName = "Sees_an_alias")]
    [TestCase("using global::TokenSocket.Machine;", "Machine", TestName = "Sees_a_using_from_the_very_top")]
    [TestCase("namespace A { using TokenSocket.Machine; }", "Machine", TestName = "Sees_a_using_inside_a_namespace")]
    [TestCase("var state = new TokenSocket.Machine.Idle();", "Machine", TestName = "Sees_a_full_name")]
    [TestCase("var state = new global::TokenSocket.Machine.Idle();", "Machine", TestName = "Sees_a_full_name_from_the_very_top")]
    [TestCase("var state = new Machine.Idle();", "Machine", TestName = "Sees_a_name_from_the_parent_namespace")]
    [TestCase("List<Machine.Idle> states;", "Machine", TestName = "Sees_a_name_in_a_type_argument")]
    [TestCase("using TokenSocket;", null, TestName = "Passes_over_a_using_of_the_root_which_names_no_type")]
    [TestCase("TokenSocketClient client;", Layering.Root, TestName = "Sees_a_type_of_the_root")]
    [TestCase("TokenSocket.TokenSocketClient client;", Layering.Root, TestName = "Sees_the_full_name_of_a_type_of_the_root")]
    [TestCase("namespace TokenSocket.Machine;", null, TestName = "Passes_over_its_own_namespace")]
    [TestCase("// using TokenSocket.Machine;", null, TestName = "Passes_over_a_comment")]
    [TestCase("/* TokenSocket.Machine.Idle */", null, TestName = "Passes_over_a_comment_of_several_lines")]
    [TestCase("/// <see cref=\"TokenSocketClient\"/>", null, TestName = "Passes_over_documentation")]
    [TestCase("var text = \"TokenSocket.Machine.Idle\";", null, TestName = "Passes_over_a_text")]
    [TestCase("var text = @\"C:\\\"; using TokenSocket.Machine;", "Machine", TestName = "Sees_what_follows_a_verbatim_text")]
    [TestCase("var quote = '\"'; using TokenSocket.Machine; var other = '\"';", "Machine", TestName = "Sees_what_stands_between_two_quotes")]
    [TestCase("using TokenSocketry.Machine;", null, TestName = "Passes_over_another_library")]
    [TestCase("client.Machine.Run();", null, TestName = "Passes_over_a_member_of_that_name")]
    public void Reads_imports(string source, string? import) =>
        Assert.That(Layering.Imports(source, Folders, RootTypes), Is.EqualTo(import is null ? Array.Empty<string>() : [import]));

    [Test]
    public void Sees_every_import_of_a_file() =>
        Assert.That(
            Layering.Imports("using TokenSocket.Machine;\nusing TokenSocket.Notices;\n\nnamespace TokenSocket.CloseCodes;\n", Folders, RootTypes),
            Is.EquivalentTo(["Machine", "Notices"]));

    [TestCase("namespace TokenSocket.Machine;", "TokenSocket.Machine")]
    [TestCase("using System;\n\nnamespace TokenSocket\n{\n}", "TokenSocket")]
    [TestCase("[assembly: X]", null)]
    public void Reads_the_namespace(string source, string? name) =>
        Assert.That(Layering.NamespaceOf(source), Is.EqualTo(name));

    [TestCase("public sealed class A : B;", "A")]
    [TestCase("public readonly record struct A(int B);", "A")]
    [TestCase("internal record A;", "A")]
    [TestCase("public interface A<T>;", "A")]
    [TestCase("public enum A { B }", "A")]
    [TestCase("public delegate int A(int b);", "A")]
    public void Reads_the_types(string source, string type) =>
        Assert.That(Layering.TypesIn(source), Is.EqualTo([type]));

    [TestCase("<ProjectReference Include=\"../TokenSocket.Core/TokenSocket.Core.csproj\" />")]
    [TestCase("<ProjectReference Include=\"..\\TokenSocket.Core\\TokenSocket.Core.csproj\" PrivateAssets=\"all\" />")]
    [TestCase("<ProjectReference Include=\"TokenSocket.Core.csproj\" />")]
    public void Reads_the_references_of_a_project(string project) =>
        Assert.That(Layering.ProjectReferencesIn(project), Is.EqualTo(["TokenSocket.Core"]));

    [Test]
    public void Reads_the_packages_of_a_project() =>
        Assert.That(Layering.PackagesIn("<PackageReference Include=\"Serilog\" />\n<PackageReference Include=\"NUnit\"/>"), Is.EqualTo(["Serilog", "NUnit"]));
}
