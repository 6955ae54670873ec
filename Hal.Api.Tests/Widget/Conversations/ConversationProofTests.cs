using Hal.Api.Families.Widget;
using Hal.Api.Tests.Architecture;
using Hal.Api.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>
/// Contract 4.7: reading needs a proof; knowing an id is not enough. The tests try every conversation route with every kind of invalid
/// proof and with conversations of others. No answer shows a message of another visitor, and "not yours" looks exactly like "not found".
/// </summary>
public class ConversationProofTests
{
    // The conversation's id stands for {id}.
    private static readonly (string Method, string Path)[] Routes =
    [
        ("POST", "conversations"),
        ("GET", "conversations"),
        ("GET", "conversations/{id}/messages"),
        ("POST", "conversations/{id}/messages"),
        ("POST", "conversations/{id}/read"),
        ("POST", "conversations/{id}/typing"),
    ];

    private static IEnumerable<string> All => Routes.Select(r => $"{r.Method} {r.Path}");

    private static IEnumerable<string> WithIds => All.Where(r => r.Contains("{id}", StringComparison.Ordinal));

    [Test]
    public async Task Every_conversation_route_is_in_the_matrix()
    {
        var mapped = (await TestHost.RunningAsync())
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/widget/conversations", StringComparison.Ordinal))
            .Select(e =>
                (
                    Method: e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single(),
                    Path: e.RoutePattern.RawText!.TrimStart('/')["api/widget/".Length..]
                )
            )
            .Select(e => $"{e.Method} {e.Path}");
        Assert.That(Subjects.Some(mapped), Is.EquivalentTo(All));
    }

    [Test]
    public void Every_request_about_conversations_wants_a_proof() =>
        Subjects
            .Some(ServiceTypes.Requests.Where(t => t.Namespace!.StartsWith("Hal.Api.Widget.Conversations.", StringComparison.Ordinal)))
            .Where(t => !t.IsAssignableTo(typeof(IProofRequest)))
            .Select(t => t.FullName!)
            .MustNot("A visitor shows that it is the one.");

    [TestCaseSource(nameof(All))]
    public async Task Is_open_to_its_visitor_by_token_and_by_either_hash(string route)
    {
        var scene = await ProofScene.CreateAsync();

        await SendAsync(scene.Ana, route, scene.AnasId).MustAsync();
        await SendAsync(scene.Ana with { Token = null, Hash = scene.Project.Hash("ana") }, route, scene.AnasId).MustAsync();
        await SendAsync(
                scene.Proven with
                {
                    Token = null,
                    Hash = scene.Project.Hash("u-proven"),
                    UserId = "u-proven",
                },
                route,
                scene.ProvensId
            )
            .MustAsync();
        await SendAsync(scene.Proven with { Token = null, Hash = scene.Project.Hash("proven") }, route, scene.ProvensId).MustAsync();
        await SendAsync(scene.Proven, route, scene.ProvensId).MustAsync();
    }

    [TestCaseSource(nameof(All))]
    public async Task Is_closed_to_whoever_shows_nothing_or_something_wrong(string route)
    {
        var scene = await ProofScene.CreateAsync();
        var before = await scene.FingerprintAsync();
        foreach (var (what, code, caller) in await scene.ImpostorsAsync())
        {
            var answers = new List<string>();
            // Her own, another visitor's, another project's, an unknown id and a malformed one: the answer is the same.
            foreach (var id in new[] { scene.AnasId, scene.BobsId, scene.ForeignId, Guid.CreateVersion7().ToString(), "no-id" })
                answers.Add(Neutral((await SendAsync(caller, route, id)).MustBe(401, code)));

            Assert.That(answers.Distinct().Count(), Is.EqualTo(1), what);
            Assert.That(answers[0], Does.Not.Contain(ProofScene.Secret), what);
        }

        Assert.That(await scene.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(WithIds))]
    public async Task Somebody_else_s_is_exactly_like_one_that_is_not_there(string route)
    {
        var scene = await ProofScene.CreateAsync();
        var before = await scene.FingerprintAsync();
        var callers = new[]
        {
            scene.Bob,
            scene.Bob with
            {
                Token = null,
                Hash = scene.Project.Hash("bob"),
            },
            scene.Foreign,
            new TestVisitor(scene.Project, "never seen") { Hash = scene.Project.Hash("never seen") },
        };
        foreach (var caller in callers)
        {
            var missing = Neutral((await SendAsync(caller, route, Guid.CreateVersion7().ToString())).MustBe(404, "not_found"));
            foreach (var id in new[] { scene.AnasId, scene.ProvensId, "no-id", scene.AnasId.ToUpperInvariant() + "0" })
                Assert.That(Neutral(await SendAsync(caller, route, id)), Is.EqualTo(missing), $"{caller.VisitorId} {id}");
        }

        // A message id of another conversation reveals nothing either.
        Assert.That(
            (await scene.Bob.MessagesAsync(scene.BobsId, $"after={scene.AnasMessage}"))
                .MustName("after")
                .Body.GetProperty("detail")
                .GetString(),
            Is.EqualTo(
                (await scene.Bob.MessagesAsync(scene.BobsId, $"after={Guid.CreateVersion7()}")).Body.GetProperty("detail").GetString()
            )
        );
        Assert.That(await scene.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Reading_does_not_reveal_whether_a_visitor_exists()
    {
        var scene = await ProofScene.CreateAsync();

        var known = await new TestVisitor(scene.Project, "ana").ListAsync();
        var unknown = await new TestVisitor(scene.Project, "never seen").ListAsync();

        Assert.That(Neutral(known), Is.EqualTo(Neutral(unknown)));
        known.MustMatch();
    }

    private static async Task<Exchange> SendAsync(TestVisitor caller, string route, string id)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{id}", id, StringComparison.Ordinal));
        return method == "GET" ? await caller.GetAsync(path) : await caller.PostAsync(path, new { content = "x" });
    }

    private static string Neutral(Exchange exchange) =>
        exchange.Text.Replace(exchange.Headers["X-Request-Id"], "", StringComparison.Ordinal);
}
