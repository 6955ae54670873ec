using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>What happens to the data of an anonymous visitor (contract 4.2, rules 1 and 3).</summary>
public class IdentifyAnonymousTests
{
    private const string Contact = "select concat_ws('/', name, phone, metadata) from contacts where project_id = @p";

    private const string Visitor =
        "select concat_ws('/', name, phone, properties) from visitors where project_id = @p and visitor_id = 'v-1'";

    [Test]
    public async Task Stores_fields_on_the_visitor_while_there_is_no_contact()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                name = " Ana ",
                phone = " 1 ",
                metadata = new { a = 1, b = 2 },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-1", metadata = new { b = (int?)null, c = 3 } });

        exchange.MustMatch();
        Assert.That(await project.OneAsync<string>(Visitor), Is.EqualTo("""Ana/1/{"a": 1, "c": 3}"""));
        Assert.That(await project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.Zero);
    }

    [Test]
    public async Task Hands_it_to_its_contact()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = "Ana",
                phone = "1",
                metadata = new { a = 1, n = 12345678901234567890.5m },
            }
        );

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        Assert.That(await project.OneAsync<string>(Contact), Is.EqualTo("""Ana/1/{"a": 1, "n": 12345678901234567890.5}"""));
        Assert.That(await project.OneAsync<string>(Visitor), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Overwrites_nothing_that_the_contact_has()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-0",
                user_id = "u-1",
                name = "Ana",
                phone = "1",
                metadata = new { a = "contact", b = "contact" },
            }
        );
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = "Anonymous",
                phone = "2",
                metadata = new { a = "visitor", c = "visitor" },
            }
        );

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        Assert.That(await project.OneAsync<string>(Contact), Is.EqualTo("""Ana/1/{"a": "contact", "b": "contact", "c": "visitor"}"""));
        Assert.That(await project.OneAsync<string>(Visitor), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Yields_to_what_the_call_itself_says()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = "Anonymous",
                phone = "2",
                metadata = new
                {
                    a = "visitor",
                    b = "visitor",
                    c = "visitor",
                },
            }
        );

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                name = "Ana",
                metadata = new { a = "call", b = (string?)null },
            }
        );

        Assert.That(await project.OneAsync<string>(Contact), Is.EqualTo("""Ana/2/{"a": "call", "c": "visitor"}"""));
    }

    [Test]
    public async Task Keeps_what_does_not_fit_and_stays_as_it_is_from_then_on()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-0",
                user_id = "u-1",
                metadata = Keys("c", 99),
            }
        );
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { x = 1, y = 2 } });

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        Assert.That(await project.OneAsync<string>(Visitor), Is.EqualTo("""{"y": 2}"""));
        Assert.That(
            await project.OneAsync<long>("select count(*) from contacts, jsonb_object_keys(metadata) where project_id = @p"),
            Is.EqualTo(100)
        );
        await project.MustNotChangeAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
    }

    [Test]
    public async Task Does_not_take_the_room_of_what_the_call_says()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = Keys("v", 100) });

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                metadata = new { said = true },
            }
        );

        Assert.That(
            await project.OneAsync<string>(
                "select concat_ws(' ', metadata -> 'said', (select count(*) from jsonb_object_keys(metadata))) "
                    + "from contacts where project_id = @p"
            ),
            Is.EqualTo("true 100")
        );
        Assert.That(
            await project.OneAsync<long>("select count(*) from visitors, jsonb_object_keys(properties) where project_id = @p"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Hands_over_its_events()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "mine" });
        await project.MustPostAsync("track", new { visitor_id = "v-2", name = "another's" });

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        Assert.That(
            await project.RowsAsync<string>("select name from events where project_id = @p and contact_id is not null"),
            Is.EqualTo(["mine"])
        );
    }

    private static Dictionary<string, int> Keys(string prefix, int count) =>
        Enumerable.Range(0, count).ToDictionary(i => $"{prefix}{i}", i => i);
}
