using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 2, 3 and 5: each e-mail and user_id belongs to one contact.</summary>
public class CreateContactTests
{
    [Test]
    public async Task Creates_a_contact_and_returns_its_location()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var exchange = await workspace.Owner.PostAsync(
            "contacts",
            new
            {
                email = " Ana@Acme.example",
                user_id = "u-1",
                name = " Ana ",
                phone = " +1 ",
                notes = "Met in May.",
                tags = new[] { "vip", "vip ", "beta" },
                metadata = new
                {
                    plan = "pro",
                    seats = 12.50m,
                    emoji = "🦊",
                    gone = (string?)null,
                },
            }
        );

        exchange.MustMatch();
        var id = exchange.Body.GetProperty("contact").GetProperty("id").GetString();
        Assert.That(exchange.Headers["Location"], Is.EqualTo($"/api/contacts/{id}"));
        var stored = await workspace.Owner.GetAsync($"contacts/{id}");
        Assert.That(JsonElement.DeepEquals(stored.Body, exchange.Body), stored.Text);
        Assert.That(stored.Headers["ETag"], Is.EqualTo(exchange.Headers["ETag"]));
    }

    [TestCase("""{"user_id":"u-1"}""")]
    [TestCase("""{"name":"Ana"}""")]
    [TestCase("""{"phone":"+1"}""")]
    public async Task One_identifying_field_is_enough(string json)
    {
        var workspace = await TestWorkspace.CreateAsync();

        Assert.That((await workspace.Owner.PostAsync("contacts", json)).Status, Is.EqualTo(201));
    }

    [TestCase("""{}""", "email")]
    [TestCase("""{"email":" ","user_id":" ","name":" ","phone":" "}""", "email")]
    [TestCase("""{"notes":"n","tags":["a"],"metadata":{"a":1}}""", "email")]
    [TestCase("""{"email":"ana"}""", "email")]
    [TestCase("""{"email":"@acme.example"}""", "email")]
    [TestCase("""{"user_id":"undefined"}""", "user_id")]
    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"name":"Ana","metadata":{"a":{"b":{"c":{"d":{"e":{}}}}}}}""", "metadata.a")]
    [TestCase("""{"name":"Ana","metadata":"x"}""", "metadata")]
    [TestCase("""{"name":"Ana","tags":[""]}""", "tags")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("contacts", json)).MustName(field);

        Assert.That(await CountAsync(workspace), Is.Zero);
    }

    [TestCase("email", 254, "@acme.example")]
    [TestCase("user_id", 255, "")]
    [TestCase("name", 200, "")]
    [TestCase("phone", 50, "")]
    [TestCase("notes", 10_000, "")]
    public async Task Texts_have_limits(string field, int length, string end)
    {
        var workspace = await TestWorkspace.CreateAsync();
        object Body(int characters) =>
            Refusals.Body("""{"name":"Ana"}""", (field, new string('x', characters - end.Length) + end)).ToJsonString();

        (await workspace.Owner.PostAsync("contacts", Body(length + 1))).MustName(field);

        Assert.That((await workspace.Owner.PostAsync("contacts", Body(length))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Tags_have_limits()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("contacts", new { name = "Ana", tags = Numbered(101) })).MustName("tags");
        (await workspace.Owner.PostAsync("contacts", new { name = "Ana", tags = new[] { new string('x', 101) } })).MustName("tags");

        var made = await workspace
            .Owner.PostAsync("contacts", new { name = "Ana", tags = (string[])[.. Numbered(99), new string('x', 100)] })
            .MustAsync();
        Assert.That(made.GetProperty("contact").GetProperty("tags").GetArrayLength(), Is.EqualTo(100));
    }

    [Test]
    public async Task Metadata_has_limits()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("contacts", new { name = "Ana", metadata = Numbered(101).ToDictionary(k => k, _ => 1) })).MustName(
            "metadata"
        );
        (await workspace.Owner.PostAsync("contacts", new { name = "Ana", metadata = new { a = new string('x', 16 * 1024) } })).MustName(
            "metadata"
        );

        await workspace
            .Owner.PostAsync("contacts", new { name = "Ana", metadata = Numbered(100).ToDictionary(k => k, _ => 1) })
            .MustAsync();
        await workspace
            .Owner.PostAsync("contacts", new { name = "Ana", metadata = new { a = new string('x', (16 * 1024) - 20) } })
            .MustAsync();
        Assert.That(await CountAsync(workspace), Is.EqualTo(2));
    }

    [TestCase("""{"email":"ANA@acme.example "}""", "email_taken", "email")]
    [TestCase("""{"email":"ana@acme.example","user_id":"u-2"}""", "email_taken", "email")]
    [TestCase("""{"user_id":"u-1"}""", "user_id_taken", "user_id")]
    public async Task An_e_mail_or_user_id_belongs_to_one_contact(string json, string code, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
            }
        );

        var refused = (await workspace.Owner.PostAsync("contacts", json)).MustBe(409, code);

        Assert.That(refused.Body.GetProperty("detail").GetString(), Does.StartWith($"{field}:"));
        Assert.That(await CountAsync(workspace), Is.EqualTo(1));
    }

    [Test]
    public async Task Each_project_has_its_own_contacts()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        foreach (var project in new[] { workspace.Project, other })
            await workspace
                .Owner.PostAsync("contacts", new { email = "ana@acme.example", user_id = "u-1" }, ("X-Project-Id", project.Id.ToString()))
                .MustAsync();

        Assert.That(await CountAsync(workspace), Is.EqualTo(1));
    }

    [Test]
    public async Task A_later_identify_finds_the_created_contact()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Owner.PostAsync("contacts", new { email = "Ana@acme.example", notes = "n" }).MustAsync();

        var identified = await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@ACME.example" });

        Assert.That(
            identified.GetProperty("contact").GetProperty("id").GetString(),
            Is.EqualTo(made.GetProperty("contact").GetProperty("id").GetString())
        );
        Assert.That(identified.GetProperty("contact").GetProperty("created").GetBoolean(), Is.False);
    }

    private static IEnumerable<string> Numbered(int count) => Enumerable.Range(0, count).Select(i => $"k{i}");

    private static Task<long> CountAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p");
}
