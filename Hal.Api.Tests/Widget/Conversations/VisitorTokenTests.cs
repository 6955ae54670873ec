using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: which answers carry a visitor token, and what the token opens once the visitor is identified.</summary>
public class VisitorTokenTests
{
    // A body that the route takes from any visitor with a company.
    private static readonly (string Route, object Body)[] Makers =
    [
        ("identify", new { email = "ana@acme.example" }),
        ("identify", new { name = "Ana" }),
        ("set-properties", new { metadata = new { a = 1 } }),
        ("track", new { name = "seen" }),
        ("track/batch", new { events = new[] { new { name = "seen" } } }),
        ("conversations", new { content = "Hello" }),
    ];

    private static IEnumerable<int> MakerNumbers => Enumerable.Range(0, Makers.Length);

    [TestCaseSource(nameof(MakerNumbers))]
    public async Task Is_in_the_answer_that_makes_a_visitor_and_in_no_later_one(int maker)
    {
        var project = await TestProject.CreateAsync();
        var visitor = new TestVisitor(project, "v-1");
        var (route, body) = Makers[maker];

        var first = await visitor.PostAsync(route, body).MustAsync();

        Assert.That((await (visitor with { Token = first.Text("visitor_token") }).ListAsync()).Status, Is.EqualTo(200));
        if (route != "conversations")
            Assert.That(
                (await visitor.PostAsync(route, body).MustAsync()).TryGetProperty("visitor_token", out _),
                Is.False,
                "A caller without a proof gets none."
            );
    }

    [Test]
    public async Task Is_in_no_answer_that_makes_no_visitor()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seen",
                event_key = "k",
            }
        );

        foreach (
            var answer in new[]
            {
                await project.MustPostAsync(
                    "track",
                    new
                    {
                        visitor_id = "v-2",
                        name = "seen",
                        event_key = "k",
                    }
                ),
                await project.MustPostAsync("track/batch", new { visitor_id = "v-2", events = new[] { new { name = "" } } }),
            }
        )
            Assert.That(answer.TryGetProperty("visitor_token", out _), Is.False);
    }

    [Test]
    public async Task Is_in_every_answer_to_a_right_hash()
    {
        var project = await TestProject.CreateAsync();
        var visitor = new TestVisitor(project, "v-1") { Hash = project.Hash("v-1") };
        await visitor.PostAsync("identify", new { email = "ana@acme.example", company = new { id = "acme" } }).MustAsync();
        var id = (await visitor.StartAsync(new { content = "Hello" }).MustAsync()).Text("conversation", "id")!;

        foreach (
            var answer in new[]
            {
                await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync(),
                await visitor.PostAsync("set-properties", new { metadata = new { a = 1 } }).MustAsync(),
                await visitor.PostAsync("track", new { name = "seen" }).MustAsync(),
                await visitor.PostAsync("track/batch", new { events = new[] { new { name = "seen" } } }).MustAsync(),
                await visitor.PostAsync("set-stage", new { stage = "Lead" }).MustAsync(),
                await visitor.PostAsync("set-deal", new { deal_value = 1 }).MustAsync(),
                await visitor.StartAsync(new { content = "Hello" }).MustAsync(),
                await visitor.ListAsync().MustAsync(),
                await visitor.MessagesAsync(id).MustAsync(),
                await visitor.SendAsync(id, new { content = "Hello" }).MustAsync(),
                await visitor.ReadAsync(id).MustAsync(),
                await visitor.TypeAsync(id).MustAsync(),
            }
        )
            Assert.That(
                (await new TestVisitor(project, "v-1") { Token = answer.Text("visitor_token") }.MessagesAsync(id)).Status,
                Is.EqualTo(200),
                answer.ToString()
            );
    }

    [Test]
    public async Task Is_renewed_by_the_first_use_after_a_day_and_says_the_same()
    {
        var project = await TestProject.CreateAsync();
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = project.Hash("u-1"),
            }
        );
        var pass = await TestTokens.ReadAsync(identified.Text("visitor_token")!);
        var visitor = new TestVisitor(project, "v-1");

        var young = await (visitor with { Token = await TestTokens.IssueAsync(pass!, TimeSpan.FromHours(23)) }).ListAsync().MustAsync();
        var old = await (visitor with { Token = await TestTokens.IssueAsync(pass!, TimeSpan.FromDays(29)) }).ListAsync().MustAsync();

        Assert.That(young.TryGetProperty("visitor_token", out _), Is.False);
        var renewed = await TestTokens.ReadAsync(old.Text("visitor_token")!);
        Assert.That(renewed! with { IssuedAt = default }, Is.EqualTo(pass! with { IssuedAt = default }));
        Assert.That(renewed.IssuedAt, Is.GreaterThan(DateTime.UtcNow.AddHours(-1)));
    }

    [Test]
    public async Task Opens_no_route_of_members()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, _) = await TestVisitor.BeginAsync(workspace.Project, "v-1");

        (await workspace.Project.GetAsync("/api/conversations", ("Authorization", $"Bearer {visitor.Token}"))).MustBe(401, "invalid_token");
        (await workspace.Project.GetAsync("/api/conversations", ("Authorization", $"Visitor {visitor.Token}"))).MustBe(
            401,
            "authentication_required"
        );
    }

    [Test]
    public async Task Proves_no_identity_to_routes_that_write_contacts()
    {
        var project = await TestProject.CreateAsync();
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = project.Hash("u-1"),
            }
        );
        var visitor = new TestVisitor(project, "v-1") { Token = identified.Text("visitor_token") };

        (await visitor.PostAsync("set-properties", new { metadata = new { a = 1 } })).MustBe(401, "identity_verification_required");
        (await visitor.PostAsync("identify", new { name = "Eve" })).MustBe(401, "identity_verification_required");
    }

    [Test]
    public async Task Of_an_unproven_visitor_opens_nothing_once_a_person_is_proven()
    {
        // An attacker guesses a visitor id, comes first, and gets its token.
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var eve = new TestVisitor(project, "v-ana")
        {
            Token = (await project.MustPostAsync("track", new { visitor_id = "v-ana", name = "seen" })).Text("visitor_token"),
        };
        Assert.That((await eve.ListAsync()).Status, Is.EqualTo(200));
        var ana = new TestVisitor(project, "v-ana") { Hash = project.Hash("v-ana") };
        var id = (await ana.StartAsync(new { content = "a secret" }).MustAsync()).Text("conversation", "id")!;

        (await eve.ListAsync()).MustBe(401, "identity_verification_required");
        (await eve.MessagesAsync(id)).MustBe(401, "identity_verification_required");
        (await eve.SendAsync(id, new { content = "x" })).MustBe(401, "identity_verification_required");

        // Identifying as another person without a proof makes the visitor unproven again, and still opens none of its conversations.
        await eve.PostAsync("identify", new { email = "eve@evil.example" }).MustAsync();
        Assert.That((await eve.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(), Is.Zero);
        (await eve.MessagesAsync(id)).MustBe(404, "not_found");
        (await eve.SendAsync(id, new { content = "x" })).MustBe(404, "not_found");
        (await eve.ReadAsync(id)).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_person_that_takes_over_a_visitor_sees_nothing_of_who_was_there_before()
    {
        var project = await TestProject.CreateAsync();
        var (ana, started) = await TestVisitor.BeginAsync(project, "v-1", "a secret");
        var id = started.Text("conversation", "id")!;

        // Bob proves his user id. He does not prove that he is the visitor v-1, which was anonymous.
        var bob = new TestVisitor(project, "v-1") { Hash = project.Hash("u-bob"), UserId = "u-bob" };
        var identified = await bob.PostAsync("identify", new { }).MustAsync();
        foreach (var caller in new[] { bob, bob with { Hash = null, Token = identified.Text("visitor_token") } })
        {
            Assert.That((await caller.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(), Is.Zero);
            (await caller.MessagesAsync(id)).MustBe(404, "not_found");
            (await caller.SendAsync(id, new { content = "x" })).MustBe(404, "not_found");
        }

        // With the visitor's own token as well, he proves both.
        Assert.That((await (bob with { Token = ana.Token }).MessagesAsync(id)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_visitor_that_identifies_with_its_token_keeps_its_conversations()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;

        var identified = await (visitor with { Hash = workspace.Project.Hash("u-1"), UserId = "u-1" })
            .PostAsync("identify", new { email = "ana@acme.example" })
            .MustAsync();

        var proven = visitor with { Token = identified.Text("visitor_token") };
        Assert.That((await proven.MessagesAsync(id).MustAsync()).GetProperty("messages").GetArrayLength(), Is.EqualTo(1));
        Assert.That(
            (await (visitor with { Token = null, Hash = workspace.Project.Hash("u-1"), UserId = "u-1" }).ListAsync().MustAsync())
                .GetProperty("conversations")
                .GetArrayLength(),
            Is.EqualTo(1)
        );
        (await visitor.MessagesAsync(id)).MustBe(401, "identity_verification_required");

        // Members see the contact it belongs to.
        var conversation = (await workspace.Owner.GetAsync($"conversations/{id}").MustAsync()).GetProperty("conversation");
        Assert.That(conversation.Text("contact_id"), Is.EqualTo(identified.Text("contact", "id")));
    }

    [Test]
    public async Task On_a_shared_device_each_person_has_their_own()
    {
        var project = await TestProject.CreateAsync();
        TestVisitor Of(string user) => new(project, "v-1") { Hash = project.Hash(user), UserId = user };
        await Of("u-ana").PostAsync("identify", new { }).MustAsync();
        var anas = await Of("u-ana").StartAsync(new { content = "Ana's" }).MustAsync();
        var token = anas.Text("visitor_token");
        await Of("u-bob").PostAsync("identify", new { }).MustAsync();
        var bobs = await Of("u-bob").StartAsync(new { content = "Bob's" }).MustAsync();

        Assert.That(
            (await Of("u-bob").ListAsync().MustAsync()).GetProperty("conversations").EnumerateArray().Texts("id"),
            Is.EqualTo(new[] { bobs.Text("conversation", "id") })
        );
        (await Of("u-bob").MessagesAsync(anas.Text("conversation", "id")!)).MustBe(404, "not_found");
        // Ana's proof is not valid for the present person.
        (await new TestVisitor(project, "v-1") { Token = token }.ListAsync()).MustBe(401, "visitor_token_invalid");
        (await Of("u-ana").ListAsync()).MustBe(401, "visitor_proof_required");
        await Of("u-ana").PostAsync("identify", new { }).MustAsync();
        Assert.That(
            (await Of("u-ana").ListAsync().MustAsync()).GetProperty("conversations").EnumerateArray().Texts("id"),
            Is.EqualTo(new[] { anas.Text("conversation", "id") })
        );
    }

    [Test]
    public async Task A_hash_of_somebody_else_gives_no_token_of_the_visitor()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        var answer = await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                user_id = "u-2",
                user_hash = project.Hash("u-2"),
                metadata = new { a = 1 },
            }
        );

        Assert.That(answer.TryGetProperty("visitor_token", out _), Is.False);
    }
}
