using System.Text.Json;

namespace Hal.Api.Tests.Widget.Companies;

public class SetDealTests
{
    [Test]
    public async Task Sets_the_deal_value()
    {
        var project = await Deals.StartAsync();

        var exchange = await project.PostAsync("set-deal", new { visitor_id = "v-1", deal_value = 12000.50m });

        exchange.MustMatch();
        Assert.That(await Deals.ValueAsync(project), Is.EqualTo("12000.50"));
    }

    [Test]
    public async Task Sets_the_deal_value_and_the_stage()
    {
        var project = await Deals.StartAsync("Lead");

        var exchange = await project.PostAsync(
            "set-deal",
            new
            {
                visitor_id = "v-1",
                deal_value = 7,
                stage = "proposal",
            }
        );

        exchange.MustMatch();
        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Proposal"));
    }

    [Test]
    public async Task Sets_the_deal_value_also_when_the_stage_is_not_applied()
    {
        var project = await Deals.StartAsync("Won");

        var exchange = await project.PostAsync(
            "set-deal",
            new
            {
                visitor_id = "v-1",
                deal_value = 7,
                stage = "Lead",
            }
        );

        exchange.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Deals.ValueAsync(project), Is.EqualTo("7"));
            Assert.That(await Deals.StageAsync(project), Is.EqualTo("Won"));
        }
    }

    [Test]
    public async Task Moves_a_closed_company_when_asked_to_exactly()
    {
        var project = await Deals.StartAsync("Won");

        await project.MustPostAsync(
            "set-deal",
            new
            {
                visitor_id = "v-1",
                deal_value = 7,
                stage = "Lead",
                stage_update_mode = "exact",
            }
        );

        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Lead"));
    }

    [TestCase("1.10", "1.10", "1.10")]
    [TestCase("99999999999999.99", "99999999999999.99", "99999999999999.99")]
    [TestCase("0", "0", "0")]
    [TestCase("-0", "0", "0")]
    [TestCase("1e3", "1000", "1000")]
    [TestCase("1e-2", "0.01", "0.01")]
    public async Task Keeps_the_number_exactly(string sent, string answered, string stored)
    {
        var project = await Deals.StartAsync();

        var exchange = await project.PostRawAsync(
            "set-deal",
            $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","deal_value":{{sent}}}"""
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
            Assert.That(exchange.Body.GetProperty("deal_value").GetRawText(), Is.EqualTo(answered));
            Assert.That(await Deals.ValueAsync(project), Is.EqualTo(stored));
        }
    }

    [Test]
    public async Task Clears_the_deal_value_with_null()
    {
        var project = await Deals.StartAsync();
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 7 });

        var answer = await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = (int?)null });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("deal_value").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(await Deals.ValueAsync(project), Is.Null);
        }
    }

    [Test]
    public async Task Insists_on_a_deal_value()
    {
        var project = await Deals.StartAsync();

        (await project.PostAsync("set-deal", new { visitor_id = "v-1", stage = "Won" })).MustName("deal_value").MustMatch();
        Assert.That(await Deals.StageAsync(project), Is.Null);
    }

    [TestCase("-1")]
    [TestCase("1.001")]
    [TestCase("100000000000000")]
    [TestCase("\"12\"")]
    [TestCase("1e400")]
    [TestCase("1e-30")]
    public async Task Refuses_any_other_value(string sent)
    {
        var project = await Deals.StartAsync();
        var before = await project.FingerprintAsync();

        var exchange = await project.PostRawAsync(
            "set-deal",
            $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","deal_value":{{sent}},"stage":"Won"}"""
        );

        exchange.MustName("deal_value");
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_an_unknown_stage_and_keeps_the_deal_value()
    {
        var project = await Deals.StartAsync();
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 7 });

        (
            await project.PostAsync(
                "set-deal",
                new
                {
                    visitor_id = "v-1",
                    deal_value = 8,
                    stage = "Nirvana",
                }
            )
        ).MustName("stage", "unknown_stage").MustMatch();
        Assert.That(await Deals.ValueAsync(project), Is.EqualTo("7"));
    }

    [Test]
    public async Task Each_change_is_recorded_with_where_from_where_to_who_and_when()
    {
        var project = await Deals.StartAsync();

        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 1.10m });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "acme", deal_value = 20 },
            }
        );
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = (int?)null });

        Assert.That(
            await Deals.DealHistoryAsync(project),
            Is.EqualTo((string[])["- > 1.10 by widget visitor v-1", "1.10 > 20 by widget visitor v-2", "20 > - by widget visitor v-1 last"])
        );
    }

    [Test]
    public async Task No_change_is_recorded_when_the_value_stays([Values("7", "7.00", "70e-1")] string sent)
    {
        var project = await Deals.StartAsync("Lead");
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 7 });
        var before = await project.FingerprintAsync();

        await project.PostRawAsync(
            "set-deal",
            $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","deal_value":{{sent}},"stage":"Lead"}"""
        );
        (await project.PostAsync("set-deal", new { visitor_id = "v-1", deal_value = -1 })).MustName("deal_value");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Deals.DealHistoryAsync(project), Is.EqualTo((string[])["- > 7 by widget visitor v-1 last"]));
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        }
    }
}
