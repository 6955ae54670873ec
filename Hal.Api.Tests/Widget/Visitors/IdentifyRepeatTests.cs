using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>The same call again changes nothing but last seen (contract 4.2).</summary>
public class IdentifyRepeatTests
{
    private static readonly string[] Calls =
    [
        """{"visitor_id":"v-1"}""",
        """{"visitor_id":"v-1","name":"Ana","phone":"1","metadata":{"a":1,"b":null}}""",
        """{"visitor_id":"v-1","email":" Ana@Acme.example "}""",
        """{"visitor_id":"v-1","email":"ana@gmail.com","name":"Ana"}""",
        """{"visitor_id":"v-1","user_id":"u-1","name":" Ana ","phone":"1","metadata":{"a":1.50,"b":{"c":[1,2]},"d":null,"e":"😀"}}""",
        """
            {"visitor_id":"v-1","user_id":"u-1","email":"ana@acme.example",
             "company":{"id":"acme","name":" Acme ","domain":"Acme.example","stage":"won","deal_value":12.50,"metadata":{"a":1}}}
            """,
        """{"visitor_id":"v-1","user_id":"u-1","company":{"name":"Acme","stage":"lead","deal_value":1e1},"stage_update_mode":"exact"}""",
        """{"visitor_id":"v-1","user_id":"u-1","company":{"id":"acme"},"company_ids":["acme"]}""",
    ];

    [TestCaseSource(nameof(Calls))]
    public async Task Changes_nothing(string call)
    {
        var project = await TestProject.CreateAsync();
        var first = await project.MustPostAsync("identify", Refusals.Body(call));

        var again = (await project.MustNotChangeAsync("identify", Refusals.Body(call))).Body;

        Assert.That(again.GetProperty("visitor").GetRawText(), Is.EqualTo(first.GetProperty("visitor").GetRawText()));
        foreach (var part in new[] { "contact", "company" })
            Assert.That(
                again.GetProperty(part).GetRawText(),
                Is.EqualTo(first.GetProperty(part).GetRawText().Replace("\"created\":true", "\"created\":false", StringComparison.Ordinal))
            );

        Assert.That(again.GetProperty("linked_company_ids").GetRawText(), Is.EqualTo(first.GetProperty("linked_company_ids").GetRawText()));
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Changes_nothing_when_it_is_proven_again(string call)
    {
        var project = await TestProject.CreateAsync();
        var body = Refusals.Body(call, ("user_hash", project.Hash("v-1")));
        await project.MustPostAsync("identify", body.DeepClone());

        await project.MustNotChangeAsync("identify", body);
    }

    [Test]
    public async Task Changes_nothing_when_set_properties_repeats()
    {
        var project = await TestProject.CreateAsync();
        foreach (var visitor in new[] { "nobody", "known" })
        {
            if (visitor == "known")
                await project.MustPostAsync("identify", new { visitor_id = visitor, user_id = "u-1" });

            var call = new
            {
                visitor_id = visitor,
                name = "Ana",
                phone = "1",
                metadata = new { a = 1.5m, b = (int?)null },
            };
            await project.MustPostAsync("set-properties", call);
            await project.MustNotChangeAsync("set-properties", call);
        }
    }

    [Test]
    public async Task Moves_last_seen()
    {
        const string HasMoved = "select last_seen_at > first_seen_at from visitors where project_id = @p";
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.ExecuteAsync(
            "update visitors set first_seen_at = now() - interval '1 hour', last_seen_at = now() - interval '1 hour' where project_id = @p"
        );

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        await Eventually.HoldsAsync(() => project.OneAsync<bool>(HasMoved), "last_seen_at has moved");
    }
}
