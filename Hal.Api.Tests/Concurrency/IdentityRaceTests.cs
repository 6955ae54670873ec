using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Concurrency;

/// <summary>Of many calls that name the same new person at once, one makes the contact and all others find it.</summary>
public class IdentityRaceTests
{
    private const string Contacts = "select count(*) from contacts where project_id = @p";

    [Test]
    public async Task One_new_e_mail_becomes_one_contact()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (i, project) => project.PostAsync("identify", new { visitor_id = $"v-{round}-{i}", email = $"ana-{round}@acme.example" })
            );

            await MustBeOneContactAsync(race.Project, answers, round);
        });
        Assert.That(
            await race.Project.OneAsync<long>("select count(*) from companies where project_id = @p"),
            Is.EqualTo(1),
            "They share a domain."
        );
    }

    [Test]
    public async Task One_new_user_id_becomes_one_contact()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (i, project) => project.PostAsync("identify", new { visitor_id = $"v-{round}-{i}", user_id = $"u-{round}" })
            );

            await MustBeOneContactAsync(race.Project, answers, round);
        });
    }

    [Test]
    public async Task A_person_named_in_two_ways_becomes_one_contact()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var email = $"ana-{round}@acme.example";
            var answers = await race.RunAsync(
                (i, project) =>
                    i % 4 < 2
                        ? project.PostAsync(
                            "identify",
                            new
                            {
                                visitor_id = $"v-{round}-{i}",
                                user_id = $"u-{round}",
                                email,
                            }
                        )
                        : project.PostAsync("identify", new { visitor_id = $"v-{round}-{i}", email })
            );

            await MustBeOneContactAsync(race.Project, answers, round);
            Assert.That(
                await race.Project.OneAsync<string>("select user_id from contacts where project_id = @p and email = @email", new { email }),
                Is.EqualTo($"u-{round}")
            );
        });
    }

    [Test]
    public async Task One_new_visitor_id_becomes_one_visitor()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var visitor_id = $"v-{round}";
            await race.RunAsync(
                (i, project) =>
                    (i % 8 / 2) switch
                    {
                        0 => project.PostAsync("identify", new { visitor_id, email = $"ana-{round}@acme.example" }),
                        1 => project.PostAsync(
                            "set-properties",
                            new { visitor_id, metadata = new Dictionary<string, int> { [$"k{i}"] = i } }
                        ),
                        2 => project.PostAsync("track", new { visitor_id, name = "page_viewed" }),
                        _ => project.PostAsync("track/batch", new { visitor_id, events = new[] { new { name = "page_viewed" } } }),
                    }
            );

            Assert.That(await race.Project.OneAsync<long>("select count(*) from visitors where project_id = @p"), Is.EqualTo(round + 1));
            Assert.That(await race.Project.OneAsync<long>(Contacts), Is.EqualTo(round + 1));
            Assert.That(
                await race.Project.OneAsync<long>("select count(*) from events where project_id = @p and contact_id is not null"),
                Is.EqualTo(32 * (round + 1)),
                "Events tracked before there was a contact belong to it as well."
            );
            Assert.That(
                await race.Project.OneAsync<long>(
                    "select count(*) from contacts c, jsonb_object_keys(c.metadata) where c.project_id = @p and c.email = @email",
                    new { email = $"ana-{round}@acme.example" }
                ),
                Is.EqualTo(16)
            );
        });
    }

    [Test]
    public async Task A_proven_person_is_merged_once()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var (user_id, email) = ($"u-{round}", $"ana-{round}@acme.example");
            await race.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"a-{round}",
                    user_id,
                    name = "Ana",
                }
            );
            await race.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"b-{round}",
                    email,
                    metadata = new { plan = "pro" },
                }
            );
            await race.Project.MustPostAsync("track", new { visitor_id = $"b-{round}", name = "trial_started" });

            var answers = await race.RunAsync(
                (i, project) =>
                    project.PostAsync(
                        "identify",
                        new
                        {
                            visitor_id = $"v-{round}-{i}",
                            user_id,
                            email,
                            user_hash = project.Hash(user_id),
                        }
                    )
            );

            Assert.That(answers.Select(ContactId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(await race.Project.OneAsync<long>(Contacts), Is.EqualTo(round + 1));
            Assert.That(
                await race.Project.OneAsync<long>("select count(*) from contact_merges where project_id = @p"),
                Is.EqualTo(round + 1)
            );
            Assert.That(
                await race.Project.OneAsync<string>(
                    """
                    select concat_ws(' ', c.email, c.name, c.verified, c.metadata ->> 'plan', (
                        select count(*) from visitors v where v.project_id = @p and v.contact_id = c.id),
                           (select count(*) from events e where e.project_id = @p and e.contact_id = c.id))
                    from contacts c where c.project_id = @p and c.user_id = @user_id
                    """,
                    new { user_id }
                ),
                Is.EqualTo($"{email} Ana t pro 66 1")
            );
        });
    }

    private static async Task MustBeOneContactAsync(TestProject project, IReadOnlyList<Exchange> answers, int round)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(ContactId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(
                answers.Count(a => a.Body.GetProperty("contact").GetProperty("created").GetBoolean()),
                Is.EqualTo(1),
                "One made it, the others found it."
            );
            Assert.That(await project.OneAsync<long>(Contacts), Is.EqualTo(round + 1));
            Assert.That(
                await project.OneAsync<long>("select count(*) from visitors where project_id = @p and contact_id is not null"),
                Is.EqualTo(answers.Count * (round + 1))
            );
        }
    }

    private static string? ContactId(Exchange answer) =>
        answer.Body.GetProperty("contact") is { ValueKind: JsonValueKind.Object } contact ? contact.GetProperty("id").GetString() : null;
}
