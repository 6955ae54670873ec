using CsCheck;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Domain.Conversations;

/// <summary>Who may see a conversation is decided in SQL for a call and in C# for a stream (contract 4.7): both agree.</summary>
public class VisitorVisibilityTests
{
    private const int Iterations = 60;

    private static readonly string[] VisitorIds = ["anonymous", "of-u", "of-w", "of-nobody"];

    [Test]
    public async Task The_database_and_the_stream_show_the_same_conversations()
    {
        var project = await TestProject.CreateAsync();
        await SeedAsync(project);
        var running = await TestHost.RunningAsync();
        var visitors = (
            await project.RowsAsync<(string Key, Guid Id)>("select visitor_id, id from visitors where project_id = @p")
        ).ToDictionary(v => v.Key, v => v.Id);
        var owners = (
            await project.RowsAsync<(Guid Id, Guid? Visitor, Guid? Contact, bool Proven, bool Adopted)>(
                "select id, visitor_id, contact_id, proven, adopted from conversations where project_id = @p"
            )
        ).ToDictionary(c => c.Id, c => new ConversationOwner(c.Visitor, c.Contact, c.Proven, c.Adopted));
        var seen = 0;

        await Gen.Select(Gen.Int[0, VisitorIds.Length - 1], Gen.Bool, Gen.Int[0, 3], Gen.Int[-1, VisitorIds.Length - 1])
            .SampleAsync(
                async (visitor, provesVisitor, user, held) =>
                {
                    var proof = new CallerProof
                    {
                        ProvesVisitor = provesVisitor,
                        UserId = ((string?[])[null, "u", "w", "other"])[user],
                        HeldVisitor = held < 0 ? null : visitors[VisitorIds[held]],
                    };
                    await using var scope = running.App.Services.CreateAsyncScope();
                    var read = new SqlRead();
                    var stored = read.One<Visitor>(Visitor.Sql, project.Id, VisitorIds[visitor]);
                    var page = new Page(100, Cursor.Start);
                    var listed = read.VisibleConversations(ProjectId.Trust(project.Id), proof, VisitorIds[visitor], page);
                    await scope.ServiceProvider.GetRequiredService<Database>().ReadAsync(read);

                    var visibility = proof.VisibilityOf(stored.Value!);
                    var streamed = owners.Where(o => visibility.Sees(o.Value)).Select(o => o.Key);
                    Assert.That(listed.Value.Select(c => c.Id), Is.EquivalentTo(streamed), $"{VisitorIds[visitor]}: {proof}");
                    Interlocked.Add(ref seen, listed.Value.Count);
                },
                iter: Iterations,
                threads: 1
            );

        Assert.That(seen, Is.Positive, "something was visible");
    }

    // Each visitor has conversations of each contact and of none, proven or not, adopted or not.
    private static Task SeedAsync(TestProject project) =>
        project.ExecuteAsync(
            """
            with people as (
                insert into contacts (project_id, id, user_id, created_at, updated_at)
                select @p, gen_random_uuid(), u, now(), now() from unnest(array['u', 'w', null]) u
                returning id, user_id
            ), guests as (
                insert into visitors (project_id, id, visitor_id, contact_id, first_seen_at, last_seen_at)
                select @p, gen_random_uuid(), 'of-' || coalesce(user_id, 'nobody'), id, now(), now() from people
                union all
                select @p, gen_random_uuid(), 'anonymous', null, now(), now()
                returning id
            )
            insert into conversations (project_id, id, visitor_id, contact_id, proven, adopted, last_message_at, created_at, updated_at)
            select @p, gen_random_uuid(), g.id, k.id, proven, adopted, now(), now(), now()
            from guests g
            cross join (select id from people union all select null) k
            cross join unnest(array[true, false]) proven
            cross join unnest(array[true, false]) adopted
            """
        );
}
