using System.Text.RegularExpressions;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Families.Account;
using Hal.Api.Families.Help;
using Hal.Api.Families.Open;
using Hal.Api.Families.V1;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Architecture;

/// <summary>
/// A credential of one family never opens a route of another (contract 1), so every operation and every request says which it belongs to.
/// </summary>
public class FamilyTests
{
    private static readonly Regex PublicPath = new(
        @"^/(health/(live|ready)|widget\.js|widget/.+|demo(/.+)?|openapi/.+|docs(/.*)?|help/.+|api/auth/(signup|login|refresh)"
            + @"|api/team/invitations/accept)/?$"
    );

    [Test]
    public async Task Every_endpoint_states_its_family() =>
        (await EndpointsAsync())
            .Where(e => e.Metadata.GetOrderedMetadata<FamilyMetadata>().Count != 1)
            .Select(e => e.DisplayName!)
            .MustNot("An operation states one family.");

    [Test]
    public async Task Its_family_is_that_of_its_prefix() =>
        (await EndpointsAsync())
            .Where(e => FamilyOf(e) != FamilyOfPath(Path(e)))
            .Select(e => $"{Path(e)} says {FamilyOf(e)}")
            .MustNot(
                "/api/widget is the widget's, /api/v1 the integrations', the rest of /api the account's, and public is what contract 1 "
                    + "lists."
            );

    [Test]
    public async Task Its_family_is_that_of_its_folder() =>
        Subjects
            .Some((await EndpointsAsync()).Where(e => FamilyOf(e) != "public"))
            .Where(e =>
                !Records(e).Any()
                || Records(e).Any(t => !string.Equals(ServiceTypes.FamilyOf(t), FamilyOf(e), StringComparison.OrdinalIgnoreCase))
            )
            .Select(e => $"{Path(e)} says {FamilyOf(e)} and takes or gives {string.Join(", ", Records(e))}")
            .MustNot("An operation's records lie in a slice of its family.");

    [Test]
    public async Task Its_document_is_that_of_its_family() =>
        Subjects
            .Some((await EndpointsAsync()).Where(e => FamilyOf(e) != "public"))
            .Where(e => e.Metadata.GetMetadata<IEndpointGroupNameMetadata>()?.EndpointGroupName != FamilyOf(e))
            .Select(e => Path(e))
            .MustNot("An operation is described in its family's OpenAPI document.");

    [Test]
    public void Every_request_carries_the_one_marker_of_its_family()
    {
        (Type Marker, string Family)[] markers =
        [
            (typeof(IWidgetRequest), "Widget"),
            (typeof(IMemberRequest), "Account"),
            (typeof(IOpenRequest), "Account"),
            (typeof(IV1Request), "V1"),
            (typeof(IHelpRequest), "Help"),
        ];
        foreach (var (marker, _) in markers)
            Subjects.Some(ServiceTypes.Requests.Where(r => r.IsAssignableTo(marker)));

        ServiceTypes
            .Requests.Where(r =>
                !markers.Where(m => r.IsAssignableTo(m.Marker)).Select(m => m.Family).SequenceEqual([ServiceTypes.FamilyOf(r)])
            )
            .Select(r => r.FullName!)
            .MustNot("The family behavior is bound to the marker: a request without one would meet no credential at all.");
    }

    [Test]
    public void Only_the_families_make_the_id_of_a_project()
    {
        var calls = Subjects.Some(SourceTree.Service.SelectMany(f => f.Lines(new Regex(@"\bProjectId\.Trust\b"))));
        calls
            .Where(line => !line.StartsWith("Hal.Api/Families/", StringComparison.Ordinal))
            .MustNot("A project id is made where the credential was checked, and nowhere else.");
    }

    [Test]
    public void A_project_id_is_made_in_no_other_way() => Assert.That(typeof(ProjectId).GetConstructors(), Is.Empty);

    private static string? FamilyOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<FamilyMetadata>()?.Family;

    private static string Path(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static string FamilyOfPath(string path) =>
        path switch
        {
            _ when PublicPath.IsMatch(path) => "public",
            _ when path.StartsWith("/api/widget/", StringComparison.Ordinal) => "widget",
            _ when path.StartsWith("/api/v1/", StringComparison.Ordinal) => "v1",
            _ when path.StartsWith("/api/", StringComparison.Ordinal) => "account",
            _ => "none",
        };

    private static IEnumerable<Type> Records(RouteEndpoint endpoint) =>
        endpoint
            .Metadata.OfType<IAcceptsMetadata>()
            .Select(m => m.RequestType)
            .Concat(endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(m => m.StatusCode < 300).Select(m => m.Type))
            .Concat(endpoint.Metadata.OfType<RequestMetadata>().Select(m => m.Request))
            .OfType<Type>()
            .Where(t => t != typeof(void));

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        var running = await TestHost.RunningAsync();
        return Subjects.Some(running.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>());
    }
}
