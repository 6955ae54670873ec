using System.Text;
using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>Metadata as callers may send it (contract 2), in every field of identify and set-properties that takes it.</summary>
public class MetadataTests
{
    // The route, the body, the field, and where the metadata is stored.
    private static readonly object[][] Doors =
    [
        ["identify", """{"visitor_id":"v-1","metadata":M}""", "metadata", "select properties from visitors"],
        ["identify", """{"visitor_id":"v-1","user_id":"u-1","metadata":M}""", "metadata", "select metadata from contacts"],
        [
            "identify",
            """{"visitor_id":"v-1","user_id":"u-1","company":{"id":"acme","metadata":M}}""",
            "company.metadata",
            "select metadata from companies",
        ],
        ["set-properties", """{"visitor_id":"v-1","metadata":M}""", "metadata", "select properties from visitors"],
        ["set-properties", """{"visitor_id":"v-1","properties":M}""", "properties", "select properties from visitors"],
    ];

    [TestCaseSource(nameof(Doors))]
    public async Task Comes_back_as_it_went_in(string route, string form, string field, string sql)
    {
        var project = await TestProject.CreateAsync();
        var members = new Dictionary<string, string>
        {
            ["big"] = "123456789012345678901234567890",
            ["beyond a double"] = "9007199254740993",
            ["exact"] = "0.1000000000000000000000000001",
            ["scale"] = "12.50",
            ["negative"] = "-17.25",
            ["emoji 😀"] = "\"👩‍👩‍👧 and 😀\"",
            ["escaped"] = "\"\\ud83d\\ude00 \\\\u0000 \\\" \\u0001\"",
            ["snake_case camelCase a.b $x"] = "true",
            [""] = "\"\"",
            ["nested"] = "{\"a\": [1, {\"b\": [null, false]}]}",
        };
        var json = "{" + string.Join(", ", members.Select(m => $"{JsonSerializer.Serialize(m.Key)}: {m.Value}")) + "}";

        var exchange = await PostAsync(project, route, form, json);

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text + field);
        var stored = JsonElement.Parse(await project.OneAsync<string>($"{sql} where project_id = @p"));
        foreach (var (key, value) in members)
        {
            var sent = JsonElement.Parse(value);
            Assert.That(JsonElement.DeepEquals(stored.GetProperty(key), sent), $"{key}: {stored.GetProperty(key)}");
            if (sent.ValueKind is JsonValueKind.Number)
                Assert.That(stored.GetProperty(key).GetRawText(), Is.EqualTo(value), key);
        }
    }

    [TestCaseSource(nameof(Doors))]
    public async Task Keeps_to_its_limits(string route, string form, string field, string sql)
    {
        var project = await TestProject.CreateAsync();
        (string Json, string Field)[] wrong =
        [
            (Keys(101), field),
            (KeyOf(101), field),
            (TextOf(16 * 1024), field),
            ("""{"a":[[[[[1]]]]]}""", $"{field}.a"),
            ("""{"a":{"b":{"c":{"d":{"e":{}}}}}}""", $"{field}.a"),
            ($$"""{"a":{{new string('[', 100)}}{{new string(']', 100)}}}""", field),
            ("""{"a":"\u0000"}""", $"{field}.a"),
            ("""{"a":["x",{"b":"y\u0000z"}]}""", $"{field}.a[1].b"),
            ("""{"a\u0000":1}""", field),
            ("""{"a":"\ud800"}""", $"{field}.a"),
            ("""{"a":"\ude00\ud83d"}""", $"{field}.a"),
            ("""{"\udfff":1}""", field),
            ("""{"a":1e400}""", $"{field}.a"),
        ];
        foreach (var (json, path) in wrong)
        {
            var exchange = await PostAsync(project, route, form, json);
            exchange.MustBe(422, "validation_failed");
            Assert.That(exchange.Fields.Single(), Does.StartWith(path), exchange.Text);
            Assert.That(await project.OneAsync<long>("select count(*) from visitors where project_id = @p"), Is.Zero, "nothing is stored");
        }

        foreach (
            var json in new[]
            {
                Keys(100),
                KeyOf(100),
                TextOf((16 * 1024) - 10),
                """{"a":[[[[1]]]]}""",
                """{"a":{"b":{"c":{"d":{"e":1}}}}}""",
            }
        )
        {
            await project.ExecuteAsync("update visitors set properties = '{}' where project_id = @p");
            await project.ExecuteAsync("update contacts set metadata = '{}' where project_id = @p");
            await project.ExecuteAsync("update companies set metadata = '{}' where project_id = @p");
            var exchange = await PostAsync(project, route, form, json);
            Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
            Assert.That(
                JsonElement.DeepEquals(
                    JsonElement.Parse(await project.OneAsync<string>($"{sql} where project_id = @p")),
                    JsonElement.Parse(json)
                )
            );
        }
    }

    [TestCaseSource(nameof(Doors))]
    public async Task Merges_by_key_and_null_removes(string route, string form, string field, string sql)
    {
        var project = await TestProject.CreateAsync();
        await PostAsync(project, route, form, """{"keep":1,"change":{"x":1,"y":2},"remove":true}""");
        await PostAsync(project, route, form, """{"change":{"x":3},"remove":null,"never there":null}""");

        var stored = JsonElement.Parse(await project.OneAsync<string>($"{sql} where project_id = @p"));
        Assert.That(JsonElement.DeepEquals(stored, JsonElement.Parse("""{"keep":1,"change":{"x":3}}""")), $"{field}: {stored}");
    }

    [Test]
    public async Task Counts_what_is_already_stored()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = new string('x', 10_000) } });

        (
            await project.MustRefuseAsync("set-properties", new { visitor_id = "v-1", metadata = new { b = new string('x', 10_000) } })
        ).MustName("metadata");
        await project.MustPostAsync(
            "set-properties",
            new { visitor_id = "v-1", metadata = new { a = (string?)null, b = new string('x', 10_000) } }
        );
    }

    [Test]
    public async Task Bytes_that_are_no_UTF_8_are_malformed()
    {
        var project = await TestProject.CreateAsync();
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($$$"""{"project_id":"{{{project.Id}}}","visitor_id":"v-1","metadata":{"a":" """),
            0xED,
            0xA0,
            0x80,
            .. "\"}}"u8,
        ];

        (await project.PostBytesAsync("set-properties", body)).MustBe(400, "malformed_json");
    }

    private static Task<Exchange> PostAsync(TestProject project, string route, string form, string metadata) =>
        project.PostRawAsync(
            route,
            $"{{\"project_id\":\"{project.Id}\",{form[1..].Replace("M}", metadata + "}", StringComparison.Ordinal)}"
        );

    private static string Keys(int count) => "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":{i}")) + "}";

    private static string KeyOf(int length) => $$"""{"{{new string('k', length)}}":1}""";

    private static string TextOf(int length) => $$"""{"a":"{{new string('x', length)}}"}""";
}
