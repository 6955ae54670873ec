using Hal.Api.Families.Widget;
using Hal.Api.Tests.Architecture;
using Hal.Api.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>
/// Contract 4.7: reading is by proof, not by a guessable id. Every conversation route, every kind of proof that is none, and every
/// conversation that is not the visitor's: never another's message, and never a difference between "not yours" and "not there".
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
                $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {e.RoutePattern.RawText!.TrimStart('/')["api/widget/".Length..]}"
            );
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
            // Hers, somebody else's, another project's, one that is not there, and what cannot be one: all the same.
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

        // A place in another's conversation tells nothing either.
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
    public async Task Lists_hold_the_visitor_s_own_and_no_other()
    {
        var scene = await ProofScene.CreateAsync();

        foreach (
            var (caller, own) in new[]
            {
                (scene.Ana, scene.AnasId),
                (scene.Bob, scene.BobsId),
                (scene.Foreign, scene.ForeignId),
                (scene.Proven, scene.ProvensId),
            }
        )
            Assert.That(
                (await caller.ListAsync().MustAsync()).GetProperty("conversations").EnumerateArray().Texts("id"),
                Is.EqualTo(new[] { own }),
                caller.VisitorId
            );

        var unseen = new TestVisitor(scene.Project, "never seen") { Hash = scene.Project.Hash("never seen") };
        Assert.That((await unseen.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Whether_there_is_such_a_visitor_is_not_told_to_whoever_only_reads()
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
