using System.Security.Cryptography;
using System.Text;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Widget;

/// <summary>A changed identity secret (contract 4.1).</summary>
public class SecretRotationTests
{
    private const string NewSecret = "the-secret-after-the-rotation";

    [Test]
    public async Task The_old_secret_stays_valid_until_its_time()
    {
        var project = await RememberedAsync();
        await project.SetAsync(
            $"identity_secret = '{NewSecret}', previous_identity_secret = identity_secret, previous_secret_valid_until = now() + "
                + $"interval '1 hour'"
        );

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = project.Hash("u-1"),
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = NewHash("u-1"),
            }
        );
    }

    [Test]
    public async Task The_old_secret_proves_nothing_afterwards()
    {
        var project = await RememberedAsync();
        await project.SetAsync(
            $"identity_secret = '{NewSecret}', previous_identity_secret = identity_secret, previous_secret_valid_until = now() - "
                + $"interval '1 second'"
        );

        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = project.Hash("u-1"),
                }
            )
        ).MustBe(401, "identity_verification_failed");
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = NewHash("u-1"),
            }
        );
    }

    [Test]
    public async Task A_secret_without_a_successor_s_grace_ends_at_once()
    {
        var project = await RememberedAsync();
        await project.SetAsync($"identity_secret = '{NewSecret}'");

        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = project.Hash("u-1"),
                }
            )
        ).MustBe(401, "identity_verification_failed");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_visitor_s_token_ends_with_the_secret_that_its_proof_was_made_with(bool isOfVisitor)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var (maker, _) = await TestVisitor.BeginAsync(project, "v-2");
        var hash = project.Hash(isOfVisitor ? "v-1" : "u-1");
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = hash,
            }
        );
        var visitor = new TestVisitor(project, "v-1") { Token = identified.Text("visitor_token") };
        var rotate = $"projects/{project.Id}/identity-secret/rotate";
        await workspace.Owner.PostAsync(rotate, null).MustAsync();
        await visitor.ListAsync().MustAsync();
        // Made while the old secret is still good, it is the old one's all the same.
        var late = visitor with
        {
            Token = (await (visitor with { Token = null, Hash = hash, UserId = "u-1" }).ListAsync().MustAsync()).Text("visitor_token"),
        };

        await workspace.Owner.PostAsync(rotate, null).MustAsync();

        (await visitor.ListAsync()).MustBe(401, "visitor_token_invalid");
        (await late.ListAsync()).MustBe(401, "visitor_token_invalid");
        await maker.ListAsync().MustAsync();
    }

    [Test]
    public async Task A_requirement_is_valid_at_once_and_ends_at_once()
    {
        var project = await RememberedAsync();
        await project.SetAsync("identity_verification_required = true");
        (await project.MustRefuseAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" })).MustBe(
            401,
            "identity_verification_required"
        );

        await project.SetAsync("identity_verification_required = false");
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });
    }

    [Test]
    public async Task A_rotation_by_an_owner_holds_at_once_and_the_second_ends_the_first()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var (here, there) = (workspace.Project, workspace.Project.Through(client));
        await there.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = here.Hash("u-1"),
            }
        );
        async Task<string> RotateAsync() =>
            (await workspace.Owner.PostAsync($"projects/{here.Id}/identity-secret/rotate", null).MustAsync())
                .GetProperty("identity_secret")
                .GetString()!;

        var second = await RotateAsync();
        foreach (var project in new[] { there, here })
        {
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = here.Hash("u-1"),
                }
            );
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = HashBy(second, "u-1"),
                }
            );
        }

        var third = await RotateAsync();
        foreach (var project in new[] { there, here })
        {
            (
                await project.MustRefuseAsync(
                    "identify",
                    new
                    {
                        visitor_id = "v-1",
                        user_id = "u-1",
                        user_hash = here.Hash("u-1"),
                    }
                )
            ).MustBe(401, "identity_verification_failed");
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = HashBy(second, "u-1"),
                }
            );
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = HashBy(third, "u-1"),
                }
            );
        }
    }

    [Test]
    public async Task A_new_secret_is_valid_at_once()
    {
        var project = await RememberedAsync();
        await project.SetAsync($"identity_secret = '{NewSecret}'");

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = NewHash("u-1"),
            }
        );

        Assert.That(answer.GetProperty("visitor").GetProperty("verified").GetBoolean());
    }

    /// <summary>A project that the service has seen as it was.</summary>
    private static async Task<TestProject> RememberedAsync()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-0", email = "zoe@acme.example" });
        return project;
    }

    private static string NewHash(string id) => HashBy(NewSecret, id);

    private static string HashBy(string secret, string id) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id)));
}
