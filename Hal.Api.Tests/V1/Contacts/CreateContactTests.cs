using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Contacts;

/// <summary>Contract 6: an integration makes a contact.</summary>
public class CreateContactTests
{
    [Test]
    public async Task Makes_a_contact_and_says_where_it_is()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();

        var exchange = await key.PostAsync(
            "contacts",
            new
            {
                email = " Ana@Acme.example",
                user_id = "u-1",
                name = " Ana ",
                phone = "1",
                notes = "n",
                tags = new[] { "a", " a" },
                metadata = new { plan = "pro" },
            }
        );

        exchange.MustMatch();
        Assert.That(exchange.Headers["Location"], Is.EqualTo($"/api/v1/contacts/{exchange.Body.GetProperty("contact").GetProperty("id")}"));
        var stored = await key.GetAsync(exchange.Headers["Location"]["/api/v1/".Length..]);
        Assert.That(JsonElement.DeepEquals(stored.Body, exchange.Body), stored.Text);
    }

    [Test]
    public async Task Is_audited_as_the_key_s()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();

        var made = await key.PostAsync("contacts", new { email = "ana@acme.example", name = "Ana" }).MustAsync();

        var entry = await workspace.Project.OneAsync<(
            string Source,
            string Actor,
            string Action,
            Guid Project,
            Guid Target,
            string[] Fields
        )>(
            "select source, actor, action, project, target, fields from audit_entries where account_id = @account and source = 'v1'",
            new { account = workspace.AccountId }
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((entry.Source, entry.Actor, entry.Action), Is.EqualTo(("v1", $"api_key:{key.Id}", "create_contact")));
            Assert.That(
                (entry.Project, entry.Target),
                Is.EqualTo((workspace.Project.Id, made.GetProperty("contact").GetProperty("id").GetGuid()))
            );
            Assert.That(entry.Fields, Is.EqualTo(new[] { "email", "name" }));
        }
    }

    [Test]
    public async Task Is_made_once_for_an_idempotency_key_which_is_one_API_key_s_own()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, other) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync());
        var header = ("Idempotency-Key", "once");

        var first = await key.PostAsync("contacts", new { name = "Ana" }, header);
        var second = await key.PostAsync("contacts", new { name = "Ana" }, header);
        var third = await other.PostAsync("contacts", new { name = "Ana" }, header);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (second.Status, second.Text, second.Headers["Idempotent-Replayed"], second.Headers["Location"]),
                Is.EqualTo((201, first.Text, "true", first.Headers["Location"]))
            );
            Assert.That(third.Text, Is.Not.EqualTo(first.Text));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.EqualTo(2));
        }

        (await key.PostAsync("contacts", new { name = "Bo" }, header)).MustBe(422, "idempotency_key_reused");
    }

    [TestCase("""{"email":"ANA@acme.example"}""", "email_taken")]
    [TestCase("""{"user_id":"u-1"}""", "user_id_taken")]
    public async Task Refuses_what_another_contact_has(string json, string code)
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        await key.PostAsync("contacts", new { email = "ana@acme.example", user_id = "u-1" }).MustAsync();

        (await key.PostAsync("contacts", json)).MustBe(409, code).MustMatch(code);
    }

    [Test]
    public async Task Of_many_with_one_e_mail_one_is_made()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => key.PostAsync("contacts", new { email = "ana@acme.example" }))
        );

        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.MustBe(409, "email_taken");
    }

    [TestCase("{}", "email")]
    [TestCase("""{"email":" ","name":" "}""", "email")]
    [TestCase("""{"email":"x"}""", "email")]
    [TestCase("""{"email":"a@b","user_id":"undefined"}""", "user_id")]
    [TestCase("""{"email":"a@b","tags":["",""]}""", "tags")]
    [TestCase("""{"email":"a@b","metadata":7}""", "metadata")]
    [TestCase("""{"email":"a@b","name":{}}""", "name")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field) =>
        (await (await (await TestWorkspace.CreateAsync()).AddKeyAsync()).PostAsync("contacts", json)).MustName(field);
}
