using System.Text.RegularExpressions;

namespace Hal.Api.Tests.Architecture;

/// <summary>Comments refer to docs/contract.md by section and rule, so its sections keep their numbers.</summary>
public partial class ContractReferenceTests
{
    private static readonly string[] Folders = ["Hal.Api", "Hal.Api.Tests", "sql", "bench"];
    private static readonly string[] Extensions = [".cs", ".sql", ".js"];

    [Test]
    public void Every_reference_leads_to_a_section_or_rule()
    {
        var targets = Targets(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "contract.md")));
        var found = Subjects.Some(
            from path in Files()
            from target in References(File.ReadAllText(path))
            select (Path: Path.GetRelativePath(SourceTree.Root, path), Target: target)
        );

        found
            .Where(f => !targets.Contains(f.Target))
            .Select(f => $"{f.Path}: {f.Target}")
            .MustNot("docs/contract.md has no such section or rule.");
        Assert.That(found, Has.Count.GreaterThan(100), "The code has more references than these; are they still found?");
    }

    [TestCase("(contract 4.2)", "4.2")]
    [TestCase("(contract 2, 5)", "2 5")]
    [TestCase("Contract 2, 3.2 and 6.1: a PATCH is a merge.", "2 3.2 6.1")]
    [TestCase("what contract 1 lists.", "1")]
    [TestCase("(contract 4.7, 5).", "4.7 5")]
    [TestCase("(contract 4.2, rule 3)", "4.2 4.2/3")]
    [TestCase("(contract 4.2, rules 1 and 3).", "4.2 4.2/1 4.2/3")]
    [TestCase("contract 4.1, 4.2, rule 2", "4.1 4.2 4.2/2")]
    [TestCase("(contract 3.1, 3.2, 4.2 rule 4).", "3.1 3.2 4.2 4.2/4")]
    [TestCase("(contract 2), 64 at once", "2")]
    [TestCase("the contract's terms", "")]
    public void A_reference_is_read_as_people_read_it(string text, string targets) =>
        Assert.That(string.Join(' ', References(text)), Is.EqualTo(targets));

    [Test]
    public void Sections_and_numbered_rules_are_targets()
    {
        const string Page = "## 1. One\n1. A rule\n2. Another\ntext 3. no rule\n### 1.1 Below\n- 4. no rule\n## No number\n5. Nobody's\n";
        var targets = Targets(Page);

        Assert.That(targets, Is.EquivalentTo(["1", "1/1", "1/2", "1.1"]));
    }

    private static IEnumerable<string> Files() =>
        from folder in Folders
        from path in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*", SearchOption.AllDirectories)
        where Extensions.Contains(Path.GetExtension(path))
        where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
        select path;

    /// <summary>The sections that a text refers to, and rules as <c>section/rule</c>.</summary>
    private static IEnumerable<string> References(string text)
    {
        foreach (Match reference in Reference().Matches(text))
        {
            foreach (Match item in Item().Matches(reference.Groups["items"].Value))
            {
                var section = item.Groups["section"].Value;
                yield return section;
                foreach (var rule in item.Groups["rule"].Captures.Select(c => c.Value))
                    yield return $"{section}/{rule}";
            }
        }
    }

    private static HashSet<string> Targets(string contract)
    {
        var targets = new HashSet<string>();
        string? section = null;
        foreach (var line in contract.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                section = Heading().Match(line) is { Success: true } heading ? heading.Groups[1].Value : null;
                if (section is not null)
                    Assert.That(targets.Add(section), $"docs/contract.md has section {section} twice.");
            }
            else if (section is not null && Rule().Match(line) is { Success: true } rule)
            {
                targets.Add($"{section}/{rule.Groups[1].Value}");
            }
        }

        return targets;
    }

    // "rule" takes one number, "rules" takes a list; every other number is a section.
    private const string Next = @"(?:,\s*|\s+and\s+)";
    private const string Rules = @",?\s+rule\s+(?<rule>\d+)|,?\s+rules\s+(?<rule>\d+)(?:" + Next + @"(?<rule>\d+))*";
    private const string ItemPattern = @"(?<section>\d+(?:\.\d+)?)(?:" + Rules + ")?";

    [GeneratedRegex(@"\bcontract\s+(?<items>" + ItemPattern + "(?:" + Next + ItemPattern + ")*)", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(ItemPattern)]
    private static partial Regex Item();

    [GeneratedRegex(@"^#{2,3} (\d+(?:\.\d+)?)\b")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\d+)\. ")]
    private static partial Regex Rule();
}
