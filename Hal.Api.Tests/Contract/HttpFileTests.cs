using System.Text.RegularExpressions;
using Hal.Api.Tests.Architecture;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Contract;

/// <summary><c>Hal.Api.http</c> has a request for each route, and none for a route that is not there.</summary>
public partial class HttpFileTests
{
    private static readonly IReadOnlyList<SampleRequest> Requests = Subjects.Some(Read());

    [Test]
    public async Task Every_route_has_a_request()
    {
        var endpoints = await EndpointsAsync();
        var asked = Requests.Select(r => BestOf(endpoints, r)).OfType<RouteEndpoint>().ToHashSet();

        endpoints
            .Where(e => !asked.Contains(e))
            .Select(e => $"{string.Join('|', MethodsOf(e))} {PathOf(e)}")
            .MustNot("Add a request for the route to Hal.Api/Hal.Api.http.");
    }

    [Test]
    public async Task Every_request_leads_to_a_route()
    {
        var endpoints = await EndpointsAsync();

        Requests
            .Where(r => BestOf(endpoints, r) is null != r.IsMeantToLeadNowhere)
            .Select(r => $"{r.Title}: {r.Method} {r.Path}")
            .MustNot("The service has no such route; a request that shows this says route_not_found in its title.");
    }

    private static RouteEndpoint? BestOf(IEnumerable<RouteEndpoint> endpoints, SampleRequest request) =>
        endpoints
            .Where(e => request.Method == "OPTIONS" || MethodsOf(e).Contains(request.Method))
            .Where(e => new TemplateMatcher(new RouteTemplate(e.RoutePattern), []).TryMatch(request.Path, []))
            .MinBy(e => e.RoutePattern.InboundPrecedence);

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    // A page loads its scripts, styles and images by itself; nobody calls them.
    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        var running = await TestHost.RunningAsync();
        return Subjects.Some(
            running
                .App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => !Asset().IsMatch(PathOf(e)))
        );
    }

    private static IEnumerable<SampleRequest> Read()
    {
        var title = "";
        foreach (var line in File.ReadLines(Path.Combine(SourceTree.Root, "Hal.Api", "Hal.Api.http")))
        {
            if (line.StartsWith("###", StringComparison.Ordinal))
                title = line[3..].Trim();
            else if (RequestLine().Match(line) is { Success: true } match)
                yield return new SampleRequest(title, match.Groups["method"].Value, Variable().Replace(match.Groups["path"].Value, "x"));
        }
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) \{\{host\}\}(?<path>/[^\s?]*)")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\{\{\w+\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^/(widget|demo|docs)/.+\.(js|css|svg)$")]
    private static partial Regex Asset();

    private sealed record SampleRequest(string Title, string Method, string Path)
    {
        public bool IsMeantToLeadNowhere => Title.Contains("route_not_found", StringComparison.Ordinal);
    }
}
