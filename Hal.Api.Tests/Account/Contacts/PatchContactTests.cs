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
        var made = await workspace.Owner.PostAsync(
            "contacts", new { email = "Ana@Acme.example ", user_id = "u-1", name = "Ana", phone = "1", notes = "n", tags = new[] { "a" }, metadata = new { a = 1, b = 2 } }).MustAsync();
        var id = made.GetProperty("contact").GetProperty("id").GetString();

        var exchange = await workspace.Owner.PatchAsync(
            $"contacts/{id}", new { name = (string?)null, phone = " ", tags = new[] { "b", " b", "c" }, metadata = new { a = (int?)null, c = 3 } });

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
    public async Task Refuses_what_has_not_the_form_and_names_the_field(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync();

        (await workspace.Owner.PatchAsync($"contacts/{made.GetProperty("contact").GetProperty("id")}", json)).MustName(field);
    }
}
