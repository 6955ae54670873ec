using System.Text.Encodings.Web;
using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Contract;

/// <summary>What is published of each family: a change of it is a change of the contract, and is to be looked at.</summary>
public class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [TestCase("widget")]
    [TestCase("account")]
    [TestCase("v1")]
    public async Task The_document_of_a_family_is_the_published_one(string family)
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.GetAsync($"/openapi/{family}.json");

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
        Snapshots.Match(JsonSerializer.Serialize(exchange.Body, Indented), family);
    }

    [Test]
    public async Task There_is_no_document_of_another_family()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.GetAsync("/openapi/public.json");

        Assert.That(exchange.Status, Is.EqualTo(404), exchange.Text);
    }
}
