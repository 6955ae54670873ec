using System.Text;
using System.Text.Json.Nodes;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget;

/// <summary>Every write answers an invalid body with a 4xx that names the field, and stores nothing.</summary>
public class BadInputTests
{
    private const string Sql = "'; drop table visitors cascade; --";

    [TestCaseSource(typeof(WidgetRoute), nameof(WidgetRoute.FieldsOfAll))]
    public async Task A_wrong_value_is_refused_by_name(string name, string path)
    {
        var (project, route) = (await StartAsync(), WidgetRoute.Of(name));
        var field = route.Fields.Single(f => f.Path == path);
        var before = await project.FingerprintAsync();

        foreach (var wrong in field.Wrong)
        {
            var exchange = MustTellNothingOfTheInside(await project.PostRawAsync(name, route.With(project.Id, path, wrong)));
            var shown = wrong.Length > 60 ? wrong[..60] : wrong;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(exchange.Status, Is.EqualTo(422), $"{shown}: {exchange.Text}");
                Assert.That(
                    exchange.Fields,
                    Has.Some.Matches<string>(f =>
                        f == path
                        || f.StartsWith($"{path}.", StringComparison.Ordinal)
                        || f.StartsWith($"{path}[", StringComparison.Ordinal)
                    ),
                    shown
                );
            }
        }

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("identify", "project_id")]
    [TestCase("identify", "visitor_id")]
    [TestCase("set-properties", "project_id")]
    [TestCase("set-properties", "visitor_id")]
    [TestCase("track", "project_id")]
    [TestCase("track", "visitor_id")]
    [TestCase("track", "name")]
    [TestCase("track/batch", "project_id")]
    [TestCase("track/batch", "visitor_id")]
    [TestCase("track/batch", "events")]
    [TestCase("set-stage", "project_id")]
    [TestCase("set-stage", "visitor_id")]
    [TestCase("set-stage", "stage")]
    [TestCase("set-deal", "project_id")]
    [TestCase("set-deal", "visitor_id")]
    [TestCase("set-deal", "deal_value")]
    public async Task A_missing_field_is_refused_by_name(string name, string path)
    {
        var project = await StartAsync();
        var before = await project.FingerprintAsync();

        (await project.PostRawAsync(name, WidgetRoute.Of(name).With(project.Id, path, null))).MustName(path);
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_no_json_object_is_malformed([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name)
    {
        var (project, route) = (await StartAsync(), WidgetRoute.Of(name));
        var before = await project.FingerprintAsync();
        var good = route.With(project.Id, "visitor_id", "\"v-1\"");
        string[] bodies =
        [
            "",
            " ",
            "null",
            "7",
            "true",
            "\"x\"",
            "[]",
            $"[{good}]",
            good[..^1],
            $"{good},",
            $"{good}{good}",
            "{visitor_id:1}",
            "{'a':1}",
            "{\"a\":NaN}",
            new string('[', 10_000),
            new('{', 10),
        ];

        foreach (var body in bodies)
            MustTellNothingOfTheInside((await project.PostRawAsync(name, body)).MustBe(400, "malformed_json"));

        byte[] invalid = [.. Encoding.UTF8.GetBytes(good[..^1]), .. ",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        (await project.PostBytesAsync(name, invalid)).MustBe(400, "malformed_json");
        (await project.PostBytesAsync(name, Encoding.Unicode.GetBytes(good))).MustBe(400, "malformed_json");
        (await project.PostRawAsync(name, good[..^1] + ",\"x\":\"\0\"}")).MustBe(400, "malformed_json");
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_not_known_and_a_byte_order_mark_are_ignored(
        [ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.Names))] string name
    )
    {
        var (project, route) = (await StartAsync(), WidgetRoute.Of(name));

        var exchange = await project.PostBytesAsync(
            name,
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(route.With(project.Id, "x_unknown", """{"a":["\u0000"]}"""))]
        );

        Assert.That(exchange.Status, Is.InRange(200, 201), exchange.Text);
    }

    [Test]
    public async Task Sql_is_only_text([ValueSource(typeof(WidgetRoute), nameof(WidgetRoute.FieldsOfAll))] object[] routeAndField)
    {
        var (project, route, path) = (await StartAsync(), WidgetRoute.Of((string)routeAndField[0]), (string)routeAndField[1]);
        var json = route.Fields.Single(f => f.Path == path).Takes switch
        {
            Takes.Metadata => new JsonObject { [Sql] = Sql }.ToJsonString(),
            Takes.Texts => new JsonArray(Sql).ToJsonString(),
            _ => JsonValue.Create(Sql).ToJsonString(),
        };

        var exchange = await project.PostRawAsync(route.Name, route.With(project.Id, path, json));

        Assert.That(exchange.Status, Is.InRange(200, 201).Or.InRange(401, 422), exchange.Text);
        Assert.That(
            await project.OneAsync<int>("select count(*)::int from visitors where project_id = @p and visitor_id = 'v-1'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Sql_comes_to_rest_as_it_was_sent()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = Sql,
                user_id = Sql,
                name = Sql,
                phone = Sql,
                company = new { id = Sql, name = Sql },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = Sql,
                name = Sql,
                value = Sql,
                event_key = Sql,
                entity = "company",
                company_id = Sql,
            }
        );

        Assert.That(
            await project.OneAsync<int>(
                """
                select count(*)::int
                from events e
                join visitors v on v.project_id = e.project_id and v.id = e.visitor_id
                join contacts c on c.project_id = v.project_id and c.id = v.contact_id
                join companies o on o.project_id = e.project_id and o.id = e.company_id
                where e.project_id = @p and (@sql, @sql, @sql, @sql, @sql, @sql, @sql, @sql, @sql)
                    = (v.visitor_id, c.user_id, c.name, c.phone, o.external_id, o.name, e.name, e.value #>> '{}', e.event_key)
                """,
                new { sql = Sql }
            ),
            Is.EqualTo(1)
        );
    }

    private static async Task<TestProject> StartAsync()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", name = "Acme" },
            }
        );
        return project;
    }

    private static Exchange MustTellNothingOfTheInside(Exchange exchange)
    {
        foreach (
            var word in (string[])["Exception", "   at ", "System.", "Npgsql", "PostgreSQL", "SqlState", "select ", "insert ", "Hal.Api"]
        )
            Assert.That(exchange.Text, Does.Not.Contain(word));

        return exchange;
    }
}
