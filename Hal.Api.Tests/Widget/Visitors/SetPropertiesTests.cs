using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>Contract 4.3.</summary>
public class SetPropertiesTests
{
    [Test]
    public async Task Creates_the_visitor_and_merges_into_its_properties()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                metadata = new { a = 1, b = 2 },
                name = " Ana ",
                phone = "1",
            }
        );
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                properties = new { b = (int?)null, c = new { d = true } },
                phone = "2",
            }
        );

        exchange.MustMatch();
        Assert.That(
            await project.OneAsync<string>("select concat_ws('/', name, phone, properties) from visitors where project_id = @p"),
            Is.EqualTo("""Ana/2/{"a": 1, "c": {"d": true}}""")
        );
    }

    [Test]
    public async Task Merges_into_the_contact_when_there_is_one()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                name = "Ana",
                metadata = new { a = 1, b = 2 },
            }
        );

        var exchange = await project.PostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                metadata = new { b = (int?)null, c = 3 },
                name = "Ana Novak",
                phone = "1",
            }
        );

        exchange.MustMatch();
        Assert.That(
            await project.OneAsync<string>("select concat_ws('/', name, phone, metadata) from contacts where project_id = @p"),
            Is.EqualTo("""Ana Novak/1/{"a": 1, "c": 3}""")
        );
        Assert.That(
            await project.OneAsync<string>("select concat_ws('/', name, phone, properties) from visitors where project_id = @p"),
            Is.EqualTo("{}")
        );
    }

    [Test]
    public async Task Never_touches_a_company()
    {
        const string Companies = "select to_jsonb(c)::text from companies c where project_id = @p";
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
        var before = await project.RowsAsync<string>(Companies);

        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = "Bo",
                metadata = new { a = 1 },
                company = new { id = "acme", stage = "Won" },
                stage = "Won",
                deal_value = 1,
                email = "bo@acme.example",
            }
        );

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(before));
        Assert.That(await project.OneAsync<string>("select email from contacts where project_id = @p"), Is.EqualTo("ana@gmail.com"));
    }

    [Test]
    public async Task Keeps_what_is_not_said()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = "Ana",
                phone = "1",
                metadata = new { a = 1 },
            }
        );
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = " ",
                phone = "",
                metadata = new { },
            }
        );
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", phone = "2" });

        Assert.That(
            await project.OneAsync<string>("select concat_ws('/', name, phone, properties) from visitors where project_id = @p"),
            Is.EqualTo("""Ana/2/{"a": 1}""")
        );
    }

    [Test]
    public async Task Takes_metadata_and_properties_for_the_same_field()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                metadata = new { a = 1, b = 2 },
                properties = new { b = 2, a = 1 },
            }
        );
        (
            await project.MustRefuseAsync(
                "set-properties",
                new
                {
                    visitor_id = "v-1",
                    metadata = new { a = 1 },
                    properties = new { a = 2 },
                }
            )
        ).MustName("properties").MustMatch();
    }

    [TestCase("""{"visitor_id":"v-1"}""", "metadata")]
    [TestCase("""{"visitor_id":"v-1","metadata":null}""", "metadata")]
    [TestCase("""{"visitor_id":"v-1","metadata":[]}""", "metadata")]
    [TestCase("""{"visitor_id":"v-1","properties":7}""", "properties")]
    [TestCase("""{"metadata":{}}""", "visitor_id")]
    [TestCase("""{"visitor_id":"none","metadata":{}}""", "visitor_id")]
    [TestCase("""{"visitor_id":"v-1","name":7}""", "name")]
    [TestCase("""{"visitor_id":"v-1","phone":[]}""", "phone")]
    public async Task Refuses_malformed_values_and_names_the_field(string json, string field)
    {
        var project = await TestProject.CreateAsync();

        (await project.MustRefuseAsync("set-properties", Refusals.Body(json))).MustName(field);
    }

    [Test]
    public async Task Limits_the_name()
    {
        var project = await TestProject.CreateAsync();

        (await project.MustRefuseAsync("set-properties", new { visitor_id = "v-1", name = new string('x', 201) }))
            .MustName("name")
            .MustMatch();
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", name = new string('x', 200) });
    }

    [Test]
    public async Task Names_the_alias_that_was_used_when_the_whole_grows_too_large()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "set-properties",
            new { visitor_id = "v-1", metadata = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i) }
        );

        (
            await project.MustRefuseAsync(
                "set-properties",
                new
                {
                    visitor_id = "v-1",
                    name = "Ana",
                    properties = new { more = 1 },
                }
            )
        ).MustName("properties");
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", properties = new { more = 1, k0 = (int?)null } });
    }

    [Test]
    public async Task Moves_last_seen()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = 1 } });
        await project.ExecuteAsync("update visitors set last_seen_at = now() - interval '1 hour' where project_id = @p");

        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = 1 } });

        await Eventually.HoldsAsync(
            () => project.OneAsync<bool>("select last_seen_at > now() - interval '30 minutes' from visitors where project_id = @p"),
            "last_seen_at has moved"
        );
    }
}
