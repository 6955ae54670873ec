using Hal.Api.Domain.ApiKeys;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.V1;

/// <summary>
/// Contract 6: every route of the family with every scope alone. A route that is new says below which scope opens it, or these tests fail.
/// </summary>
public class ScopeTests
{
    private static readonly Dictionary<string, string> Needed = new()
    {
        ["GET /api/v1/contacts"] = "contacts:read",
        ["POST /api/v1/contacts"] = "contacts:write",
        ["GET /api/v1/contacts/{id}"] = "contacts:read",
        ["PATCH /api/v1/contacts/{id}"] = "contacts:write",
        ["DELETE /api/v1/contacts/{id}"] = "contacts:write",
        ["GET /api/v1/conversations"] = "conversations:read",
        ["GET /api/v1/conversations/{id}"] = "conversations:read",
        ["PATCH /api/v1/conversations/{id}"] = "conversations:write",
        ["GET /api/v1/conversations/{id}/messages"] = "conversations:read",
        ["POST /api/v1/conversations/{id}/messages"] = "conversations:write",
        ["POST /api/v1/events/track"] = "events:write",
        ["GET /api/v1/companies"] = "companies:read",
        ["GET /api/v1/companies/{id}"] = "companies:read",
        ["PATCH /api/v1/companies/{id}"] = "companies:write",
        ["GET /api/v1/stages"] = "companies:read",
    };

    [Test]
    public async Task Every_route_of_the_family_is_here_and_no_other() =>
        Assert.That((await RoutesAsync()).Select(r => r.Name), Is.EquivalentTo(Needed.Keys));

    [Test]
    public async Task Every_route_states_the_scope_it_needs()
    {
        foreach (var route in await RoutesAsync())
            Assert.That(
                route.Request.GetProperty(nameof(IV1Request.Scope))?.GetValue(null),
                Is.EqualTo(Needed.GetValueOrDefault(route.Name)),
                route.Name
            );
    }

    [TestCaseSource(nameof(Each))]
    public async Task A_scope_alone_opens_the_routes_that_need_it_and_no_others(string scope)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync(scope);
        var before = await workspace.Project.FingerprintAsync();

        foreach (var route in await RoutesAsync())
        {
            var exchange = await CallAsync(key, route);
            if (Needed.GetValueOrDefault(route.Name) == scope)
            {
                Assert.That(exchange.Status, Is.Not.AnyOf(401, 403), $"{route.Name}: {exchange.Text}");
                continue;
            }

            exchange.MustBe(403, "missing_scope");
            Assert.That(exchange.Body.GetProperty("detail").GetString(), Does.Contain(Needed[route.Name]), route.Name);
        }

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_key_without_a_choice_opens_conversations_and_contacts_only()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();

        foreach (var route in await RoutesAsync())
        {
            var isOpen = Needed[route.Name].Split(':')[0] is "conversations" or "contacts";
            Assert.That((await CallAsync(key, route)).Status, isOpen ? Is.Not.AnyOf(401, 403) : Is.EqualTo(403), route.Name);
        }
    }

    [Test]
    public async Task A_refusal_names_the_scope()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync("contacts:read");

        (await key.PostAsync("contacts", new { name = "Ana" })).MustBe(403, "missing_scope").MustMatch();
    }

    [Test]
    public async Task The_document_says_which_scope_a_route_needs()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var paths = (await workspace.Project.GetAsync("/openapi/v1.json")).Body.GetProperty("paths");

        foreach (var route in await RoutesAsync())
        {
            var operation = paths.GetProperty(route.Path).GetProperty(route.Method.Method.ToLowerInvariant());
            Assert.That(
                operation.GetProperty("description").GetString(),
                Does.EndWith($"Needs the scope {Needed[route.Name]}."),
                route.Name
            );
            Assert.That($"{operation}", Does.Not.Contain("X-Project-Id"), route.Name);
        }
    }

    private static IEnumerable<string> Each => Scopes.All;

    // Nothing that any of them would take: what is looked at is who is let in.
    private static Task<Exchange> CallAsync(TestKey key, Route route) =>
        key.SendAsync(
            route.Method,
            route.Path["/api/v1/".Length..].Replace("{id}", $"{Guid.NewGuid()}", StringComparison.Ordinal),
            route.Method == HttpMethod.Get || route.Method == HttpMethod.Delete ? null : "{}"
        );

    private static async Task<IReadOnlyList<Route>> RoutesAsync()
    {
        var running = await TestHost.RunningAsync();
        var routes = running
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal))
            .Select(e => new Route(
                new HttpMethod(e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()),
                $"/{e.RoutePattern.RawText!.TrimStart('/')}",
                e.Metadata.GetMetadata<RequestMetadata>()!.Request
            ))
            .ToList();
        Assert.That(routes, Is.Not.Empty);
        return routes;
    }

    private sealed record Route(HttpMethod Method, string Path, Type Request)
    {
        public string Name => $"{Method} {Path}";
    }
}
