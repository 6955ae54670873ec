using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Contacts;

/// <summary>Contract 2 and 6: a PATCH is a merge, as in the account family.</summary>
public class PatchContactTests
{
    [Test]
    public async Task Changes_what_is_sent_clears_what_is_null_and_keeps_the_rest()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var path = await CreateAsync(
            key,
            new
            {
                email = "ana@acme.example",
                user_id = "u-1",
                name = "Ana",
                phone = "1",
                notes = "n",
                tags = new[] { "a" },
                metadata = new { a = 1, b = 2 },
            }
        );

        var exchange = await key.PatchAsync(
            path,
            new
            {
                email = "ANA@globex.example",
                name = (string?)null,
                phone = " ",
                tags = new[] { "b", " b", "c" },
                metadata = new { a = (int?)null, c = 3 },
            }
        );

        exchange.MustMatch();
        Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
        var stored = await key.GetAsync(path);
        Assert.That(JsonElement.DeepEquals(stored.Body, exchange.Body), stored.Text);
        Assert.That((await key.GetAsync("contacts?search=globex").MustAsync()).GetProperty("contacts").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Writes_nothing_where_nothing_changes()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        var path = await CreateAsync(
            key,
            new
            {
                name = "Ana",
                tags = new[] { "a" },
                metadata = new { a = 1 },
            }
        );
        var before = await workspace.Project.FingerprintAsync();

        var exchange = await key.PatchAsync(
            path,
            new
            {
                name = "Ana",
                tags = new[] { "a" },
                metadata = new { a = 1 },
            }
        );

        Assert.That((exchange.Status, exchange.Headers["ETag"]), Is.EqualTo((200, "\"1\"")));
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Writes_only_what_the_caller_has_seen()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var path = await CreateAsync(key, new { name = "Ana" });
        await key.PatchAsync(path, new { name = "Bo" }, ("If-Match", "\"1\"")).MustAsync();

        (await key.PatchAsync(path, new { name = "Cy" }, ("If-Match", "\"1\""))).MustBe(412, "precondition_failed");

        Assert.That((await key.GetAsync(path)).Text, Does.Contain("Bo"));
    }

    [TestCase("""{"email":"bo@acme.example"}""", "email_taken")]
    [TestCase("""{"user_id":"u-2"}""", "user_id_taken")]
    public async Task Refuses_what_another_contact_has(string json, string code)
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var path = await CreateAsync(key, new { email = "ana@acme.example" });
        await CreateAsync(key, new { email = "bo@acme.example", user_id = "u-2" });

        (await key.PatchAsync(path, json)).MustBe(409, code);
    }

    [TestCase("""{"email":"x"}""", "email")]
    [TestCase("""{"user_id":"guest"}""", "user_id")]
    [TestCase("""{"tags":[1]}""", "tags[0]")]
    [TestCase("""{"metadata":"x"}""", "metadata")]
    [TestCase("""{"name":"a\u0000"}""", "name")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();

        (await key.PatchAsync(await CreateAsync(key, new { name = "Ana" }), json)).MustName(field);
    }

    [Test]
    public async Task Refuses_metadata_that_would_grow_too_large()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var path = await CreateAsync(key, new { name = "Ana", metadata = Enumerable.Range(0, 99).ToDictionary(i => $"k{i}", i => i) });

        (await key.PatchAsync(path, new { metadata = new { a = 1, b = 2 } })).MustName("metadata");
    }

    private static async Task<string> CreateAsync(TestKey key, object body) =>
        $"contacts/{(await key.PostAsync("contacts", body).MustAsync()).GetProperty("contact").GetProperty("id")}";
}
