using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Widget;

/// <summary>The proof of identity on every widget write (contract 4.1).</summary>
public class UserHashTests
{
    private static readonly string[] Writes =
    [
        """identify {"visitor_id":"v-1"}""",
        """identify {"visitor_id":"v-1","user_id":"u-1","email":"ana@acme.example"}""",
        """set-properties {"visitor_id":"v-1","metadata":{"a":1}}""",
        """track {"visitor_id":"v-1","name":"seen"}""",
        """track/batch {"visitor_id":"v-1","events":[{"name":"seen"}]}""",
        """set-stage {"visitor_id":"v-1","stage":"Won"}""",
        """set-deal {"visitor_id":"v-1","deal_value":1}""",
    ];

    [Test]
    public async Task Is_accepted_for_the_visitor_id_and_for_the_user_id_in_either_case()
    {
        var project = await TestProject.CreateAsync();
        string[] right =
        [
            project.Hash("v-1"),
            project.Hash("u-1"),
            project.Hash("v-1").ToUpperInvariant(),
            project.Hash("u-1").ToUpperInvariant(),
        ];
        foreach (var hash in right)
        {
            var answer = await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = hash,
                }
            );
            Assert.That(answer.GetProperty("visitor").GetProperty("verified").GetBoolean());
        }
    }

    [Test]
    public async Task Marks_the_visitor_and_the_contact_it_names_verified()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                user_hash = project.Hash("v-1"),
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        Assert.That(
            await project.RowsAsync<string>("select email || ' ' || verified from contacts where project_id = @p order by email"),
            Is.EqualTo(["ana@acme.example true", "bo@acme.example false"])
        );
        Assert.That(
            await project.RowsAsync<string>("select visitor_id || ' ' || verified from visitors where project_id = @p order by visitor_id"),
            Is.EqualTo(["v-1 true", "v-2 false"])
        );
    }

    [Test]
    public async Task Marks_an_anonymous_visitor_verified()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                metadata = new { a = 1 },
                user_hash = project.Hash("v-1"),
            }
        );

        Assert.That(answer.GetProperty("visitor").GetProperty("verified").GetBoolean());
        Assert.That(await project.OneAsync<bool>("select verified from visitors where project_id = @p"));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task Is_refused_everywhere_when_it_is_wrong(string write)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        var right = project.Hash("v-1");
        string[] wrong =
        [
            "",
            "ab",
            "00",
            project.Hash("v-2"),
            right[..63],
            right[..62],
            right + "00",
            new string('g', 64),
            new string('0', 64),
            $" {right}",
        ];
        foreach (var hash in wrong)
        {
            var (route, json) = (write.Split(' ', 2)[0], write.Split(' ', 2)[1]);
            (await project.MustRefuseAsync(route, Refusals.Body(json, ("user_hash", hash)))).MustBe(401, "identity_verification_failed");
        }
    }

    [Test]
    public async Task Is_refused_for_another_project_s_secret()
    {
        var (project, other) = (await TestProject.CreateAsync(), await TestProject.CreateAsync());

        var exchange = await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = other.Hash("v-1"),
            }
        );

        exchange.MustBe(401, "identity_verification_failed").MustMatch();
    }

    [Test]
    public async Task Is_refused_for_a_user_id_that_the_call_does_not_carry()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    email = "ana@acme.example",
                    user_hash = project.Hash("u-1"),
                }
            )
        ).MustBe(401, "identity_verification_failed");
        (
            await project.MustRefuseAsync(
                "set-properties",
                new
                {
                    visitor_id = "v-1",
                    metadata = new { a = 1 },
                    user_hash = project.Hash("u-1"),
                }
            )
        ).MustBe(401, "identity_verification_failed");
    }

    [Test]
    public async Task Of_the_user_opens_every_write_of_the_users_own_visitor()
    {
        var project = await TestProject.CreateAsync();
        var proof = new
        {
            visitor_id = "v-1",
            user_id = "u-1",
            user_hash = project.Hash("u-1"),
        };
        await project.MustPostAsync(
            "identify",
            new
            {
                proof.visitor_id,
                proof.user_id,
                proof.user_hash,
                company = new { id = "acme" },
            }
        );

        await project.MustPostAsync(
            "set-properties",
            new
            {
                proof.visitor_id,
                proof.user_id,
                proof.user_hash,
                metadata = new { a = 1 },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                proof.visitor_id,
                proof.user_id,
                proof.user_hash,
                name = "started",
            }
        );
        await project.MustPostAsync(
            "track/batch",
            new
            {
                proof.visitor_id,
                proof.user_id,
                proof.user_hash,
                events = new[] { new { name = "seen" } },
            }
        );
        await project.MustPostAsync(
            "set-stage",
            new
            {
                proof.visitor_id,
                proof.user_id,
                proof.user_hash,
                stage = "Lead",
            }
        );
        await project.MustPostAsync(
            "set-deal",
            new
            {
                proof.visitor_id,
                proof.user_id,
                proof.user_hash,
                deal_value = 1,
            }
        );
    }

    [Test]
    public async Task Of_one_user_is_no_proof_for_the_visitor_of_another()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = project.Hash("u-1"),
                company = new { id = "acme" },
            }
        );
        var proof = new
        {
            visitor_id = "v-1",
            user_id = "u-2",
            user_hash = project.Hash("u-2"),
        };

        foreach (
            var (route, body) in new (string, object)[]
            {
                (
                    "set-properties",
                    new
                    {
                        proof.visitor_id,
                        proof.user_id,
                        proof.user_hash,
                        metadata = new { a = 1 },
                    }
                ),
                (
                    "track",
                    new
                    {
                        proof.visitor_id,
                        proof.user_id,
                        proof.user_hash,
                        name = "started",
                    }
                ),
                (
                    "track/batch",
                    new
                    {
                        proof.visitor_id,
                        proof.user_id,
                        proof.user_hash,
                        events = new[] { new { name = "seen" } },
                    }
                ),
                (
                    "set-stage",
                    new
                    {
                        proof.visitor_id,
                        proof.user_id,
                        proof.user_hash,
                        stage = "Lead",
                    }
                ),
                (
                    "set-deal",
                    new
                    {
                        proof.visitor_id,
                        proof.user_id,
                        proof.user_hash,
                        deal_value = 1,
                    }
                ),
            }
        )
            (await project.MustRefuseAsync(route, body)).MustBe(401, "identity_verification_required");
    }

    [Test]
    public async Task Counts_as_absent_when_it_is_null()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = (string?)null,
            }
        );

        Assert.That(answer.GetProperty("visitor").GetProperty("verified").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Has_to_be_text()
    {
        var project = await TestProject.CreateAsync();

        (await project.MustRefuseAsync("identify", new { visitor_id = "v-1", user_hash = 1 })).MustName("user_hash");
    }

    [Test]
    public async Task Is_lost_when_the_visitor_becomes_somebody_else_without_one()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                metadata = new { a = 1 },
                user_hash = project.Hash("v-1"),
            }
        );

        var answer = await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });

        Assert.That(answer.GetProperty("visitor").GetProperty("verified").GetBoolean(), Is.False);
        Assert.That(await project.OneAsync<bool>("select verified from contacts where project_id = @p"), Is.False);
    }
}
