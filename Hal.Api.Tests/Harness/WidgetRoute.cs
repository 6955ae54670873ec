using System.Text.Json.Nodes;

namespace Hal.Api.Tests.Harness;

/// <summary>What a field takes, and so what it has to refuse.</summary>
internal enum Takes
{
    Text,
    Id,
    Metadata,
    DealValue,
    Scalar,
    Company,
    Texts,
    Events,
}

/// <summary>A field of a widget write.</summary>
/// <param name="Path">Where it is in the body.</param>
/// <param name="Takes">What it takes.</param>
/// <param name="MaxLength">The longest text; 0 where the length is not what it is refused for.</param>
/// <param name="IsRequired">Whether null is refused.</param>
internal sealed record WidgetField(string Path, Takes Takes, int MaxLength = 0, bool IsRequired = false)
{
    private static readonly string[] NoText = ["7", "true", "{}", "[]", """["x"]"""];
    private static readonly string[] UnstorableText = ["\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\""];
    private static readonly string[] Bombs =
    [
        Nested('[', ']'),
        string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000),
    ];

    /// <summary>JSON texts that the field has to refuse by name.</summary>
    public IEnumerable<string> Wrong =>
        [
            .. ByKind,
            .. Bombs,
            .. IsRequired ? (string[])["null"] : [],
            .. MaxLength > 0 ? (string[])[$"\"{new string('x', MaxLength + 1)}\""] : [],
        ];

    private IEnumerable<string> ByKind =>
        Takes switch
        {
            Takes.Text => [.. NoText, .. UnstorableText],
            Takes.Id => [.. NoText, .. UnstorableText, .. Placeholders],
            Takes.Metadata =>
            [
                "7",
                "true",
                "\"x\"",
                "[]",
                """{"a":{"b":{"c":{"d":{"e":{}}}}}}""",
                """{"a":"\u0000"}""",
                """{"a\u0000":1}""",
                """{"a":["\ud800"]}""",
                """{"a":1e999}""",
            ],
            Takes.DealValue => ["true", "\"12\"", "{}", "[]", "-1", "1e400"],
            Takes.Scalar => ["{}", "[]", "1e400", "\"\\u0000\"", "\"\\udfff\""],
            Takes.Company => ["7", "true", "\"x\"", "[]", """{"name":"no\u0000body"}"""],
            Takes.Texts => ["7", "true", "\"x\"", "{}", "[7]", "[null]", "[[]]", """["\u0000"]""", """[""]"""],
            _ => ["7", "true", "\"x\"", "{}", "[]"],
        };

    private static IEnumerable<string> Placeholders =>
        ((string[])["null", "undefined", "none", "0", "-1", "anonymous", "guest", "[object Object]", "NaN", "NULL", " Guest "]).Select(p =>
            $"\"{p}\""
        );

    private static string Nested(char open, char close) => new string(open, 10_000) + new string(close, 10_000);
}

/// <summary>A widget write: a body that it takes from the visitor <c>v-1</c> of the company <c>acme</c>, and its fields.</summary>
internal sealed record WidgetRoute(string Name, string Body, params WidgetField[] Fields)
{
    private static readonly WidgetField[] Credential =
    [
        new("project_id", Takes.Text, IsRequired: true),
        new("app_id", Takes.Text),
        new("visitor_id", Takes.Id, 255, true),
        new("user_hash", Takes.Text),
    ];

    private static readonly WidgetField[] Stage = [new("company_id", Takes.Text, 255), new("stage_update_mode", Takes.Text, 300)];

    /// <summary>Every write of the family.</summary>
    public static readonly WidgetRoute[] All =
    [
        new(
            "identify",
            """{"visitor_id":"v-1","user_id":"u-1","email":"a@b.example","name":"n","phone":"1","metadata":{"a":1},"""
                + """ "company":{"id":"acme","name":"n","domain":"b.example","stage":"Won","deal_value":1,"metadata":{"a":1}},"""
                + """ "company_ids":["acme"]}""",
            [
                .. Credential,
                new("user_id", Takes.Id, 255),
                new("email", Takes.Text, 254),
                new("name", Takes.Text, 200),
                new("phone", Takes.Text, 50),
                new("metadata", Takes.Metadata),
                new("stage_update_mode", Takes.Text, 300),
                new("company_ids", Takes.Texts),
                new("company", Takes.Company),
                new("company.id", Takes.Text, 255),
                new("company.name", Takes.Text, 200),
                new("company.domain", Takes.Text, 253),
                new("company.stage", Takes.Text, 300),
                new("company.deal_value", Takes.DealValue),
                new("company.metadata", Takes.Metadata),
            ]
        ),
        new(
            "set-properties",
            """{"visitor_id":"v-1","metadata":{"b":1},"name":"n","phone":"1"}""",
            [
                .. Credential,
                new("metadata", Takes.Metadata),
                new("properties", Takes.Metadata),
                new("name", Takes.Text, 200),
                new("phone", Takes.Text, 50),
            ]
        ),
        new(
            "track",
            """{"visitor_id":"v-1","name":"n","value":1,"entity":"company","company_id":"acme","event_key":"k","""
                + """ "occurred_at":"2026-01-31T09:30:00Z","metadata":{"a":1}}""",
            [
                .. Credential,
                new("name", Takes.Text, 100, true),
                new("value", Takes.Scalar, 1_000),
                new("entity", Takes.Text, 300),
                new("company_id", Takes.Text, 255),
                new("event_key", Takes.Text, 255),
                new("occurred_at", Takes.Text, 300),
                new("metadata", Takes.Metadata),
            ]
        ),
        new(
            "track/batch",
            """{"visitor_id":"v-1","events":[{"name":"n"}]}""",
            [.. Credential, new("events", Takes.Events, IsRequired: true)]
        ),
        new("set-stage", """{"visitor_id":"v-1","stage":"Won"}""", [.. Credential, .. Stage, new("stage", Takes.Text, 300, true)]),
        new(
            "set-deal",
            """{"visitor_id":"v-1","deal_value":1,"stage":"Won"}""",
            [.. Credential, .. Stage, new("stage", Takes.Text, 300), new("deal_value", Takes.DealValue)]
        ),
    ];

    public static IEnumerable<string> Names => All.Select(r => r.Name);

    /// <summary>Every field of every write, for tests that are made for each.</summary>
    public static IEnumerable<object[]> FieldsOfAll => All.SelectMany(r => r.Fields.Select(f => (object[])[r.Name, f.Path]));

    public static WidgetRoute Of(string name) => All.Single(r => r.Name == name);

    /// <summary>The body of a project with something else in one field; null leaves the field out.</summary>
    public string With(Guid project, string path, string? json)
    {
        const string Here = "\"@@@\"";
        var body = JsonNode.Parse(Body)!.AsObject();
        body["project_id"] = project.ToString();
        var (parent, name) = path.Split('.') is [var outer, var inner] ? (body[outer]!.AsObject(), inner) : (body, path);
        parent.Remove(name);
        if (json is not null)
            parent[name] = "@@@";

        return body.ToJsonString().Replace(Here, json, StringComparison.Ordinal);
    }
}
