using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Contacts;

/// <summary>Contract 6: the contacts of the key's project.</summary>
public class ListContactsTests
{
    [Test]
    public async Task Shows_them_newest_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                user_id = "u-1",
                name = "Ana",
                company = new { id = "acme" },
            }
        );
        await key.PostAsync(
                "contacts",
                new
                {
                    phone = "+386 1",
                    tags = new[] { "vip" },
                    metadata = new { plan = "pro" },
                }
            )
            .MustAsync();

        (await key.GetAsync("contacts")).MustMatch();
    }

    [Test]
    public async Task Goes_page_by_page_whatever_is_asked_for()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++)
            made.Insert(0, IdOf(await key.PostAsync("contacts", new { name = $"Ana {i}", user_id = $"u-{i}" }).MustAsync()));

        foreach (var filter in new[] { "", "search=ana&" })
        {
            var (seen, cursor) = (new List<Guid>(), "");
            for (var pages = 0; pages < 3; pages++)
            {
                var page = await key.GetAsync($"contacts?{filter}limit=2{cursor}").MustAsync();
                seen.AddRange(IdsOf(page));
                cursor = $"&cursor={page.GetProperty("next_cursor")}";
                Assert.That(page.GetProperty("next_cursor").ValueKind, Is.EqualTo(pages < 2 ? JsonValueKind.String : JsonValueKind.Null));
            }

            Assert.That(seen, Is.EqualTo(made), filter);
        }
    }

    [TestCase("email=ANA%40acme.example%20", "ana")]
    [TestCase("email=an%40acme.example", "")]
    [TestCase("user_id=u-1", "ana")]
    [TestCase("user_id=U-1", "")]
    [TestCase("email=bo%40acme.example&user_id=u-1", "")]
    [TestCase("email=ana%40acme.example&user_id=u-1&search=nov%C3%81k", "ana")]
    [TestCase("email=ana%40acme.example&search=kralj", "")]
    [TestCase("search=NOVAK", "ana")]
    [TestCase("search=acme.example", "bo ana")]
    [TestCase("search=%2B386%2041", "bo")]
    [TestCase("search=u-1", "ana")]
    [TestCase("search=a%25e", "")]
    [TestCase("search=a_a", "")]
    [TestCase("search=%20", "bo ana")]
    [TestCase("email=&user_id=%20&search=", "bo ana")]
    public async Task Finds_by_each_filter(string query, string expected)
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var ids = new Dictionary<Guid, string>
        {
            [
                IdOf(
                    await key.PostAsync(
                            "contacts",
                            new
                            {
                                email = "ana@acme.example",
                                user_id = "u-1",
                                name = "Ana Novák",
                            }
                        )
                        .MustAsync()
                )
            ] = "ana",
            [
                IdOf(
                    await key.PostAsync(
                            "contacts",
                            new
                            {
                                email = "bo@acme.example",
                                name = "Bo Kralj",
                                phone = "+386 41",
                            }
                        )
                        .MustAsync()
                )
            ] = "bo",
        };

        var page = await key.GetAsync($"contacts?{query}").MustAsync();

        Assert.That(string.Join(' ', IdsOf(page).Select(id => ids[id])), Is.EqualTo(expected));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("email=ana", "email")]
    [TestCase("email=a%00%40b", "email")]
    [TestCase("user_id=a%00", "user_id")]
    [TestCase("search=%00", "search")]
    public async Task Refuses_an_invalid_filter_and_names_it(string query, string field) =>
        (await (await (await TestWorkspace.CreateAsync()).AddKeyAsync()).GetAsync($"contacts?{query}")).MustName(field);

    [Test]
    public async Task Refuses_filters_that_are_too_long()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();

        (await key.GetAsync($"contacts?search={new string('a', 256)}")).MustName("search");
        (await key.GetAsync($"contacts?user_id={new string('a', 256)}")).MustName("user_id");
        (await key.GetAsync($"contacts?email={new string('a', 255)}@b")).MustName("email");
        await key.GetAsync($"contacts?search={new string('a', 255)}").MustAsync();
    }

    [Test]
    public async Task Shows_the_key_s_project_only()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        var (mine, theirs) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync(other));
        await theirs
            .PostAsync(
                "contacts",
                new
                {
                    email = "ana@acme.example",
                    user_id = "u-1",
                    name = "Ana",
                }
            )
            .MustAsync();

        foreach (var query in new[] { "", "?email=ana%40acme.example", "?user_id=u-1", "?search=ana", $"?project_id={other.Id}" })
            Assert.That(IdsOf(await mine.GetAsync($"contacts{query}", ("X-Project-Id", other.Id.ToString())).MustAsync()), Is.Empty, query);
    }

    private static Guid IdOf(JsonElement made) => made.GetProperty("contact").GetProperty("id").GetGuid();

    private static IEnumerable<Guid> IdsOf(JsonElement page) =>
        page.GetProperty("contacts").EnumerateArray().Select(c => c.GetProperty("id").GetGuid());
}
