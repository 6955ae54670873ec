using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 2 and 5: contacts in pages, the newest first, with filters.</summary>
public class ListContactsTests
{
    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Test]
    public async Task Lists_the_newest_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                metadata = new { plan = "pro" },
            }
        );
        await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    user_id = "u-2",
                    name = "Bo",
                    tags = new[] { "vip" },
                }
            )
            .MustAsync();

        (await workspace.Owner.GetAsync("contacts")).MustMatch();
    }

    [Test]
    public async Task An_empty_project_has_an_empty_list()
    {
        var workspace = await TestWorkspace.CreateAsync();

        Assert.That((await workspace.Owner.GetAsync("contacts")).Text, Is.EqualTo("""{"contacts":[],"next_cursor":null}"""));
        Assert.That((await workspace.Owner.GetAsync("contacts?search=ana")).Text, Is.EqualTo("""{"contacts":[],"next_cursor":null}"""));
    }

    [TestCase("email=ana@ACME.example%20", "ana")]
    [TestCase("email=nobody@acme.example", "")]
    [TestCase("user_id=u-bo", "bo")]
    [TestCase("user_id=u-b", "")]
    [TestCase("tag=vip", "cy ana")]
    [TestCase("tag=%20vip%20", "cy ana")]
    [TestCase("tag=VIP", "")]
    [TestCase("tag=vip&search=novak", "ana")]
    [TestCase("tag=vip&email=bo@acme.example", "")]
    [TestCase("search=acme", "cy bo ana")]
    [TestCase("search=ACME&user_id=u-bo&tag=new", "bo")]
    [TestCase("email=%20&user_id=&tag=&search=%20&company_id=&created_after=&created_before=", "cy bo ana")]
    public async Task Filters_combine(string query, string expected)
    {
        var workspace = await ThreeAsync();

        Assert.That(await NamesAsync(workspace, query), Is.EqualTo(expected));
    }

    [TestCase("novak", "ana", TestName = "Finds_in_the_name")]
    [TestCase("bo@ac", "bo", TestName = "Finds_in_the_e_mail")]
    [TestCase("555-01", "cy", TestName = "Finds_in_the_phone_number")]
    [TestCase("u-bo", "bo", TestName = "Finds_in_the_user_id")]
    [TestCase("  NOVÁK ", "ana", TestName = "Ignores_case_accents_and_surrounding_space")]
    [TestCase("muller", "cy", TestName = "Finds_a_name_stored_with_accents")]
    [TestCase("%", "", TestName = "A_percent_sign_is_literal")]
    [TestCase("b_", "", TestName = "An_underscore_is_literal")]
    [TestCase("\\", "", TestName = "A_backslash_is_literal")]
    [TestCase("novak\nana", "", TestName = "Nothing_is_found_across_fields")]
    [TestCase("secret notes", "", TestName = "Notes_are_not_searched")]
    public async Task Searches(string term, string expected)
    {
        var workspace = await ThreeAsync();

        Assert.That(await NamesAsync(workspace, $"search={Uri.EscapeDataString(term)}"), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_search_finds_what_a_patch_and_a_widget_wrote()
    {
        var workspace = await ThreeAsync();
        var id = await workspace.Project.OneAsync<Guid>("select id from contacts where project_id = @p and user_id = 'u-bo'");
        await workspace.Owner.PatchAsync($"contacts/{id}", new { name = "Zdeněk" }).MustAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-9",
                email = "new@acme.example",
                name = "zdenka",
            }
        );

        Assert.That(await NamesAsync(workspace, "search=zden"), Is.EqualTo("zdenka Zdeněk"));
        Assert.That(await NamesAsync(workspace, "search=bo%20b"), Is.Empty, "The old name is no longer found.");
    }

    [Test]
    public async Task Shows_the_contacts_of_a_company()
    {
        var workspace = await TestWorkspace.CreateAsync();
        foreach (var name in new[] { "ana", "bo" })
            await workspace.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = name,
                    user_id = name,
                    name,
                    company = new { id = "acme" },
                }
            );

        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "cy",
                user_id = "cy",
                name = "cy",
                company = new { id = "globex" },
            }
        );
        var acme = await workspace.Project.OneAsync<Guid>("select id from companies where project_id = @p and external_id = 'acme'");

        Assert.That(await NamesAsync(workspace, $"company_id={acme}"), Is.EqualTo("bo ana"));
        Assert.That(await NamesAsync(workspace, $"company_id={acme}&search=an"), Is.EqualTo("ana"));
        Assert.That(await NamesAsync(workspace, $"company_id={Guid.CreateVersion7()}"), Is.Empty);
    }

    [TestCase(0, null, "3 2 1")]
    [TestCase(1, null, "3 2")]
    [TestCase(null, 2, "1 0")]
    [TestCase(0, 3, "2 1")]
    [TestCase(2, 1, "")]
    public async Task Compares_instants_exactly(int? after, int? before, string expected)
    {
        var workspace = await TestWorkspace.CreateAsync();
        for (var i = 0; i < 4; i++)
            await PlantAsync(workspace.Project, Start.AddMilliseconds(i), $"{i}");

        var query = string.Join(
            '&',
            ((string[])["created_after", "created_before"])
                .Zip([after, before])
                .Where(f => f.Second is not null)
                .Select(f => $"{f.First}={Start.AddMilliseconds(f.Second!.Value):yyyy-MM-ddTHH:mm:ss.fffZ}")
        );

        Assert.That(await NamesAsync(workspace, query), Is.EqualTo(expected));
    }

    [Test]
    public async Task An_instant_may_have_any_time_zone_and_year()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await PlantAsync(workspace.Project, Start, "ana");
        await PlantAsync(workspace.Project, Start.AddDays(1), "bo");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await NamesAsync(workspace, "created_after=2026-03-01T14:00:00%2B02:00"), Is.EqualTo("bo"));
            Assert.That(
                await NamesAsync(workspace, "created_after=0001-01-01T00:00:00Z&created_before=9999-12-31T23:59:59.9999999Z"),
                Is.EqualTo("bo ana")
            );
            Assert.That(await NamesAsync(workspace, "created_after=9999-12-31T23:59:59.9999999Z"), Is.Empty);
            Assert.That(await NamesAsync(workspace, "created_before=0001-01-01T00:00:00Z"), Is.Empty);
        }
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("cursor=", "cursor")]
    [TestCase("search=a%00b", "search")]
    [TestCase("email=ana", "email")]
    [TestCase("user_id=a%00", "user_id")]
    [TestCase("tag=%00", "tag")]
    [TestCase("company_id=acme", "company_id")]
    [TestCase("created_after=yesterday", "created_after")]
    [TestCase("created_before=2026-13-01T00:00:00Z", "created_before")]
    [TestCase("created_before=2026-01-01", "created_before")]
    [TestCase("created_before=0001-01-01T00:00:00%2B01:00", "created_before")]
    public async Task Refuses_an_invalid_filter_and_names_it(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"contacts?{query}")).MustName(field);
    }

    [Test]
    public async Task Long_texts_are_refused()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"contacts?search={new string('x', 256)}")).MustName("search");
        (await workspace.Owner.GetAsync($"contacts?user_id={new string('x', 256)}")).MustName("user_id");
        (await workspace.Owner.GetAsync($"contacts?tag={new string('x', 256)}")).MustName("tag");
        await workspace
            .Owner.GetAsync($"contacts?search={new string('x', 255)}&tag={new string('x', 255)}&user_id={new string('x', 255)}")
            .MustAsync();
    }

    [TestCase("")]
    [TestCase("?search=walker")]
    [TestCase("?tag=walks")]
    [TestCase("?tag=walks&search=walker")]
    [TestCase("?created_after=2000-01-01T00:00:00Z")]
    public async Task Pages_repeat_and_miss_nothing_while_contacts_are_added(string filter)
    {
        var workspace = await TestWorkspace.CreateAsync();
        for (var i = 0; i < 25; i++)
            await workspace.Owner.PostAsync("contacts", new { name = $"Walker {i}", tags = new[] { "walks" } }).MustAsync();

        var known = await workspace.Project.RowsAsync<Guid>("select id from contacts where project_id = @p order by id desc");
        var walked = await workspace.Owner.WalkAsync($"contacts{filter}", "contacts", 7, () =>
            workspace.Owner.PostAsync("contacts", new { name = "Walker, late", tags = new[] { "walks" } }).MustAsync()
        );

        Assert.That(walked.Select(c => c.GetProperty("id").GetGuid()), Is.EqualTo(known));
    }

    [Test]
    public async Task A_full_page_without_a_rest_is_the_last()
    {
        var workspace = await ThreeAsync();

        var page = await workspace.Owner.GetAsync("contacts?limit=3").MustAsync();

        Assert.That(page.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Each_filter_stays_within_its_project()
    {
        var workspace = await ThreeAsync();
        var other = await workspace.AddProjectAsync();
        await other.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-bo",
                email = "ana@acme.example",
                name = "Stranger",
                company = new { id = "acme" },
            }
        );
        await other.ExecuteAsync("update contacts set tags = '{vip}' where project_id = @p");
        var company = await other.OneAsync<Guid>("select id from companies where project_id = @p");

        foreach (
            var query in new[]
            {
                "email=ana@acme.example",
                "user_id=u-bo",
                "tag=vip",
                "search=stranger",
                $"company_id={company}",
                "created_after=2000-01-01T00:00:00Z",
            }
        )
            Assert.That(await NamesAsync(workspace, query), Does.Not.Contain("Stranger"), query);

        foreach (
            var query in new[]
            {
                "email=ana@acme.example",
                "user_id=u-bo",
                "tag=vip",
                "search=stranger",
                $"company_id={company}",
                "created_after=2000-01-01T00:00:00Z",
            }
        )
            Assert.That(await NamesAsync(workspace, query, other), Is.EqualTo("Stranger"), query);
    }

    private static async Task<TestWorkspace> ThreeAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    email = "ana@acme.example",
                    name = "ana Novák",
                    notes = "secret notes",
                    tags = new[] { "vip" },
                }
            )
            .MustAsync();
        await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    email = "bo@acme.example",
                    user_id = "u-bo",
                    name = "bo Bean",
                    tags = new[] { "new" },
                }
            )
            .MustAsync();
        await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    email = "cy@acme.example",
                    name = "cy Müller",
                    phone = "555-0199",
                    tags = new[] { "vip", "new" },
                }
            )
            .MustAsync();
        return workspace;
    }

    // Creates a contact as the service does, at a given instant.
    private static Task PlantAsync(TestProject project, DateTime at, string name) =>
        project.ExecuteAsync(
            """
            insert into contacts (project_id, id, name, search_key, created_at, updated_at)
            values (@p, uuid_v7(@at), @name, @name, @at, @at)
            """,
            new { at, name }
        );

    /// <summary>The first word of each name, in order.</summary>
    private static async Task<string> NamesAsync(TestWorkspace workspace, string query, TestProject? project = null)
    {
        var page = await workspace
            .Owner.GetAsync($"contacts?{query}", ("X-Project-Id", (project ?? workspace.Project).Id.ToString()))
            .MustAsync();
        return string.Join(
            ' ',
            page.GetProperty("contacts").EnumerateArray().Select(c => c.GetProperty("name").GetString()!.Split(' ')[0])
        );
    }
}
