using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

public class TrackEventKeyTests
{
    [Test]
    public async Task A_repeat_answers_the_first_event_and_stores_nothing()
    {
        var project = await TestProject.CreateAsync();
        var first = await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "upgraded",
                value = 1.10m,
                event_key = "k",
                occurred_at = "2026-01-31T09:30:00Z",
            }
        );
        var before = await project.FingerprintAsync();

        var repeat = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "downgraded",
                value = 2,
                event_key = "k",
                metadata = new { a = 1 },
            }
        );

        repeat.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                repeat.Body.GetProperty("event").GetProperty("id").GetGuid(),
                Is.EqualTo(first.GetProperty("event").GetProperty("id").GetGuid())
            );
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task A_key_lasts_for_good()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                event_key = "k",
            }
        );
        await project.ExecuteAsync("update events set created_at = '2001-01-01', occurred_at = '2001-01-01' where project_id = @p");

        var repeat = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                event_key = "k",
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(repeat.Status, Is.EqualTo(200));
            Assert.That(
                repeat.Body.GetProperty("event").GetProperty("occurred_at").GetString(),
                Does.StartWith("2001-01-01T").Or.StartsWith("2000-12-31T")
            );
        }
    }

    [Test]
    public async Task A_key_is_kept_exactly([Values("K", " k", "k ")] string other)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                event_key = "k",
            }
        );

        Assert.That(
            (
                await project.PostAsync(
                    "track",
                    new
                    {
                        visitor_id = "v-1",
                        name = "n",
                        event_key = other,
                    }
                )
            ).Status,
            Is.EqualTo(201)
        );
    }

    [Test]
    public async Task A_key_of_another_project_is_another_key()
    {
        var (one, other) = (await TestProject.CreateAsync(), await TestProject.CreateAsync());
        var body = new
        {
            visitor_id = "v-1",
            name = "n",
            event_key = "k",
        };
        await one.MustPostAsync("track", body);

        Assert.That((await other.PostAsync("track", body)).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task An_event_of_another_visitor_returns_only_ids()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );
        var first = await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "secret_name",
                value = "secret value",
                entity = "company",
                event_key = "k",
                occurred_at = "2011-11-11T11:11:11Z",
            }
        );
        var before = await project.FingerprintAsync();

        var repeat = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-2",
                name = "mine",
                event_key = "k",
                occurred_at = "2026-01-31T09:30:00Z",
            }
        );

        repeat.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                repeat.Body.GetProperty("event").GetProperty("id").GetGuid(),
                Is.EqualTo(first.GetProperty("event").GetProperty("id").GetGuid())
            );
            Assert.That(repeat.Text, Does.Not.Contain("secret").And.Not.Contain("2011"));
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Another_visitor_of_the_same_contact_gets_the_first_event_if_it_has_proven_to_be_that_contact()
    {
        var project = await TestProject.CreateAsync();
        var proof = new { user_id = "u-1", user_hash = project.Hash("u-1") };
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                proof.user_id,
                proof.user_hash,
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                proof.user_id,
                proof.user_hash,
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                proof.user_id,
                proof.user_hash,
                name = "first",
                event_key = "k",
            }
        );

        var repeat = await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-2",
                proof.user_id,
                proof.user_hash,
                name = "second",
                event_key = "k",
            }
        );

        Assert.That(repeat.GetProperty("event").GetProperty("name").GetString(), Is.EqualTo("first"));
    }

    [TestCase("track")]
    [TestCase("track/batch")]
    public async Task A_caller_that_only_claims_an_e_mail_does_not_get_the_events_of_the_contact(string route)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "victim", email = "vic@gmail.com" });
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "victim",
                name = "contract_signed",
                value = "secret",
                event_key = "k",
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "attacker", email = "vic@gmail.com" });

        var repeat = await project.PostAsync(
            route,
            route == "track"
                ? new
                {
                    visitor_id = "attacker",
                    name = "x",
                    event_key = "k",
                }
                : new { visitor_id = "attacker", events = new[] { new { name = "x", event_key = "k" } } }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(repeat.Status, Is.EqualTo(200));
            Assert.That(repeat.Text, Does.Contain("\"duplicate\":true"));
            Assert.That(repeat.Text, Does.Not.Contain("secret").And.Not.Contain("contract_signed"));
        }
    }

    [Test]
    public async Task A_refused_event_does_not_use_up_its_key()
    {
        var project = await TestProject.CreateAsync();
        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "n",
                    event_key = "k",
                    entity = "company",
                }
            )
        ).MustBe(409, "company_not_linked");

        Assert.That(
            (
                await project.PostAsync(
                    "track",
                    new
                    {
                        visitor_id = "v-1",
                        name = "n",
                        event_key = "k",
                    }
                )
            ).Status,
            Is.EqualTo(201)
        );
    }
}
