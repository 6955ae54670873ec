using Hal.Api.Domain.Notices;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Families;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Harness;

/// <summary>
/// A conversation of a project, written to through one instance of the service as its own writes are: rows and what streams tell of them in
/// one batch.
/// </summary>
internal sealed class TestTalk
{
    private const string AddConversation = """
        insert into conversations (project_id, id, visitor_id, last_message_at, created_at, updated_at) values ($1, $2, $3, $4, $4, $4)
        """;

    private const string AddMessage = """
        with counted as (
            update conversations set message_count = message_count + 1, unread_by_members = unread_by_members + 1, updated_at = $8,
                version = version + 1
            where project_id = $1 and id = $2
            returning message_count)
        insert into messages (project_id, id, conversation_id, position, author_type, author_id, content, internal, created_at)
        select $1, $3, $2, message_count, $4, $5, $6, $7, $8 from counted
        """;

    private readonly HalApp _app;

    private TestTalk(HalApp app, TestProject project, Guid id, Guid visitor) => (_app, Project, Id, Visitor) = (app, project, id, visitor);

    public TestProject Project { get; }

    public Guid Id { get; }

    /// <summary>Hal's id of its visitor.</summary>
    public Guid Visitor { get; }

    public static async Task<TestTalk> BeginAsync(HalApp app, TestProject project, string visitorId = "v-1")
    {
        var visitor = (await project.MustPostAsync("identify", new { visitor_id = visitorId }))
            .GetProperty("visitor")
            .GetProperty("id")
            .GetGuid();
        var talk = new TestTalk(app, project, Guid.CreateVersion7(), visitor);
        await talk.WriteAsync((batch, id) => batch.Add(AddConversation, id.Value, talk.Id, visitor, TimeProvider.System.UtcNow()));
        return talk;
    }

    /// <summary>The same conversation, written to through another instance.</summary>
    public TestTalk Through(HalApp app) => new(app, Project, Id, Visitor);

    /// <summary>Somebody writes: the visitor, if nothing else is said.</summary>
    public Task SayAsync(string content, string authorType = "visitor", Guid? author = null, bool isInternal = false) =>
        WriteAsync((batch, project) => Say(batch, project, content, authorType, author, isInternal));

    public Task ResolveAsync() =>
        WriteAsync(
            (batch, project) =>
            {
                batch.Add("update conversations set status = 'resolved' where project_id = $1 and id = $2", project.Value, Id);
                StreamNotices.ConversationUpdated(batch, project, Id, TimeProvider.System.UtcNow());
            }
        );

    public Task TypeAsync(string authorType, Guid author) =>
        WriteAsync((batch, project) => StreamNotices.Typing(batch, project, Id, authorType, author));

    /// <summary>The statements of a message, for whoever sends them in a transaction of its own.</summary>
    public async Task<SqlBatch> StatementsAsync(string content)
    {
        var batch = new SqlBatch();
        Say(batch, await FindAsync(), content, "visitor", null, false);
        return batch;
    }

    private void Say(SqlBatch batch, ProjectId project, string content, string authorType, Guid? author, bool isInternal)
    {
        var (message, now) = (Guid.CreateVersion7(), TimeProvider.System.UtcNow());
        batch.Add(AddMessage, project.Value, Id, message, authorType, author ?? Visitor, content, isInternal, now);
        StreamNotices.Message(batch, project, Id, message, now);
    }

    private async Task WriteAsync(Action<SqlBatch, ProjectId> compose)
    {
        var (batch, project) = (new SqlBatch(), await FindAsync());
        compose(batch, project);
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().WriteAsync(batch, project.Value);
    }

    private async Task<ProjectId> FindAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        Project project = (
            await _app
                .Services.GetRequiredService<ProjectStore>()
                .FindAsync(Project.Id, scope.ServiceProvider.GetRequiredService<Database>())
        )!;
        return project.Id;
    }
}
