using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 2 and 5: a PATCH is a merge.</summary>
public class PatchContactTests
{
    [Test]
    public async Task Changes_what_is_sent_clears_what_is_null_and_keeps_the_rest()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    email = "Ana@Acme.example ",
                    user_id = "u-1",
                    name = "Ana",
                    phone = "1",
                    notes = "n",
                    tags = new[] { "a" },
                    metadata = new { a = 1, b = 2 },
                }
            )
            .MustAsync();
        var id = made.GetProperty("contact").GetProperty("id").GetString();

        var exchange = await workspace.Owner.PatchAsync(
            $"contacts/{id}",
            new
            {
                name = (string?)null,
                phone = " ",
                tags = new[] { "b", " b", "c" },
                metadata = new { a = (int?)null, c = 3 },
            }
        );

        exchange.MustMatch();
        Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
        var stored = await workspace.Owner.GetAsync($"contacts/{id}").MustAsync();
        Assert.That(JsonElement.DeepEquals(stored, exchange.Body), $"{stored}");
    }

    [TestCase("""{"email":"x"}""", "email")]
    [TestCase("""{"email":7}""", "email")]
    [TestCase("""{"user_id":"null"}""", "user_id")]
    [TestCase("""{"tags":"x"}""", "tags")]
    [TestCase("""{"tags":[1]}""", "tags[0]")]
    [TestCase("""{"tags":[" "]}""", "tags")]
    [TestCase("""{"metadata":[]}""", "metadata")]
    [TestCase("""{"name":"a\u0000"}""", "name")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync();

        (await workspace.Owner.PatchAsync($"contacts/{made.GetProperty("contact").GetProperty("id")}", json)).MustName(field);
    }

    [Test]
    public async Task Shows_and_changes_what_the_widget_wrote()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var identified = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                name = "Ana",
                metadata = new { plan = "free" },
                company = new { id = "acme" },
            }
        );
        var id = identified.GetProperty("contact").GetProperty("id").GetString();
        var seen = (await workspace.Owner.GetAsync($"contacts/{id}").MustAsync()).GetProperty("contact");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.GetProperty("email").GetString(), Is.EqualTo("ana@acme.example"));
            Assert.That(seen.GetProperty("metadata").GetRawText(), Is.EqualTo("""{"plan":"free"}"""));
            Assert.That(
                seen.GetProperty("company_ids")[0].GetString(),
                Is.EqualTo(identified.GetProperty("company").GetProperty("id").GetString())
            );
        }

        var changed = (
            await workspace.Owner.PatchAsync($"contacts/{id}", new { name = "Ana Novak", metadata = new { seats = 3 } }).MustAsync()
        ).GetProperty("contact");
        Assert.That(changed.GetProperty("company_ids").GetRawText(), Is.EqualTo(seen.GetProperty("company_ids").GetRawText()));

        await workspace.Project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { plan = "pro" } });
        var after = (await workspace.Owner.GetAsync($"contacts/{id}").MustAsync()).GetProperty("contact");
        Assert.That(after.GetProperty("name").GetString(), Is.EqualTo("Ana Novak"));
        Assert.That(JsonElement.DeepEquals(after.GetProperty("metadata"), JsonElement.Parse("""{"plan":"pro","seats":3}""")), $"{after}");
    }

    [Test]
    public async Task A_patch_without_a_difference_changes_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Owner.PostAsync(
            "contacts",
            new
            {
                email = "ana@acme.example",
                tags = new[] { "a" },
                metadata = new { a = 1 },
            }
        );
        var id = IdOf(made.Body);

        var exchange = await workspace.Owner.PatchAsync(
            $"contacts/{id}",
            new
            {
                email = "ANA@acme.example",
                tags = new[] { "a" },
                metadata = new { a = 1 },
            }
        );

        Assert.That((exchange.Status, exchange.Text, exchange.Headers["ETag"]), Is.EqualTo((200, made.Text, made.Headers["ETag"])));
    }

    [TestCase("""{"email":"Bo@acme.example"}""", "email_taken", "email")]
    [TestCase("""{"user_id":"u-bo"}""", "user_id_taken", "user_id")]
    public async Task Refuses_an_e_mail_or_user_id_of_another_contact_but_not_its_own(string json, string code, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ana = IdOf(await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example", user_id = "u-ana" }).MustAsync());
        var bo = IdOf(await workspace.Owner.PostAsync("contacts", new { email = "bo@acme.example", user_id = "u-bo" }).MustAsync());
        var before = await workspace.Project.FingerprintAsync();

        var refused = (await workspace.Owner.PatchAsync($"contacts/{ana}", json)).MustBe(409, code);

        Assert.That(refused.Body.GetProperty("detail").GetString(), Does.StartWith($"{field}:"));
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
        await workspace.Owner.PatchAsync($"contacts/{bo}", json).MustAsync();
    }

    [Test]
    public async Task Tags_and_notes_have_limits()
    {
        var (workspace, id) = await OneAsync();

        (await workspace.Owner.PatchAsync($"contacts/{id}", new { notes = new string('x', 10_001) })).MustName("notes");
        (await workspace.Owner.PatchAsync($"contacts/{id}", new { tags = Enumerable.Range(0, 101).Select(i => $"t{i}") })).MustName("tags");
        (await workspace.Owner.PatchAsync($"contacts/{id}", new { tags = new[] { new string('x', 101) } })).MustName("tags");

        await workspace
            .Owner.PatchAsync(
                $"contacts/{id}",
                new { notes = new string('x', 10_000), tags = Enumerable.Range(0, 100).Select(i => $"t{i}") }
            )
            .MustAsync();
    }

    [Test]
    public async Task Metadata_limits_apply_after_the_merge()
    {
        var (workspace, id) = await OneAsync();
        await workspace
            .Owner.PatchAsync($"contacts/{id}", new { metadata = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i) })
            .MustAsync();

        (await workspace.Owner.PatchAsync($"contacts/{id}", new { metadata = new { one_more = 1 } })).MustName("metadata");
        await workspace.Owner.PatchAsync($"contacts/{id}", new { metadata = new { one_more = 1, k0 = (int?)null } }).MustAsync();

        await workspace.Owner.PatchAsync($"contacts/{id}", """{"metadata":null}""").MustAsync();
        await workspace.Owner.PatchAsync($"contacts/{id}", new { metadata = new { a = new string('x', 10_000) } }).MustAsync();
        (await workspace.Owner.PatchAsync($"contacts/{id}", new { metadata = new { b = new string('x', 10_000) } })).MustName("metadata");
        var stored = await workspace.Owner.GetAsync($"contacts/{id}").MustAsync();
        Assert.That(stored.GetProperty("contact").GetProperty("metadata").EnumerateObject().Select(m => m.Name), Is.EqualTo(["a"]));
    }

    private static async Task<(TestWorkspace Workspace, string Id)> OneAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        return (workspace, IdOf(await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync()));
    }

    private static string IdOf(JsonElement body) => body.GetProperty("contact").GetProperty("id").GetString()!;
}
