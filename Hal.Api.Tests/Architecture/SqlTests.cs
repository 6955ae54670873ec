using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Hal.Api.Tests.Architecture;

/// <summary>Every string of the compiled service that is an SQL statement, wherever it was written.</summary>
public class SqlTests
{
    // The line that shows a new user the rows of the demo project.
    private const string ForPeople = " -c 'select";

    [Test]
    public async Task Every_statement_on_a_project_s_table_names_its_project()
    {
        var running = await TestHost.RunningAsync();
        await using var command = running.Database.Source.CreateCommand(
            "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'project_id'"
        );
        var tables = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));

        var mention = new Regex(
            $@"\b(?:from|join|into|update|using)\s+(?:only\s+)?(?:{string.Join('|', Subjects.Some(tables))})\b",
            RegexOptions.IgnoreCase
        );
        var statements = Subjects.Some(
            Strings()
                .SelectMany(text => text.Split(';'))
                .Where(text => mention.IsMatch(text) && !text.Contains(ForPeople, StringComparison.Ordinal))
        );

        statements
            .Where(sql => mention.Count(sql) > Regex.Count(sql, @"\bproject_id\b"))
            .MustNot("Each table of a project that a statement reads or writes is bound to one project.");
        Subjects.Some(tables.Where(table => statements.Any(sql => Regex.IsMatch(sql, $@"\b{table}\b"))));
        Assert.That(statements, Has.Count.GreaterThan(20), "The service has more statements than these; are they still found?");
    }

    [Test]
    public void No_value_is_written_into_a_statement()
    {
        var interpolated = new Regex(@"\$+""{3}[\s\S]*?""{3}|\$""(?:\\.|[^""\\\n])*""");
        var sql = new Regex(@"\b(select|insert into|delete from|update \w+ set)\b");
        var found = Subjects.Some(
            from file in SourceTree.Service
            from Match match in interpolated.Matches(file.Text)
            where
                sql.IsMatch(match.Value)
                && match.Value.Contains('{', StringComparison.Ordinal)
                && !match.Value.Contains(ForPeople, StringComparison.Ordinal)
            select (file, match)
        );
        var offenders =
            from hit in found
            // A constant can only be made of constants.
            let before = hit.file.Text[..hit.match.Index]
            where !before[(before.LastIndexOfAny([';', '{', '}']) + 1)..].Contains("const string", StringComparison.Ordinal)
            where hit.match.Value != "$\"select pg_advisory_lock({LockKey})\""
            select $"{hit.file.Path}: {hit.match.Value}";
        offenders.MustNot("Values are parameters.");
    }

    private static IEnumerable<string> Strings()
    {
        using var file = File.OpenRead(typeof(Program).Assembly.Location);
        using var portable = new PEReader(file);
        var metadata = portable.GetMetadataReader();
        var strings = new HashSet<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            strings.Add(metadata.GetUserString(handle));

        // Those that are only ever part of another constant.
        foreach (
            var field in typeof(Program)
                .Assembly.GetTypes()
                .SelectMany(t =>
                    t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                )
        )
        {
            if (field is { IsLiteral: true } && field.GetRawConstantValue() is string text)
                strings.Add(text);
        }

        return strings;
    }
}
