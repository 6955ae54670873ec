using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Concurrency;

/// <summary>Members and widgets that change the same contacts at once lose nothing and create nothing twice.</summary>
public class ContactRaceTests
{
    private const int Rounds = 5;

    [TestCase("email", "email_taken")]
    [TestCase("user_id", "user_id_taken")]
    public async Task One_e_mail_or_user_id_becomes_one_contact(string field, string code)
    {
        var (workspace, members) = await BothAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var body = new Dictionary<string, string> { [field] = $"ana-{round}@acme.example" };
            var answers = await Race.AtOnceAsync(16, i => members[i % 2].PostAsync("contacts", body));

            Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
            foreach (var refused in answers.Where(a => a.Status != 201))
                refused.MustBe(409, code);

            Assert.That(
                await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"),
                Is.EqualTo(round + 1)
            );
        }
    }

    [Test]
    public async Task No_change_is_lost()
    {
        var (workspace, members) = await BothAsync();
        var id = await MakeAsync(workspace, "Ana");

        var answers = await Race.AtOnceAsync(32, i =>
            members[i % 2].PatchAsync($"contacts/{id}", new { metadata = new Dictionary<string, int> { [$"k{i}"] = i } })
        );

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
        Assert.That(answers.Select(a => a.Headers["ETag"]), Is.Unique);
        var stored = (await workspace.Owner.GetAsync($"contacts/{id}").MustAsync()).GetProperty("contact").GetProperty("metadata");
        Assert.That(stored.EnumerateObject().Select(m => m.Name), Is.EquivalentTo(Enumerable.Range(0, 32).Select(i => $"k{i}")));
    }

    [Test]
    public async Task Of_those_who_decided_on_the_same_version_one_writes()
    {
        var (workspace, members) = await BothAsync();
        var id = await MakeAsync(workspace, "Ana");
        for (var round = 0; round < Rounds; round++)
        {
            var tag = (await workspace.Owner.GetAsync($"contacts/{id}")).Headers["ETag"];
            var answers = await Race.AtOnceAsync(16, i =>
                members[i % 2].PatchAsync($"contacts/{id}", new { name = $"Ana {round} {i}" }, ("If-Match", tag))
            );

            Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1));
            foreach (var refused in answers.Where(a => a.Status != 200))
                refused.MustBe(412, "precondition_failed");
        }
    }

    [Test]
    public async Task Of_two_merges_into_each_other_one_takes_place()
    {
        var (workspace, members) = await BothAsync();
        for (var round = 0; round < Rounds * 2; round++)
        {
            string[] ids = [await MakeAsync(workspace, $"a{round}"), await MakeAsync(workspace, $"b{round}")];
            for (var i = 0; i < 2; i++)
                await workspace
                    .Owner.PatchAsync($"contacts/{ids[i]}", new { metadata = new Dictionary<string, int> { [$"k{i}"] = i } })
                    .MustAsync();

            var answers = await Race.AtOnceAsync(8, i =>
                members[i / 2 % 2].PostAsync($"contacts/{ids[i % 2]}/merge", new { other_id = ids[1 - (i % 2)] })
            );

            var won = answers.Single(a => a.Status == 200).Body.GetProperty("contact");
            Assert.That(won.GetProperty("metadata").EnumerateObject().Count(), Is.EqualTo(2), "nothing is lost");
            foreach (var refused in answers.Where(a => a.Status != 200))
                Assert.That(refused.Code, Is.EqualTo("contact_merged").Or.EqualTo("validation_failed"), refused.Text);

            var gone = ids.Single(id => id != won.Text("id"));
            (await workspace.Owner.GetAsync($"contacts/{gone}")).MustBe(410, "contact_merged");
            Assert.That(
                await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"),
                Is.EqualTo(round + 1)
            );
        }
    }

    [Test]
    public async Task What_is_tracked_while_contacts_are_merged_is_the_survivor_s()
    {
        var (workspace, members) = await BothAsync();
        var project = workspace.Project;
        for (var round = 0; round < Rounds; round++)
        {
            var ids = new List<string>();
            for (var i = 0; i < 2; i++)
                ids.Add(
                    (await project.MustPostAsync("identify", new { visitor_id = $"v-{round}-{i}", user_id = $"u-{round}-{i}" })).Text(
                        "contact",
                        "id"
                    )!
                );

            var answers = await Race.AtOnceAsync(33, i =>
                i == 16
                    ? members[round % 2].PostAsync($"contacts/{ids[0]}/merge", new { other_id = ids[1] })
                    : project.PostAsync("track", new { visitor_id = $"v-{round}-{i % 2}", name = "seen" })
            );

            Assert.That(answers.Select(a => a.Status), Is.All.InRange(200, 299));
            Assert.That(
                await project.OneAsync<long>(
                    "select count(*) from events where project_id = @p and contact_id = @id",
                    new { id = Guid.Parse(ids[0]) }
                ),
                Is.EqualTo(32)
            );
        }
    }

    [TestCase("")]
    [TestCase("?erase=true")]
    public async Task A_contact_that_is_deleted_while_it_comes_back_leaves_nothing_half_done(string query)
    {
        var (workspace, members) = await BothAsync();
        var project = workspace.Project;
        for (var round = 0; round < Rounds; round++)
        {
            var email = $"ana-{round}@acme.example";
            var id = (
                await project.MustPostAsync(
                    "identify",
                    new
                    {
                        visitor_id = $"v-{round}",
                        email,
                        company = new { id = "acme" },
                    }
                )
            ).Text("contact", "id");

            var answers = await Race.AtOnceAsync(25, i => i % 8 == 4 ? members[i / 8 % 2].DeleteAsync($"contacts/{id}{query}")
                : i % 2 == 0
                    ? project.PostAsync(
                        "identify",
                        new
                        {
                            visitor_id = $"v-{round}-{i}",
                            email,
                            company = new { id = "acme" },
                        }
                    )
                : project.PostAsync("track", new { visitor_id = $"v-{round}", name = "seen" }));

            Assert.That(answers.Count(a => a.Status >= 500), Is.Zero);
            (await workspace.Owner.GetAsync($"contacts/{id}")).MustBe(404, "not_found");
        }

        Assert.That(
            await project.OneAsync<long>(
                "select count(*) from contacts c where project_id = @p and not exists "
                    + "(select from contact_companies l where l.project_id = @p and l.contact_id = c.id)"
            ),
            Is.Zero,
            "who came back has its company"
        );
    }

    [Test]
    public async Task No_visitor_acts_on_a_company_that_its_contact_was_taken_out_of()
    {
        var (workspace, members) = await BothAsync();
        var project = workspace.Project;
        var id = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-0",
                    user_id = "u-1",
                    company = new { id = "acme" },
                }
            )
        ).Text("contact", "id");
        var acme = await project.OneAsync<Guid>("select id from companies where project_id = @p");
        await project.MustPostAsync("identify", new { visitor_id = "v-0", company = new { id = "globex" } });
        for (var round = 0; round < Rounds * 2; round++)
        {
            await members[0].PutAsync($"contacts/{id}/companies/{acme}").MustAsync();
            for (var i = 0; i < 4; i++)
                await project.MustPostAsync(
                    "identify",
                    new
                    {
                        visitor_id = $"v-{i}",
                        user_id = "u-1",
                        company = new { id = "globex" },
                    }
                );

            var answers = await Race.AtOnceAsync(5, i => i == 2
                    ? members[1].DeleteAsync($"contacts/{id}/companies/{acme}")
                    : project.PostAsync(
                        "identify",
                        new
                        {
                            visitor_id = $"v-{i}",
                            user_id = "u-1",
                            company = new { id = "acme" },
                        }
                    ));

            Assert.That(answers.Select(a => a.Status), Is.All.InRange(200, 299));
            Assert.That(
                await project.OneAsync<long>(
                    """
                    select count(*) from visitors v
                    where project_id = @p and active_company_id is not null
                      and not exists (select from contact_companies l
                          where l.project_id = @p and l.contact_id = v.contact_id and l.company_id = v.active_company_id)
                    """
                ),
                Is.Zero
            );
        }
    }

    private static async Task<(TestWorkspace Workspace, TestMember[] Members)> BothAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        return (workspace, [workspace.Owner, workspace.Owner.Through(await Race.SecondClientAsync())]);
    }

    private static async Task<string> MakeAsync(TestWorkspace workspace, string name) =>
        (await workspace.Owner.PostAsync("contacts", new { name }).MustAsync()).Text("contact", "id")!;
}
