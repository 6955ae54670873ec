using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Concurrency;

/// <summary>What visitors and members do to a conversation at once, through two instances (contract 4.7, 5).</summary>
public class ConversationRaceTests
{
    [Test]
    public async Task One_client_message_id_becomes_one_message()
    {
        var race = await Race.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(race.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (_, project) =>
                    (visitor with { Project = project }).SendAsync(id, new { content = "Hello", client_message_id = $"m-{round}" })
            );

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
                Assert.That(
                    answers.Count(a => a.Status == 200 && a.Body.GetProperty("duplicate").GetBoolean()),
                    Is.EqualTo(answers.Count - 1)
                );
                Assert.That(answers.Select(a => a.Body.Text("message", "id")).Distinct().Count(), Is.EqualTo(1));
                Assert.That(
                    await race.Project.OneAsync<long>("select count(*) from messages where project_id = @p"),
                    Is.EqualTo(round + 2)
                );
            }
        });
        await MustBeCountedAsync(race.Project);
    }

    [Test]
    public async Task One_client_message_id_begins_one_conversation()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (_, project) =>
                    new TestVisitor(project, $"v-{round}") { Hash = project.Hash($"v-{round}") }.StartAsync(
                        new { content = "Hello", client_message_id = "m-1" }
                    )
            );

            Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
            Assert.That(answers.Select(a => a.Body.Text("conversation", "id")).Distinct().Count(), Is.EqualTo(1));
            Assert.That(
                await race.Project.OneAsync<long>("select count(*) from conversations where project_id = @p"),
                Is.EqualTo(round + 1)
            );
        });
    }

    [Test]
    public async Task Of_many_sends_at_once_none_is_lost_and_each_has_a_place()
    {
        var race = await Race.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(race.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync((i, project) => (visitor with { Project = project }).SendAsync(id, new { content = $"{i}" }));
            Assert.That(answers.Select(a => a.Status).Distinct(), Is.EqualTo((int[])[201]));
        });
        await MustBeCountedAsync(race.Project);
    }

    [Test]
    public async Task A_reply_while_it_is_resolved_is_there_and_the_later_of_the_two_decides()
    {
        var workspace = await TestWorkspace.CreateAsync();
        for (var round = 0; round < 20; round++)
        {
            var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, $"v-{round}");
            var id = started.Text("conversation", "id")!;

            var answers = await AtOnce.RunAsync(2, i =>
                i == 0
                    ? workspace.Owner.PatchAsync($"conversations/{id}", new { status = "resolved" })
                    : visitor.SendAsync(id, new { content = "Wait!" })
            );

            Assert.That(answers.Select(a => a.Status), Is.EqualTo((int[])[200, 201]), answers[0].Text + answers[1].Text);
            var conversation = await workspace.Owner.GetAsync($"conversations/{id}");
            Assert.That(conversation.Headers["ETag"], Is.EqualTo("\"3\""));
            // Version 3 belongs to the later write.
            Assert.That(
                conversation.Body.Text("conversation", "status"),
                Is.EqualTo(answers[0].Headers["ETag"] == "\"3\"" ? "resolved" : "open")
            );
            Assert.That(conversation.Body.GetProperty("conversation").GetProperty("message_count").GetInt64(), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Two_members_who_assign_at_once_are_both_heard_and_with_If_Match_one_is_told()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (one, other) = (await workspace.AddMemberAsync(Role.Agent), await workspace.AddMemberAsync(Role.Agent));
        for (var round = 0; round < 10; round++)
        {
            var (_, started) = await TestVisitor.BeginAsync(workspace.Project, $"v-{round}");
            var id = started.GetProperty("conversation").GetProperty("id").GetGuid();

            var free = await AtOnce.RunAsync(2, i =>
                (i == 0 ? one : other).PatchAsync($"conversations/{id}", new { assignee_id = (i == 0 ? one : other).Id })
            );
            Assert.That(free.Select(a => a.Status), Is.EqualTo((int[])[200, 200]));
            var last = free.Single(a => a.Headers["ETag"] == "\"3\"");
            Assert.That(
                (await one.GetAsync($"conversations/{id}").MustAsync()).Text("conversation", "assignee_id"),
                Is.EqualTo(last.Body.Text("conversation", "assignee_id")),
                "The last wins."
            );
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    "select actor from audit_entries where project = @p and target = @id",
                    new { id }
                ),
                Is.EquivalentTo(new[] { $"member:{one.Id}", $"member:{other.Id}" })
            );

            await one.PatchAsync($"conversations/{id}", new { assignee_id = (string?)null }).MustAsync();
            var careful = await AtOnce.RunAsync(2, i =>
                (i == 0 ? one : other).PatchAsync(
                    $"conversations/{id}",
                    new { assignee_id = (i == 0 ? one : other).Id },
                    ("If-Match", "\"4\"")
                )
            );
            Assert.That(careful.Select(a => a.Status), Is.EquivalentTo((int[])[200, 412]));
        }
    }

    [Test]
    public async Task A_conversation_that_begins_while_its_visitor_is_identified_finds_its_contact()
    {
        var race = await Race.CreateAsync();
        for (var round = 0; round < 20; round++)
        {
            var visitor = new TestVisitor(race.Project, $"v-{round}")
            {
                Token = (await race.Project.MustPostAsync("track", new { visitor_id = $"v-{round}", name = "seen" })).Text("visitor_token"),
            };
            var number = round;
            var answers = await race.RunAsync(
                (i, project) =>
                    (visitor with { Project = project }).PostAsync(
                        i < 4 ? "conversations" : "identify",
                        i < 4 ? new { content = "Hello" } : new { email = $"v-{number}@acme.example" }
                    )
            );

            Assert.That(answers, Has.Count.EqualTo(64));
            Assert.That(
                await race.Project.OneAsync<long>("select count(*) from conversations where project_id = @p and contact_id is null"),
                Is.Zero
            );
        }
    }

    private static async Task MustBeCountedAsync(TestProject project) =>
        Assert.That(
            await project.OneAsync<string>(
                """
                select concat_ws('|', c.message_count = count(*), max(m.position) = count(*), count(distinct m.position) = count(*),
                    c.unread_by_members = count(*),
                                 c.last_message_id = (array_agg(m.id order by m.position desc))[1])
                from conversations c
                join messages m on m.project_id = c.project_id and m.conversation_id = c.id
                where c.project_id = @p
                group by c.project_id, c.id
                """
            ),
            Is.EqualTo("t|t|t|t|t")
        );
}
