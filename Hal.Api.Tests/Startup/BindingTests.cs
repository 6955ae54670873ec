using System.Net;
using System.Text.Json;
using Hal.Api.Tests.Architecture;

namespace Hal.Api.Tests.Startup;

/// <summary>A service that nobody has configured is reached from its own machine and from nowhere else.</summary>
public class BindingTests
{
    [TestCase("appsettings.json")]
    [TestCase("appsettings.Development.json")]
    [TestCase("Properties/launchSettings.json")]
    public void No_file_of_settings_binds_to_more_than_loopback(string file)
    {
        var settings = JsonElement.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "Hal.Api", file)));

        Texts(settings)
            .Where(t =>
                t.Contains("://", StringComparison.Ordinal) && !t.StartsWith("https://json.schemastore.org", StringComparison.Ordinal)
            )
            .SelectMany(t => t.Split(';'))
            .Where(url => !IsLoopback(url))
            .MustNot("Who wants to be reached from elsewhere says so.");
    }

    [Test]
    public void The_address_is_given_so_that_no_default_of_the_framework_counts()
    {
        var settings = JsonElement.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "Hal.Api", "appsettings.json")));

        Assert.That(settings.GetProperty("Urls").GetString()!.Split(';'), Is.Not.Empty.And.All.Matches<string>(IsLoopback));
        Assert.That(settings.TryGetProperty("Kestrel", out _), Is.False);
    }

    [Test]
    public void The_built_service_has_the_same_settings() =>
        Assert.That(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")),
            Is.EqualTo(File.ReadAllText(Path.Combine(SourceTree.Root, "Hal.Api", "appsettings.json")))
        );

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
        && IPAddress.IsLoopback(address);

    private static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(m => Texts(m.Value)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
            JsonValueKind.String => [json.GetString()!],
            _ => [],
        };
}
