using System.Text.RegularExpressions;

namespace Hal.Api.Tests.Architecture;

/// <summary>What is not to be found in the code.</summary>
public class CodeTests
{
    [Test]
    public void The_time_is_asked_of_the_TimeProvider()
    {
        Subjects.Some(Lines(@"\bTimeProvider\b"));
        Lines(@"\b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b|\bStopwatch\.StartNew\b")
            .MustNot("A test replaces the clock, and cannot replace this one.");
    }

    [Test]
    public void Hashes_and_secrets_are_compared_in_constant_time()
    {
        Subjects.Some(Lines(@"CryptographicOperations\.FixedTimeEquals"));
        Lines(
                @"(?i)\b\w*(hash|secret|signature)\w*[\)\]!]*\s*(==|!=)(?!\s*null)|(==|!=)\s*[\w\.\(]*(?<!Get)(hash|secret"
                    + @"|signature)\w*\b|\.(Sequence)?Equals\([^)]*(hash|secret|signature)"
            )
            .Where(line => !line.Contains("GetHashCode", StringComparison.Ordinal))
            .MustNot("An ordinary comparison tells by its time how much of a hash is right.");
    }

    [Test]
    public void Only_data_access_and_work_beside_the_requests_open_connections()
    {
        const string Access =
            @"\bNpgsql(Connection|DataSource|Command|Batch|DataReader|Transaction)(Builder)?\b|\busing (static )?Dapper\b"
            + @"|\bOpenConnection(Async)?\b";
        string[] allowed = ["Hal.Api/Platform/Data/", "Hal.Api/Background/", "Hal.Api/Health/", "Hal.Api/Platform/Postgres/ServerProbe.cs"];
        var lines = Subjects.Some(Lines(Access));
        foreach (var place in allowed)
            Subjects.Some(lines.Where(line => line.StartsWith(place, StringComparison.Ordinal)));

        lines
            .Where(line => !allowed.Any(place => line.StartsWith(place, StringComparison.Ordinal)))
            .MustNot("Requests reach the database through Platform/Data, and nothing else of a request does.");
    }

    [Test]
    public void Lines_keep_within_140_columns()
    {
        var offenders =
            from file in Subjects.Some(SourceTree.Readable)
            from line in file.Text.Split('\n').Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Length > 140 && !file.IsLanded
            select $"{file.Path}:{line.Number} has {line.Text.Length} columns";
        offenders.MustNot("Code is read side by side.");
    }

    [Test]
    public void Nothing_is_called_a_repository_a_service_or_a_helper() =>
        ServiceTypes
            .Named.Where(t => Regex.IsMatch(t.Name, "(Repository|Service|Manager|Helpers?|Utils?|Utility|Dto|Common)(`\\d+)?$"))
            .Select(t => t.FullName!)
            .MustNot("Names are the field's own words, and a use case talks to the database by itself.");

    [Test]
    public void An_interface_of_ours_has_more_than_one_meaning()
    {
        var interfaces = Subjects.Some(ServiceTypes.Named.Where(t => t.IsInterface));
        interfaces
            .Where(i =>
                i.GetMethods().Any(m => !m.IsSpecialName && !m.IsStatic)
                && ServiceTypes.Named.Count(t => !t.IsInterface && t.IsAssignableTo(i)) <= 1
            )
            .Select(i => i.FullName!)
            .MustNot("An interface with one implementation is a second name for it.");
    }

    [Test]
    public void Domain_knows_no_HTTP_and_no_connection()
    {
        var domain = Subjects.Some(SourceTree.Service.Where(f => f.IsIn("Domain/")));
        domain
            .SelectMany(f => f.Lines(new Regex(@"\bMicrosoft\.AspNetCore\b|\bHttpContext\b|\busing (Npgsql|Dapper|Carter)\b")))
            .MustNot("Rules are pure wherever possible.");
    }

    [Test]
    public void Program_stays_short() =>
        Assert.That(SourceTree.Service.Single(f => f.Path == "Hal.Api/Program.cs").Text.Split('\n'), Has.Length.LessThan(40));

    private static List<string> Lines(string pattern) => [.. SourceTree.Service.SelectMany(f => f.Lines(new Regex(pattern)))];
}
