using System.Security.Cryptography;
using System.Text;

namespace Hal.Api.Tests.Architecture;

/// <summary>A migration that has landed is never edited: some database has run it and will not run it again.</summary>
public class MigrationTests
{
    private const string List = "Hal.Api.Tests/Architecture/migrations.sha256";

    private static readonly IReadOnlyDictionary<string, string> Landed = Subjects
        .Some(File.ReadAllLines(Path.Combine(SourceTree.Root, List)).Where(line => line.Length > 0).Select(line => line.Split("  ")))
        .ToDictionary(parts => parts[1], parts => parts[0]);

    private static readonly IReadOnlyDictionary<string, string> Present = Subjects
        .Some(Directory.GetFiles(Path.Combine(SourceTree.Root, "sql", "migrations"), "*.sql"))
        .ToDictionary(path => Path.GetFileName(path), ChecksumOf);

    [Test]
    public void A_landed_migration_stays_as_it_is() =>
        Landed
            .Where(m => Present.TryGetValue(m.Key, out var checksum) && checksum != m.Value)
            .Select(m => m.Key)
            .MustNot("Undo the change and write the next migration instead: some database has run this one.");

    [Test]
    public void A_landed_migration_does_not_vanish() =>
        Landed.Keys.Except(Present.Keys).MustNot("Bring the file back under its name: databases remember it as run.");

    [Test]
    public void A_new_migration_is_listed() =>
        Present.Keys.Except(Landed.Keys).MustNot($"Add the new file to {List}; sql/README.md has the command.");

    [Test]
    public void Migrations_are_numbered_without_gaps() =>
        Assert.That(
            Present.Keys.Order(StringComparer.Ordinal).Select(name => name.Split('_')[0]),
            Is.EqualTo(Enumerable.Range(1, Present.Count).Select(n => $"{n:0000}"))
        );

    private static string ChecksumOf(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(path).ReplaceLineEndings("\n"))));
}
