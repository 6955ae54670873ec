using System.Collections.Concurrent;
using System.Text.Json;
using Hal.Api.Background;
using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hal.Api.Tests.Domain.Notices;

/// <summary>Notices are made in C# with a write, and in SQL where one statement changes many rows: both are the same.</summary>
public class StreamNoticesTests
{
    private const string Due = """
        with guest as (
            insert into visitors (project_id, id, visitor_id, first_seen_at, last_seen_at)
            values (@p, gen_random_uuid(), 'v', now(), now())
            returning id)
        insert into conversations (project_id, id, visitor_id, status, snoozed_until, last_message_at, created_at, updated_at)
        select @p, gen_random_uuid(), id, 'snoozed', now() - interval '1 minute', now(), now(), now() from guest
        """;

    [Test, CancelAfter(60_000)]
    public async Task The_notice_of_an_ended_snooze_is_the_notice_of_an_update(CancellationToken cancellation)
    {
        var (project, running) = (await TestProject.CreateAsync(), await TestHost.RunningAsync());
        await using var listener = await running.Database.Source.OpenConnectionAsync(cancellation);
        var heard = new ConcurrentQueue<JsonElement>();
        listener.Notification += (_, e) => Keep(heard, project.Id, e);
        await using (var listen = new NpgsqlCommand($"listen {StreamNotices.Channel}", listener))
            await listen.ExecuteNonQueryAsync(cancellation);

        // The service opens the conversation by itself, and so this is its notice.
        await project.ExecuteAsync(Due);
        await HearAsync(listener, heard, 1, cancellation);
        var conversation = await project.OneAsync<Guid>("select id from conversations where project_id = @p and status = 'open'");
        await WriteAsync(running.App, project.Id, conversation);
        await HearAsync(listener, heard, 2, cancellation);

        var rows = await project.RowsAsync<string>(
            "select (to_jsonb(e) - array['id', 'at', 'xact'])::text from stream_events e where project_id = @p order by xact, id"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows, Has.Count.EqualTo(2));
            Assert.That(rows[0], Is.EqualTo(rows[1]));
            var payloads = heard.ToArray();
            Assert.That(JsonElement.DeepEquals(payloads[0], payloads[1]), $"{payloads[0]} and {payloads[1]}");
        }
    }

    [Test]
    public void One_statement_opens_and_notifies() =>
        Assert.That(EndedSnoozes.Sql, Does.Contain(StreamNotices.NotifyP).And.Contain($"'{StreamNotices.ConversationUpdatedKind}'"));

    private static void Keep(ConcurrentQueue<JsonElement> heard, Guid project, NpgsqlNotificationEventArgs notification)
    {
        var payload = JsonElement.Parse(notification.Payload);
        if (payload.GetProperty("project").GetGuid() == project)
            heard.Enqueue(payload);
    }

    private static async Task HearAsync(
        NpgsqlConnection listener,
        ConcurrentQueue<JsonElement> heard,
        int count,
        CancellationToken cancellation
    )
    {
        while (heard.Count < count)
            await listener.WaitAsync(cancellation);
    }

    private static async Task WriteAsync(HalApp app, Guid project, Guid conversation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var batch = new SqlBatch();
        StreamNotices.ConversationUpdated(batch, ProjectId.Trust(project), conversation, TimeProvider.System.UtcNow());
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().WriteAsync(batch);
    }
}
