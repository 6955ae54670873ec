using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>The company that identify names, and the companies it links (contract 3.1, 3.2, 4.2 rule 4).</summary>
public class IdentifyCompanyTests
{
    private const string Companies =
        "select concat_ws('/', coalesce(external_id, '-'), name) from companies where project_id = @p order by id";

    private static readonly string[] Acme = ["acme"];

    [Test]
    public async Task Is_found_by_the_caller_s_id_and_made_once()
    {
        var project = await TestProject.CreateAsync();

        var first = await IdentifyAsync(project, "u-1", new { id = "acme", name = "Acme" });
        var second = await IdentifyAsync(project, "u-2", new { id = "acme" });

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["acme/Acme"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("company").GetProperty("created").GetBoolean());
            Assert.That(second.GetProperty("company").GetProperty("created").GetBoolean(), Is.False);
            Assert.That(IdOf(second), Is.EqualTo(IdOf(first)));
        }
    }

    [Test]
    public async Task Is_named_after_its_id_until_it_has_a_name()
    {
        var project = await TestProject.CreateAsync();

        await IdentifyAsync(project, "u-1", new { id = "acme" });
        await IdentifyAsync(
            project,
            "u-1",
            new
            {
                id = "acme",
                name = "Acme Inc",
                domain = " Acme.Example ",
            }
        );

        Assert.That(
            await project.OneAsync<string>(
                "select concat_ws('/', external_id, name, name_key, domain) from companies where project_id = @p"
            ),
            Is.EqualTo("acme/Acme Inc/acme inc/acme.example")
        );
    }

    [Test]
    public async Task Is_found_by_Hal_s_id_which_wins_over_the_caller_s()
    {
        var project = await TestProject.CreateAsync();
        var acme = IdOf(await IdentifyAsync(project, "u-1", new { id = "acme" }));
        await project.ExecuteAsync(
            "insert into companies (project_id, id, external_id, name, name_key, created_at, updated_at) "
                + "values (@p, gen_random_uuid(), @acme, 'Decoy', 'decoy', now(), now())",
            new { acme = acme.ToString() }
        );

        Assert.That(IdOf(await IdentifyAsync(project, "u-2", new { id = acme.ToString() })), Is.EqualTo(acme));
        Assert.That(IdOf(await IdentifyAsync(project, "u-2", new { id = acme.ToString().ToUpperInvariant() })), Is.EqualTo(acme));
        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-3",
                user_id = "u-3",
                company_ids = new[] { acme.ToString() },
            }
        );
        Assert.That(answer.GetProperty("linked_company_ids")[0].GetGuid(), Is.EqualTo(acme));
    }

    [Test]
    public async Task Is_found_by_its_name_in_any_case_or_made_without_an_id()
    {
        var project = await TestProject.CreateAsync();
        var first = IdOf(await IdentifyAsync(project, "u-1", new { id = "zoga", name = "Žoga d.o.o." }));

        Assert.That(IdOf(await IdentifyAsync(project, "u-2", new { name = " žOGA D.O.O. " })), Is.EqualTo(first));
        Assert.That(
            IdOf(await IdentifyAsync(project, "u-2", new { id = "  ", name = "Žoga d.o.o." })),
            Is.EqualTo(first),
            "a blank id is none"
        );
        Assert.That(IdOf(await IdentifyAsync(project, "u-2", new { name = "Other" })), Is.Not.EqualTo(first));

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["zoga/Žoga d.o.o.", "-/Other"]), "in the first spelling");
    }

    [Test]
    public async Task Becomes_the_visitor_s_active_company()
    {
        var project = await TestProject.CreateAsync();
        await IdentifyAsync(project, "u-1", new { id = "one" });
        var two = IdOf(await IdentifyAsync(project, "u-1", new { id = "two" }));

        var answer = await project.MustPostAsync("identify", new { visitor_id = "v-u-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(IdOf(answer), Is.EqualTo(two));
            Assert.That(await project.OneAsync<Guid>("select active_company_id from visitors where project_id = @p"), Is.EqualTo(two));
            Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Merges_its_metadata_and_keeps_its_deal()
    {
        var project = await TestProject.CreateAsync();
        await IdentifyAsync(
            project,
            "u-1",
            new
            {
                id = "acme",
                metadata = new { a = 1, b = 2 },
                deal_value = 99999999999999.99m,
            }
        );
        await IdentifyAsync(project, "u-1", new { id = "acme", metadata = new { b = (int?)null, c = 3 } });

        Assert.That(
            await project.OneAsync<string>("select concat_ws(' ', deal_value, metadata) from companies where project_id = @p"),
            Is.EqualTo("""99999999999999.99 {"a": 1, "c": 3}""")
        );
        Assert.That(
            await project.RowsAsync<string>("select concat_ws(' ', from_value, to_value, source) from deal_changes where project_id = @p"),
            Is.EqualTo(["99999999999999.99 widget"])
        );
    }

    // Each: the stage before, the mode that the call and the project have, the stage asked for, whether it applies and why not.
    [TestCase("", "", "advance_only", "Proposal", true, null)]
    [TestCase("Lead", "", "advance_only", "qualified", true, null)]
    [TestCase("Qualified", "", "advance_only", "Lead", false, "would_downgrade")]
    [TestCase("Qualified", "", "advance_only", "QUALIFIED", false, "already_in_stage")]
    [TestCase("Won", "", "advance_only", "Lost", false, "closed")]
    [TestCase("Qualified", "exact", "advance_only", "Lead", true, null)]
    [TestCase("Won", "exact", "advance_only", "Lead", true, null)]
    [TestCase("Lead", "exact", "advance_only", "Lead", false, "already_in_stage")]
    [TestCase("Qualified", "", "exact", "Lead", true, null)]
    [TestCase("Qualified", "advance_only", "exact", "Lead", false, "would_downgrade")]
    public async Task Follows_the_stage_mode(string before, string mode, string projectMode, string wanted, bool applied, string? reason)
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync($"stage_update_mode = '{projectMode}'");
        await IdentifyAsync(project, "u-1", new { id = "acme", stage = before });

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-u-1",
                company = new { id = "acme", stage = wanted },
                stage_update_mode = mode.Length == 0 ? null : mode,
            }
        );

        var stage = await project.OneAsync<string>(
            "select s.name from companies c join stages s on s.project_id = c.project_id and s.id = c.stage_id where c.project_id = @p"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("stage").GetProperty("applied").GetBoolean(), Is.EqualTo(applied));
            Assert.That(answer.GetProperty("stage").GetProperty("reason").GetString(), Is.EqualTo(reason));
            Assert.That(stage, Is.EqualTo(applied ? wanted : before).IgnoreCase);
        }
    }

    [Test]
    public async Task Says_nothing_of_a_stage_that_was_not_asked_for()
    {
        var project = await TestProject.CreateAsync();

        Assert.That(
            (await IdentifyAsync(project, "u-1", new { id = "acme", deal_value = 1 })).GetProperty("stage").ValueKind,
            Is.EqualTo(JsonValueKind.Null)
        );
    }

    [Test]
    public async Task Further_companies_are_linked_once_each_and_none_becomes_active()
    {
        var project = await TestProject.CreateAsync();
        var (one, two) = (
            IdOf(await IdentifyAsync(project, "u-1", new { id = "one" })),
            IdOf(await IdentifyAsync(project, "u-1", new { id = "two" }))
        );

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                company_ids = new[] { "two", one.ToString(), " one ", "two" },
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("linked_company_ids").EnumerateArray().Select(id => id.GetGuid()), Is.EqualTo([two, one]));
            Assert.That(answer.GetProperty("company").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [Test]
    public async Task A_company_that_the_call_itself_makes_can_be_among_the_further_ones()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
                company_ids = Acme,
            }
        );

        Assert.That(answer.GetProperty("linked_company_ids").GetArrayLength(), Is.EqualTo(1));
    }

    private static Task<JsonElement> IdentifyAsync(TestProject project, string userId, object company) =>
        project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = $"v-{userId}",
                user_id = userId,
                company,
            }
        );

    private static Guid IdOf(JsonElement answer) => answer.GetProperty("company").GetProperty("id").GetGuid();
}
