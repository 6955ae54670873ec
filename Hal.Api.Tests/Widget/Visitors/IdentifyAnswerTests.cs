using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>An answer returns only ids and what was applied, and no data crosses projects (contract 3, 4).</summary>
public class IdentifyAnswerTests
{
    private static readonly string[] Secrets =
    [
        "secret-name",
        "secret-phone",
        "secret-metadata",
        "secret-company",
        "secret-domain",
        "secret-mail",
        "secret-external",
        "secret-user",
    ];

    [Test]
    public async Task Returns_nothing_that_the_caller_did_not_send()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "secret-user",
                email = "ana@secret-mail.example",
                name = "secret-name",
                phone = "secret-phone",
                metadata = new { plan = "secret-metadata" },
                company = new
                {
                    id = "secret-external",
                    name = "secret-company",
                    domain = "secret-domain",
                    stage = "Won",
                    metadata = new { plan = "secret-metadata" },
                },
            }
        );

        var byEmail = await project.PostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                email = "ana@secret-mail.example",
                company = new { name = "Secret-Company" },
            }
        );
        var properties = await project.PostAsync("set-properties", new { visitor_id = "v-2", metadata = new { a = 1 } });
        var conflict = await project.PostAsync(
            "identify",
            new
            {
                visitor_id = "v-3",
                user_id = "u-3",
                email = "ana@secret-mail.example",
            }
        );

        foreach (var exchange in new[] { byEmail, properties, conflict })
        {
            Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
            foreach (var secret in Secrets)
                Assert.That(exchange.Text, Does.Not.Contain(secret));
        }

        Assert.That(
            MembersOf(byEmail.Body),
            Is.EquivalentTo([
                "visitor.id",
                "visitor.visitor_id",
                "visitor.verified",
                "contact.id",
                "contact.created",
                "company.id",
                "company.created",
                "linked_company_ids",
                "stage",
                "visitor_token",
            ])
        );
    }

    [Test]
    public async Task Knows_nothing_of_another_project()
    {
        var (project, other) = (await TestProject.CreateAsync(), await TestProject.CreateAsync());
        var theirs = await other.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
                name = "Theirs",
                company = new { id = "acme", name = "Acme" },
                user_hash = other.Hash("v-1"),
            }
        );
        var before = await other.FingerprintAsync();

        var ours = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
                company = new { name = "Acme" },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-1", company = new { id = "acme" } });
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", name = "Ours" });

        using (Assert.EnterMultipleScope())
        {
            foreach (var part in new[] { "visitor", "contact", "company" })
                Assert.That(
                    ours.GetProperty(part).GetProperty("id").GetString(),
                    Is.Not.EqualTo(theirs.GetProperty(part).GetProperty("id").GetString()),
                    part
                );

            Assert.That(ours.GetProperty("contact").GetProperty("created").GetBoolean());
            Assert.That(await other.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Another_project_s_company_and_stage_are_unknown()
    {
        var (project, other) = (await TestProject.CreateAsync(), await TestProject.CreateAsync());
        var theirs = (
            await other.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    company = new { id = "acme" },
                }
            )
        ).GetProperty("company").GetProperty("id").GetString();
        var stage = await other.OneAsync<Guid>("select id from stages where project_id = @p and position = 0");

        var ids = await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company_ids = new[] { theirs },
            }
        );
        var unknown = await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company_ids = new[] { Guid.NewGuid().ToString() },
            }
        );
        ids.MustName("company_ids[0]", "unknown_company");
        Assert.That(ids.Body.GetProperty("detail").GetString(), Is.EqualTo(unknown.Body.GetProperty("detail").GetString()));
        (
            await project.MustRefuseAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    company = new { id = "acme", stage },
                }
            )
        ).MustName("company.stage", "unknown_stage");

        // As company.id it does not exist, so it becomes the external id of a new company.
        var ours = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = theirs },
            }
        );
        Assert.That(ours.GetProperty("company").GetProperty("id").GetString(), Is.Not.EqualTo(theirs));
    }

    [TestCase("00000000-0000-0000-0000-000000000000")]
    [TestCase("not an id")]
    [TestCase("")]
    public async Task An_unknown_project_is_not_there(string id)
    {
        var project = await TestProject.CreateAsync();

        (await project.PostAsync("identify", new { project_id = id, visitor_id = "v-1" })).MustBe(404, "project_not_found");
        (
            await project.PostAsync(
                "set-properties",
                new
                {
                    app_id = id,
                    visitor_id = "v-1",
                    metadata = new { a = 1 },
                }
            )
        ).MustBe(404, "project_not_found");
    }

    private static IEnumerable<string> MembersOf(JsonElement body) =>
        body.EnumerateObject()
            .SelectMany(m =>
                m.Value.ValueKind is JsonValueKind.Object ? m.Value.EnumerateObject().Select(n => $"{m.Name}.{n.Name}") : [m.Name]
            );
}
