using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hal.Api.Tests.Architecture;

/// <summary>The repository as it lies on disk.</summary>
internal static partial class SourceTree
{
    public static readonly string Root = FindRoot();

    /// <summary>Every C# file of the service.</summary>
    public static readonly IReadOnlyList<SourceFile> Service = Subjects.Some(Read("Hal.Api"));

    /// <summary>Every file of code that somebody reads: C#, JavaScript and SQL. Scripts of pgbench are not code.</summary>
    public static IReadOnlyList<(string Path, string Text, bool IsLanded)> Readable { get; } =
        Subjects.Some(
            from pattern in new[] { "*.cs", "*.js", "*.sql" }
            from path in Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
            where !relative.StartsWith('.') && !Generated().IsMatch(relative) && !IsPgbench(relative)
            // Migrations that have landed are never edited.
            select (relative, File.ReadAllText(path), relative.StartsWith("sql/migrations/", StringComparison.Ordinal))
        );

    /// <summary>Every folder with a use case: <c>Hal.Api/(family)/(feature)/(slice)</c>.</summary>
    public static IReadOnlyList<SliceFolder> Slices { get; } =
        Subjects.Some(
            from family in Directory.EnumerateDirectories(Path.Combine(Root, "Hal.Api"))
            where SliceFolder.Families.Contains(Path.GetFileName(family))
            from feature in Directory.EnumerateDirectories(family)
            from slice in Directory.EnumerateDirectories(feature)
            select new SliceFolder(Path.GetFileName(family), Path.GetFileName(feature), Path.GetFileName(slice), slice)
        );

    private static IEnumerable<SourceFile> Read(string project) =>
        from path in Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Contains("/bin/", StringComparison.Ordinal) && !relative.Contains("/obj/", StringComparison.Ordinal)
        let text = File.ReadAllText(path)
        select new SourceFile(relative, text, NotCode().Replace(text, match => match.Value.StartsWith('/') ? "" : "\"\""));

    private static bool IsPgbench(string path) =>
        path.StartsWith("bench/", StringComparison.Ordinal) && path.EndsWith(".sql", StringComparison.Ordinal);

    [GeneratedRegex("(^|/)(bin|obj|node_modules)/")]
    private static partial Regex Generated();

    private static string FindRoot([CallerFilePath] string file = "")
    {
        for (var directory = Path.GetDirectoryName(file); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Hal.sln")))
                return directory;
        }

        throw new DirectoryNotFoundException($"{file} does not lie in the repository.");
    }

    [GeneratedRegex(
        """
            "{3}[\s\S]*?"{3} | @"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' | //[^\n]* | /\*[\s\S]*?\*/
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex NotCode();
}

/// <summary>A C# file.</summary>
/// <param name="Path">Its path from the root, with forward slashes.</param>
/// <param name="Text">All of it.</param>
/// <param name="Code">Without comments, and with empty strings.</param>
internal sealed record SourceFile(string Path, string Text, string Code)
{
    public bool IsIn(params string[] folders) => folders.Any(f => Path.StartsWith($"Hal.Api/{f}", StringComparison.Ordinal));

    /// <summary>The lines of code that match, as <c>path: line</c>.</summary>
    public IEnumerable<string> Lines(Regex pattern) =>
        Code.Split('\n').Where(line => pattern.IsMatch(line)).Select(line => $"{Path}: {line.Trim()}");
}

/// <summary>A use case's folder.</summary>
internal sealed record SliceFolder(string Family, string Feature, string Name, string FullPath)
{
    public static readonly string[] Families = ["Widget", "Account", "V1", "Help"];

    public string Namespace => $"Hal.Api.{Family}.{Feature}.{Name}";

    /// <summary>The public types and whatever lies inside them.</summary>
    public IEnumerable<Type> Types => typeof(Program).Assembly.GetTypes().Where(t => t.Namespace == Namespace);

    public override string ToString() => $"{Family}/{Feature}/{Name}";
}

/// <summary>What a rule is about. A rule that looked at nothing has not been kept, it has been lost.</summary>
internal static class Subjects
{
    public static IReadOnlyList<T> Some<T>(IEnumerable<T> subjects)
    {
        var list = subjects.ToList();
        Assert.That(list, Is.Not.Empty, "This rule finds nothing to look at.");
        return list;
    }

    /// <summary>Asserts that nothing of what was looked at breaks the rule.</summary>
    public static void MustNot(this IEnumerable<string> offenders, string rule) => Assert.That(offenders.Distinct(), Is.Empty, rule);
}
