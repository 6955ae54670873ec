using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

/// <summary>Companies and stages for tests.</summary>
internal static class Companies
{
    /// <summary>Creates a company; returns its id.</summary>
    public static async Task<string> AddCompanyAsync(this TestWorkspace workspace, object company) =>
        (await workspace.Owner.PostAsync("companies", company).MustAsync()).Text("company", "id")!;

    /// <summary>The id of a stage of the first project.</summary>
    public static async Task<string> StageAsync(this TestWorkspace workspace, string name) =>
        await workspace.Project.OneAsync<string>("select id::text from stages where project_id = @p and name = @name", new { name });

    /// <summary>The company, read through the API.</summary>
    public static async Task<JsonElement> CompanyAsync(this TestWorkspace workspace, string id) =>
        (await workspace.Owner.GetAsync($"companies/{id}").MustAsync()).GetProperty("company");

    /// <summary>Sends a call that must be refused, and asserts that it has changed nothing.</summary>
    public static async Task<Exchange> MustRefuseAsync(this TestWorkspace workspace, Func<Task<Exchange>> send)
    {
        var before = await workspace.Project.FingerprintAsync();
        var exchange = await send();
        Assert.That(exchange.Status, Is.GreaterThanOrEqualTo(400), exchange.Text);
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before), "A refused request changes nothing.");
        return exchange;
    }
}
