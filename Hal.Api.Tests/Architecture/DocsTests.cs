using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Hal.Api.Limits;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Tests.Architecture;

/// <summary>What the documentation says of the code is so.</summary>
public partial class DocsTests
{
    private const int MaxReadmeBytes = 8_192;
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Parts = ["## Context", "## Decision", "## Consequences"];

    [Test]
    public void The_README_is_read_in_five_minutes() =>
        Assert.That(
            Encoding.UTF8.GetByteCount(Read("README.md")),
            Is.LessThanOrEqualTo(MaxReadmeBytes),
            "Move what a stranger does not need at first to docs/."
        );

    [Test]
    public void The_table_of_problems_is_that_of_the_code()
    {
        var inCode = Subjects
            .Some(
                from type in typeof(Program).Assembly.GetTypes()
                where !type.ContainsGenericParameters
                from field in type.GetFields(Declared)
                where field.FieldType == typeof(ProblemCode)
                let code = (ProblemCode)field.GetValue(null)!
                select $"{code.Status} {code.Code}: {code.Title}"
            )
            .Distinct();
        var inDocs = Subjects.Some(
            ProblemRow()
                .Matches(Read("docs/problems.md"))
                .Select(row => $"{row.Groups["status"].Value} {row.Groups["code"].Value}: {row.Groups["title"].Value}")
        );

        Assert.That(inDocs, Is.EquivalentTo(inCode));
    }

    [Test]
    public void Every_problem_says_when_it_comes_and_what_to_do() =>
        Subjects
            .Some(ProblemRow().Matches(Read("docs/problems.md")))
            .Where(row => row.Groups["rest"].Value.Split('|').Any(cell => cell.Trim().Length < 5))
            .Select(row => row.Groups["code"].Value)
            .MustNot("A row of docs/problems.md has five cells.");

    [Test]
    public void The_table_of_limits_is_that_of_the_code()
    {
        var defaults = new LimitOptions();
        var inCode = Subjects
            .Some(typeof(LimitOptions).GetProperties().Where(p => p.PropertyType != typeof(bool)))
            .Select(p => $"{LimitOptions.Section}:{p.Name} = {p.GetValue(defaults)}");
        var inDocs = Subjects.Some(
            LimitRow().Matches(Read("docs/limits.md")).Select(row => $"{row.Groups["name"].Value} = {row.Groups["default"].Value}")
        );

        Assert.That(inDocs, Is.EquivalentTo(inCode));
    }

    [Test]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        var links = Subjects.Some(
            from page in Pages()
            from Match link in Link().Matches(Code().Replace(File.ReadAllText(page), ""))
            select (page, Path: link.Groups["path"].Value, Heading: link.Groups["heading"].Value)
        );

        links
            .Where(link => !IsThere(link.page, link.Path, link.Heading))
            .Select(link => $"{Path.GetRelativePath(SourceTree.Root, link.page)}: {link.Path}{link.Heading}")
            .MustNot("A link of the documentation leads somewhere.");
    }

    [Test]
    public void Every_decision_has_its_number_its_parts_and_a_line_in_the_index()
    {
        var folder = Path.Combine(SourceTree.Root, "docs", "decisions");
        var records = Subjects.Some(
            Directory.GetFiles(folder, "*.md").Where(path => Path.GetFileName(path) != "README.md").Order(StringComparer.Ordinal)
        );
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.That(
            records.Select(path => Path.GetFileName(path)[..4]),
            Is.EqualTo(Enumerable.Range(1, records.Count).Select(n => $"{n:0000}"))
        );

        records
            .Where(path =>
                File.ReadAllLines(path) is var lines
                && (
                    lines.Length is < 10 or > 25
                    || !lines[0].StartsWith($"# {Path.GetFileName(path)[..4]}. ", StringComparison.Ordinal)
                    || !lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).SequenceEqual(Parts)
                    || !index.Contains($"({Path.GetFileName(path)}) {lines[0][8..]}\n", StringComparison.Ordinal)
                )
            )
            .Select(path => Path.GetFileName(path))
            .MustNot("A record has 10 to 25 lines: title, Context, Decision, Consequences; and the index names it.");
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    private static IEnumerable<string> Pages() =>
        [
            Path.Combine(SourceTree.Root, "README.md"),
            Path.Combine(SourceTree.Root, "sql", "README.md"),
            Path.Combine(SourceTree.Root, "bench", "README.md"),
            .. Directory.GetFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories),
        ];

    private static bool IsThere(string page, string path, string heading)
    {
        var target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
        return heading.Length == 0
            ? Path.Exists(target)
            : File.Exists(target)
                && File.ReadLines(target).Any(line => line.StartsWith('#') && $"#{Anchor(line.TrimStart('#').Trim())}" == heading);
    }

    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"^\| (?<status>\d{3}) \| `(?<code>\w+)` \| (?<title>[^|]+) \|(?<rest>[^|]+\|[^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex ProblemRow();

    [GeneratedRegex(@"^\| `(?<name>Hal:Limits:\w+)` \| (?<default>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex LimitRow();

    [GeneratedRegex(@"\]\((?!\w+:)(?<path>[^)#\s]*)(?<heading>#[^)\s]+)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("`{3}[\\s\\S]*?`{3}|`[^`\n]*`")]
    private static partial Regex Code();
}
