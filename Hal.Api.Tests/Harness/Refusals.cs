using System.Text.Json.Nodes;

namespace Hal.Api.Tests.Harness;

/// <summary>Calls of which the rows matter as much as the answer.</summary>
internal static class Refusals
{
    /// <summary>Posts a call that has to be refused, and insists that it has changed nothing.</summary>
    public static async Task<Exchange> MustRefuseAsync(this TestProject project, string route, object body)
    {
        var before = await project.FingerprintAsync();
        var exchange = await project.PostAsync(route, body);
        Assert.That(exchange.Status, Is.GreaterThanOrEqualTo(400), exchange.Text);
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before), "A refused request changes nothing.");
        return exchange;
    }

    /// <summary>Posts a call that has to succeed without changing anything but when the visitor was last seen.</summary>
    public static async Task<Exchange> MustNotChangeAsync(this TestProject project, string route, object body)
    {
        var before = await project.FingerprintAsync();
        var exchange = await project.PostAsync(route, body);
        Assert.That(exchange.Status, Is.InRange(200, 299), exchange.Text);
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before), exchange.Text);
        return exchange;
    }

    /// <summary>A body from a test case's JSON text, with members added.</summary>
    public static JsonObject Body(string json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var body = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in members)
            body[name] = value;

        return body;
    }
}
