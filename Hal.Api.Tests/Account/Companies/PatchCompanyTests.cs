using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

/// <summary>Contract 2 and 5: a PATCH is a merge, and sets stage and deal exactly.</summary>
public class PatchCompanyTests
{
    [Test]
    public async Task Changes_what_is_sent_clears_what_is_null_and_keeps_the_rest()
    {
        var workspace = await TestWorkspace.CreateAsync();
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

        var exchange = await workspace.Owner.PatchAsync(
            $"companies/{id}",
            new
            {
                name = " ACME ",
                external_id = " ",
                domain = (string?)null,
                stage_id = (string?)null,
                deal_value = 1.10m,
                metadata = new { a = (int?)null, c = 3 },
            }
        );

        exchange.MustMatch();
        var stored = await workspace.Owner.GetAsync($"companies/{id}").MustAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
            Assert.That(exchange.Body.GetProperty("company").GetProperty("deal_value").GetRawText(), Is.EqualTo("1.10"));
            Assert.That(JsonElement.DeepEquals(stored, exchange.Body), $"{stored}");
        }
    }

    [Test]
    public async Task A_patch_without_a_difference_writes_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(
            new
            {
                name = "Acme",
                deal_value = 7,
                metadata = new { a = 1 },
            }
        );
        var before = await workspace.Project.FingerprintAsync();

        var exchange = await workspace.Owner.PatchAsync(
            $"companies/{id}",
            """{"name":"Acme","deal_value":7.00,"stage_id":null,"metadata":{"a":1}}"""
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"1\""));
            Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Sets_any_stage_including_earlier_and_closed_ones()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });
        foreach (var stage in (string[])["Proposal", "Won", "Lead", "Lost"])
            await workspace.Owner.PatchAsync($"companies/{id}", new { stage_id = await workspace.StageAsync(stage) }).MustAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select coalesce(from_name, '-') || ' > ' || to_name from stage_changes where project_id = @p order by changed_at, id"
            ),
            Is.EqualTo((string[])["- > Proposal", "Proposal > Won", "Won > Lead", "Lead > Lost"])
        );
    }

    [Test]
    public async Task Records_who_changed_stage_and_deal()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme", deal_value = 7 });

        await workspace
            .Owner.PatchAsync($"companies/{id}", new { deal_value = (int?)null, stage_id = await workspace.StageAsync("Lead") })
            .MustAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                """
                select coalesce(from_value::text, '-') || ' > ' || coalesce(to_value::text, '-') || ' ' || source || ' ' || actor
                from deal_changes
                where project_id = @p
                order by changed_at, id
                """
            ),
            Is.EqualTo((string[])[$"- > 7 account member:{workspace.Owner.Id}", $"7 > - account member:{workspace.Owner.Id}"])
        );
    }

    [TestCase("""{"name":"acme.example"}""")]
    [TestCase("""{"domain":"acme.example"}""")]
    [TestCase("""{"stage_id":null}""")]
    [TestCase("""{"deal_value":7}""")]
    [TestCase("""{"notes":"n"}""")]
    [TestCase("""{"industry":"i"}""")]
    [TestCase("""{"external_id":"acme"}""")]
    [TestCase("""{"metadata":{}}""")]
    public async Task Any_field_turns_a_placeholder_into_a_company(string json)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        var id = (await workspace.Owner.GetAsync("companies").MustAsync()).GetProperty("companies")[0].Text("id")!;
        Assert.That((await workspace.CompanyAsync(id)).GetProperty("placeholder").GetBoolean(), Is.True);
        await workspace.Owner.PatchAsync($"companies/{id}", "{}").MustAsync();
        Assert.That((await workspace.CompanyAsync(id)).GetProperty("placeholder").GetBoolean(), Is.True);

        var answer = await workspace.Owner.PatchAsync($"companies/{id}", json).MustAsync();

        Assert.That(answer.GetProperty("company").GetProperty("placeholder").GetBoolean(), Is.False);
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                company = new { id = "other" },
            }
        );
        Assert.That((await workspace.CompanyAsync(id)).GetProperty("placeholder").GetBoolean(), Is.False, "Nothing replaces it any more.");
    }

    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":[]}""", "name")]
    [TestCase("""{"external_id":"null"}""", "external_id")]
    [TestCase("""{"deal_value":true}""", "deal_value")]
    [TestCase("""{"deal_value":-0.01}""", "deal_value")]
    [TestCase("""{"metadata":"x"}""", "metadata")]
    [TestCase("""{"domain":"a\u0000"}""", "domain")]
    [TestCase("""{"stage_id":7}""", "stage_id")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });

        (await workspace.MustRefuseAsync(() => workspace.Owner.PatchAsync($"companies/{id}", json))).MustName(field);
    }

    [Test]
    public async Task Refuses_an_unknown_stage_and_a_taken_external_id()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.AddCompanyAsync(new { name = "Other", external_id = "other" });
        var id = await workspace.AddCompanyAsync(new { name = "Acme", external_id = "acme" });

        (
            await workspace.MustRefuseAsync(() =>
                workspace.Owner.PatchAsync($"companies/{id}", new { notes = "n", stage_id = Guid.NewGuid() })
            )
        ).MustName("stage_id", "unknown_stage");
        (
            await workspace.MustRefuseAsync(() => workspace.Owner.PatchAsync($"companies/{id}", new { notes = "n", external_id = "other" }))
        ).MustBe(409, "external_id_taken");
        await workspace.Owner.PatchAsync($"companies/{id}", new { external_id = "acme" }).MustAsync();
    }

    [Test]
    public async Task Metadata_that_would_grow_too_large_changes_nothing()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(
            new { name = "Acme", metadata = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i) }
        );

        var exchange = await workspace.MustRefuseAsync(() =>
            workspace.Owner.PatchAsync($"companies/{id}", new { notes = "n", metadata = new { one = "more" } })
        );

        exchange.MustName("metadata");
    }

    [Test]
    public async Task A_new_name_is_found_by_search_and_by_the_widget()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });

        await workspace.Owner.PatchAsync($"companies/{id}", new { name = "Žlahtna" }).MustAsync();

        var found = await workspace.Owner.GetAsync("companies?search=zlah").MustAsync();
        var identified = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { name = "žLAHTNA" },
            }
        );
        Assert.That(new[] { found.GetProperty("companies")[0].Text("id"), identified.Text("company", "id") }, Is.All.EqualTo(id));
    }
}
