using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Widget;

/// <summary>A project that requires verification (contract 4.1).</summary>
public class RequiredVerificationTests
{
    private static readonly string[] AnonymousCalls =
    [
        """track {"visitor_id":"new","name":"seen"}""",
        """track/batch {"visitor_id":"new","events":[{"name":"seen"}]}""",
        """set-properties {"visitor_id":"new","metadata":{"a":1},"name":"Ana","phone":"+1"}""",
        """identify {"visitor_id":"new","name":"Ana","metadata":{"a":1}}""",
        """identify {"visitor_id":"new","email":" ","user_id":""}""",
    ];

    private static readonly string[] CallsWithIdentity =
    [
        """identify {"visitor_id":"new","email":"bo@acme.example"}""",
        """identify {"visitor_id":"new","user_id":"u-2"}""",
        """identify {"visitor_id":"new","user_id":"u-2","company":{"id":"acme"}}""",
        """identify {"visitor_id":"known","name":"Ana"}""",
        """identify {"visitor_id":"known","company":{"id":"acme","stage":"Won","deal_value":1}}""",
        """identify {"visitor_id":"known","company_ids":["acme"]}""",
        """set-properties {"visitor_id":"known","metadata":{"a":1}}""",
        """set-properties {"visitor_id":"known","name":"Ana"}""",
        """track {"visitor_id":"known","name":"seen"}""",
        """track {"visitor_id":"known","name":"seen","entity":"company"}""",
        """set-stage {"visitor_id":"known","stage":"Won"}""",
        """set-deal {"visitor_id":"known","deal_value":1}""",
    ];

    // Without a contact these have nothing to act on even with proof; without it, not even that is told.
    private static readonly string[] CallsForNobody =
    [
        """identify {"visitor_id":"new","company":{"id":"acme"}}""",
        """identify {"visitor_id":"new","company_ids":["acme"]}""",
        """track {"visitor_id":"new","name":"seen","company_id":"acme"}""",
        """set-stage {"visitor_id":"new","stage":"Won"}""",
        """set-stage {"visitor_id":"new","stage":"no such stage"}""",
        """set-deal {"visitor_id":"new","deal_value":1}""",
    ];

    [TestCaseSource(nameof(CallsWithIdentity))]
    public async Task Wants_a_hash_for_a_call_with_identity(string call)
    {
        var project = await RequiringAsync();
        var (route, json) = (call.Split(' ', 2)[0], call.Split(' ', 2)[1]);

        (await project.MustRefuseAsync(route, Refusals.Body(json))).MustBe(401, "identity_verification_required");

        var visitor = Refusals.Body(json)["visitor_id"]!.GetValue<string>();
        await project.MustPostAsync(route, Refusals.Body(json, ("user_hash", project.Hash(visitor))));
    }

    [TestCaseSource(nameof(CallsForNobody))]
    public async Task Wants_a_hash_before_it_says_that_there_is_nobody(string call)
    {
        var project = await RequiringAsync();
        var (route, json) = (call.Split(' ', 2)[0], call.Split(' ', 2)[1]);

        (await project.MustRefuseAsync(route, Refusals.Body(json))).MustBe(401, "identity_verification_required");
        var proven = await project.MustRefuseAsync(route, Refusals.Body(json, ("user_hash", project.Hash("new"))));
        Assert.That(proven.Status, Is.EqualTo(409).Or.EqualTo(422), proven.Text);
    }

    [Test]
    public async Task Wants_a_hash_for_each_batch_of_an_identified_visitor()
    {
        var project = await RequiringAsync();

        (await project.MustRefuseAsync("track/batch", new { visitor_id = "known", events = new[] { new { name = "seen" } } })).MustBe(
            401,
            "identity_verification_required"
        );
        await project.MustPostAsync(
            "track/batch",
            new
            {
                visitor_id = "known",
                events = new[] { new { name = "seen" } },
                user_hash = project.Hash("known"),
            }
        );
    }

    [TestCaseSource(nameof(AnonymousCalls))]
    public async Task Lets_an_anonymous_visitor_be(string call)
    {
        var project = await RequiringAsync();

        await project.MustPostAsync(call.Split(' ', 2)[0], Refusals.Body(call.Split(' ', 2)[1]));

        Assert.That(await project.OneAsync<bool>("select verified from visitors where project_id = @p and visitor_id = 'new'"), Is.False);
    }

    [Test]
    public async Task Says_so_in_a_problem()
    {
        var project = await RequiringAsync();

        (await project.PostAsync("identify", new { visitor_id = "new", user_id = "u-2" }))
            .MustBe(401, "identity_verification_required")
            .MustMatch();
    }

    /// <summary>A project that began to require verification when it knew an unproven contact with a company.</summary>
    private static async Task<TestProject> RequiringAsync()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "known",
                user_id = "u-1",
                company = new { id = "acme", name = "Acme" },
            }
        );
        await project.SetAsync("identity_verification_required = true");
        return project;
    }
}
