using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Companies;

/// <summary>
/// Contract 2, 3.2 and 6.1: a PATCH is a merge, sets stage and deal exactly, and is the key's in history, audit and streams.
/// </summary>
public class PatchCompanyTests
{
    [Test]
    public async Task Changes_what_is_sent_clears_what_is_null_and_keeps_the_rest()
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                external_id = "acme",
                domain = "acme.example",
                industry = "Anvils",
                stage_id = await workspace.StageAsync("Won"),
                deal_value = 7,
                notes = "n",
                metadata = new { a = 1, b = 2 },
            }
        );

        var exchange = await key.PatchAsync(
            $"companies/{id}",
            new
            {
                name = " ACME ",
                domain = (string?)null,
                stage_id = (string?)null,
                deal_value = 1.10m,
                metadata = new { a = (int?)null, c = 3 },
            }
        );

        exchange.MustMatch();
        var stored = await workspace.CompanyAsync(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
            Assert.That(JsonElement.DeepEquals(stored, exchange.Body.GetProperty("company")), $"{stored}");
        }
    }

    [Test]
    public async Task Sets_the_stage_exactly_and_the_history_and_the_audit_say_that_a_key_did()
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });
        foreach (var stage in (string[])["Proposal", "Won", "Lead"])
            await key.PatchAsync($"companies/{id}", new { stage_id = await workspace.StageAsync(stage), deal_value = stage.Length })
                .MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    "select concat_ws(' ', from_name, '>', to_name, source, actor) from stage_changes "
                        + "where project_id = @p order by changed_at, id"
                ),
                Is.EqualTo(
                    (string[])[$"> Proposal v1 api_key:{key.Id}", $"Proposal > Won v1 api_key:{key.Id}", $"Won > Lead v1 api_key:{key.Id}"]
                )
            );
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    "select concat_ws(' ', from_value, '>', to_value, source, actor) from deal_changes "
                        + "where project_id = @p order by changed_at, id"
                ),
                Is.EqualTo((string[])[$"> 8 v1 api_key:{key.Id}", $"8 > 3 v1 api_key:{key.Id}", $"3 > 4 v1 api_key:{key.Id}"])
            );
        }

        var entry = (await workspace.Owner.GetAsync("audit?action=patch_company").MustAsync()).GetProperty("entries")[0];
        Assert.That(
            (entry.Text("source"), entry.GetProperty("actor").Text("id"), entry.Text("target_id")),
            Is.EqualTo(("v1", $"{key.Id}", id))
        );
        Assert.That(
            (await workspace.Owner.GetAsync($"companies/{id}/timeline").MustAsync()).GetProperty("entries").EnumerateArray().Texts("actor"),
            Is.All.EqualTo($"api_key:{key.Id}")
        );
    }

    [Test]
    public async Task Is_told_to_those_who_listen()
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });
        using var stream = await EventStream.OpenAsync(
            (await TestHost.RunningAsync()).Client,
            "/api/stream",
            ("Authorization", $"Bearer {workspace.Owner.Token}")
        );

        await key.PatchAsync($"companies/{id}", new { stage_id = await workspace.StageAsync("Won") }).MustAsync();

        var told = await stream.NextAsync();
        Assert.That((told.Name, told.Data.GetProperty("company").Text("id")), Is.EqualTo(("company_updated", id)));
        Assert.That(told.Data.GetProperty("company").Text("stage_id"), Is.EqualTo(await workspace.StageAsync("Won")));
    }

    [Test]
    public async Task Writes_nothing_where_nothing_changes()
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                deal_value = 7,
                metadata = new { a = 1 },
            }
        );
        var before = await workspace.Project.FingerprintAsync();

        var exchange = await key.PatchAsync($"companies/{id}", """{"name":"Acme","deal_value":7.00,"stage_id":null,"metadata":{"a":1}}""");

        Assert.That((exchange.Status, exchange.Headers["ETag"]), Is.EqualTo((200, "\"1\"")));
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Writes_only_what_the_caller_has_seen()
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });
        await key.PatchAsync($"companies/{id}", new { name = "Acme 2" }, ("If-Match", "\"1\"")).MustAsync();

        (await workspace.MustRefuseAsync(() => key.PatchAsync($"companies/{id}", new { name = "Acme 3" }, ("If-Match", "\"1\"")))).MustBe(
            412,
            "precondition_failed"
        );
    }

    [TestCase("""{"name":null}""", "name", "validation_failed")]
    [TestCase("""{"external_id":"null"}""", "external_id", "validation_failed")]
    [TestCase("""{"deal_value":-0.01}""", "deal_value", "validation_failed")]
    [TestCase("""{"metadata":"x"}""", "metadata", "validation_failed")]
    [TestCase("""{"stage_id":7}""", "stage_id", "validation_failed")]
    [TestCase("""{"stage_id":"Lead"}""", "stage_id", "unknown_stage", Description = "a name is for widgets")]
    [TestCase("""{"notes":"n","stage_id":"0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11"}""", "stage_id", "unknown_stage")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field, string code)
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });

        (await workspace.MustRefuseAsync(() => key.PatchAsync($"companies/{id}", json))).MustName(field, code);
    }

    [Test]
    public async Task Refuses_another_project_s_stage_a_taken_external_id_and_too_much_metadata()
    {
        var (workspace, key) = await BeginAsync();
        await workspace.AddCompanyAsync(new { name = "Other", external_id = "other" });
        var id = await workspace.AddCompanyAsync(
            new { name = "Acme", metadata = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i) }
        );
        var other = await workspace.AddProjectAsync();
        var theirs = await other.OneAsync<string>("select id::text from stages where project_id = @p and name = 'Lead'");

        (await workspace.MustRefuseAsync(() => key.PatchAsync($"companies/{id}", new { stage_id = theirs }))).MustName(
            "stage_id",
            "unknown_stage"
        );
        (await workspace.MustRefuseAsync(() => key.PatchAsync($"companies/{id}", new { external_id = "other" }))).MustBe(
            409,
            "external_id_taken"
        );
        (await workspace.MustRefuseAsync(() => key.PatchAsync($"companies/{id}", new { metadata = new { one = "more" } }))).MustName(
            "metadata"
        );
    }

    private static async Task<(TestWorkspace Workspace, TestKey Key)> BeginAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        return (workspace, await workspace.AddKeyAsync("companies:write"));
    }
}
