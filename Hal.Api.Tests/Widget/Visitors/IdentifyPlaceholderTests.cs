using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>Placeholder companies: they exist so that a contact has a company (contract 4.2, rule 5).</summary>
public class IdentifyPlaceholderTests
{
    private const string Companies = """
        select concat_ws('/', name, coalesce(domain, '-'), case when placeholder then 'placeholder' else 'real' end)
        from companies where project_id = @p order by id
        """;

    [Test]
    public async Task A_domain_s_people_share_one_that_is_named_after_it()
    {
        var project = await TestProject.CreateAsync();

        var ana = await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@Acme.Example" });
        var bo = await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["acme.example/acme.example/placeholder"]));
        Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ana.GetProperty("company").GetProperty("created").GetBoolean());
            Assert.That(bo.GetProperty("company").GetProperty("created").GetBoolean(), Is.False);
            Assert.That(ana.GetProperty("linked_company_ids").GetArrayLength(), Is.Zero, "the call asked for none");
        }
    }

    [Test]
    public async Task A_real_company_with_the_domain_is_taken()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new
                {
                    id = "acme",
                    name = "Acme",
                    domain = "ACME.example",
                },
            }
        );

        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["Acme/acme.example/real"]));
        Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(2));
    }

    [Test]
    public async Task People_with_free_mail_have_one_each_that_is_named_after_them()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@gmail.com",
                name = "Ana",
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@gmail.com" });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["Ana/-/placeholder", "bo@gmail.com/-/placeholder"]));
    }

    [Test]
    public async Task Nobody_else_gets_one()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                email = "ana@acme.example",
                company = new { id = "real" },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "ana@acme.example" });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["real/-/real"]));
    }

    [Test]
    public async Task A_contact_gets_one_as_soon_as_it_has_an_e_mail()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
            }
        );

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["acme.example/acme.example/placeholder"]));
    }

    [TestCase("ana@acme.example", """{"company":{"id":"real"}}""")]
    [TestCase("ana@gmail.com", """{"company":{"name":"real"}}""")]
    [TestCase("ana@acme.example", """{"company_ids":["real"]}""")]
    public async Task Disappears_untouched_when_a_real_company_is_linked(string email, string link)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-0",
                user_id = "u-0",
                company = new { id = "real", name = "real" },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email });
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seen",
                company_id = await PlaceholderAsync(project),
            }
        );

        var answer = await project.MustPostAsync("identify", Refusals.Body(link, ("visitor_id", "v-1")));

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["real/-/real"]));
        Assert.That(
            await project.OneAsync<Guid>("select company_id from events where project_id = @p"),
            Is.EqualTo(answer.GetProperty("company").GetProperty("id").GetGuid())
        );
    }

    [TestCase("stage_id = (select id from stages where project_id = @p and position = 0)")]
    [TestCase("deal_value = 0")]
    [TestCase("notes = 'call them'")]
    [TestCase("metadata = '{\"a\": 1}'")]
    public async Task Stays_when_it_was_touched(string assignment)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.ExecuteAsync($"update companies set {assignment} where project_id = @p");

        await project.MustPostAsync("identify", new { visitor_id = "v-1", company = new { id = "real" } });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["acme.example/acme.example/placeholder", "real/-/real"]));
    }

    [Test]
    public async Task Stays_when_another_contact_has_it()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        await project.MustPostAsync("identify", new { visitor_id = "v-1", company = new { id = "real" } });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["acme.example/acme.example/placeholder", "real/-/real"]));
    }

    [Test]
    public async Task Stays_when_a_stage_or_a_deal_was_set_and_taken_back()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 5 });
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = (int?)null });

        await project.MustPostAsync("identify", new { visitor_id = "v-1", company = new { id = "real" } });

        Assert.That(
            await project.OneAsync<long>("select count(*) from deal_changes where project_id = @p"),
            Is.EqualTo(2),
            "its history is kept"
        );
        Assert.That(await project.RowsAsync<string>(Companies), Has.Count.EqualTo(2));
    }

    [TestCase("company")]
    [TestCase("company_ids")]
    public async Task Stays_when_the_call_itself_names_it(string field)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        var id = await PlaceholderAsync(project);

        await project.MustPostAsync(
            "identify",
            Refusals.Body(
                field == "company" ? $$$"""{"company":{"id":"{{{id}}}"}}""" : $$"""{"company_ids":["{{id}}"]}""",
                ("visitor_id", "v-1")
            )
        );

        Assert.That(await project.RowsAsync<Guid>("select id from companies where project_id = @p"), Is.EqualTo([Guid.Parse(id)]));
    }

    [Test]
    public async Task Disappears_when_a_merge_brings_a_real_company()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "real" },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "ana@acme.example" });

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["real/-/real"]));
        Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(1));
    }

    private static async Task<string> PlaceholderAsync(TestProject project) =>
        (await project.OneAsync<Guid>("select id from companies where project_id = @p and placeholder")).ToString();
}
