using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>Two contacts that turn out to be one (contract 4.2, rule 2).</summary>
public class IdentifyMergeTests
{
    private static readonly string[] Shared = ["shared"];

    private const string Contacts = """
        select concat_ws('/', coalesce(user_id, '-'), coalesce(email, '-'), name, phone, notes, tags, metadata)
            from contacts where project_id = @p order by id
        """;

    [Test]
    public async Task Moves_visitors_companies_and_events_and_fills_gaps()
    {
        var (project, winner, loser) = await TwoContactsAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "by-user-id",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        Assert.That(
            await project.RowsAsync<string>(Contacts),
            Is.EqualTo(["""u-1/ana@acme.example/Winner/222/noted/{vip}/{"a": "winner", "b": "loser"}"""])
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.RowsAsync<Guid>("select distinct contact_id from visitors where project_id = @p"),
                Is.EqualTo([winner])
            );
            Assert.That(
                await project.RowsAsync<Guid>("select distinct contact_id from events where project_id = @p"),
                Is.EqualTo([winner])
            );
            Assert.That(await project.OneAsync<long>("select count(*) from events where project_id = @p"), Is.EqualTo(2));
            Assert.That(
                await project.RowsAsync<string>(
                    """
                    select c.external_id from contact_companies l join companies c on c.project_id = l.project_id and c.id = l.company_id
                    where l.project_id = @p and l.contact_id = @winner order by 1
                    """,
                    new { winner }
                ),
                Is.EqualTo(["losers", "shared", "winners"])
            );
            Assert.That(
                await project.OneAsync<string>(
                    """
                    select c.external_id from visitors v join companies c on c.project_id = v.project_id and c.id = v.active_company_id
                    where v.project_id = @p and v.visitor_id = 'by-email'
                    """
                ),
                Is.EqualTo("losers"),
                "the moved visitor keeps its active company"
            );
        }

        Assert.That(loser, Is.Not.EqualTo(winner));
    }

    [Test]
    public async Task Is_recorded()
    {
        var (project, winner, loser) = await TwoContactsAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "by-user-id",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        var (id, survivor, source, moved) = await project.OneAsync<(Guid, Guid, string, string)>(
            "select id, survivor_id, source || ' ' || split_part(actor, ':', 1), moved::text from contact_merges where project_id = @p"
        );
        var record = JsonElement.Parse(moved);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((id, survivor, source), Is.EqualTo((loser, winner, "widget visitor")));
            Assert.That(record.GetProperty("contact").GetProperty("email").GetString(), Is.EqualTo("ana@acme.example"));
            Assert.That(record.GetProperty("contact").GetProperty("name").GetString(), Is.EqualTo("Loser"));
            Assert.That(record.GetProperty("visitor_ids").GetArrayLength(), Is.EqualTo(1));
            Assert.That(record.GetProperty("company_ids").GetArrayLength(), Is.EqualTo(2));
            Assert.That(record.GetProperty("events").GetInt32(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Needs_a_proof()
    {
        var (project, _, _) = await TwoContactsAsync();
        var before = await project.RowsAsync<string>(Contacts);

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "by-user-id",
                user_id = "u-1",
                email = "ana@acme.example",
            }
        );

        Assert.That(await project.RowsAsync<string>(Contacts), Is.EqualTo(before));
        Assert.That(await project.OneAsync<long>("select count(*) from contact_merges where project_id = @p"), Is.Zero);
    }

    [Test]
    public async Task Never_happens_to_a_contact_with_a_user_id_of_its_own()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                email = "ana@acme.example",
            }
        );

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        Assert.That(
            await project.RowsAsync<string>("select concat_ws(' ', user_id, email) from contacts where project_id = @p order by id"),
            Is.EqualTo(["u-1", "u-2 ana@acme.example"])
        );
    }

    [Test]
    public async Task Takes_the_calling_visitor_along_with_its_active_company()
    {
        var (project, winner, _) = await TwoContactsAsync();

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "by-email",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("by-email"),
            }
        );

        Assert.That(answer.GetProperty("contact").GetProperty("id").GetGuid(), Is.EqualTo(winner));
        Assert.That(
            await project.OneAsync<string>(
                "select external_id from companies where project_id = @p and id = @id",
                new { id = answer.GetProperty("company").GetProperty("id").GetGuid() }
            ),
            Is.EqualTo("losers"),
            "a merge is no change of person"
        );
    }

    [Test]
    public async Task Is_done_once()
    {
        var (project, _, _) = await TwoContactsAsync();
        var call = new
        {
            visitor_id = "by-email",
            user_id = "u-1",
            email = "ana@acme.example",
            user_hash = project.Hash("by-email"),
        };
        await project.MustPostAsync("identify", call);

        await project.MustNotChangeAsync("identify", call);
    }

    [Test]
    public async Task Lets_the_call_s_e_mail_take_the_place_of_the_winner_s()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "old@acme.example",
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "new@acme.example" });

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "new@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        Assert.That(
            await project.RowsAsync<string>("select concat_ws(' ', user_id, email) from contacts where project_id = @p"),
            Is.EqualTo(["u-1 new@acme.example"])
        );
    }

    [Test]
    public async Task Keeps_the_records_of_contacts_that_were_merged_into_the_loser()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        for (var i = 0; i < 2; i++)
        {
            var email = $"ana{i}@acme.example";
            await project.MustPostAsync("identify", new { visitor_id = email, email });
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    email,
                    user_hash = project.Hash("u-1"),
                }
            );
        }

        Assert.That(
            await project.OneAsync<long>(
                "select count(*) from contact_merges m join contacts c on c.project_id = m.project_id and c.id = m.survivor_id "
                    + "where m.project_id = @p"
            ),
            Is.EqualTo(2)
        );
    }

    /// <summary>
    /// Contact u-1, and contact ana@acme.example without a user id, each with a visitor, an event, a company of its own and a shared one.
    /// </summary>
    private static async Task<(TestProject Project, Guid Winner, Guid Loser)> TwoContactsAsync()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "by-user-id",
                user_id = "u-1",
                name = "Winner",
                metadata = new { a = "winner" },
                company = new { id = "shared" },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "by-user-id", company = new { id = "winners" } });
        await project.MustPostAsync("track", new { visitor_id = "by-user-id", name = "winner's" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "by-email",
                email = "ana@acme.example",
                name = "Loser",
                phone = "222",
                metadata = new { a = "loser", b = "loser" },
                company = new { id = "losers" },
                company_ids = Shared,
            }
        );
        await project.MustPostAsync("track", new { visitor_id = "by-email", name = "loser's" });
        await project.ExecuteAsync("update contacts set notes = 'noted', tags = '{vip}' where project_id = @p and user_id is null");
        var ids = await project.RowsAsync<Guid>("select id from contacts where project_id = @p order by user_id nulls last");
        return (project, ids[0], ids[1]);
    }
}
