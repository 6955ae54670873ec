using Hal.Api.Domain.History;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Mapping;
using Hal.Api.Platform.Values;
using Mapster;
using MediatR;

namespace Hal.Api.Account.Audit.ListAudit;

public sealed class ListAuditHandler(AccountCall call, Database database) : IRequestHandler<ListAuditQuery, Result<ListAuditResponse>>
{
    // An actor is stored as type and id. A deleted member or key has no name.
    private const string Entries = """
        select a.id, a.source, n.actor_type, n.actor_id, coalesce(m.name, k.name) as actor_name, m.email as actor_email,
               a.action, a.project, a.target, a.fields, a.request, a.at
        from audit_entries a
        cross join lateral (select split_part(a.actor, ':', 1) as actor_type, split_part(a.actor, ':', 2)::uuid as actor_id) n
        left join members m on n.actor_type = 'member' and m.id = n.actor_id and m.account_id = a.account_id
        left join api_keys k on n.actor_type = 'api_key' and k.project_id = a.project and k.id = n.actor_id
        where a.account_id = ?
        """;

    public async Task<Result<ListAuditResponse>> Handle(ListAuditQuery request, CancellationToken cancellationToken)
    {
        var (project, target, actor) = (Id(request.ProjectId), Id(request.Target), Id(request.Actor));
        string[] actors = actor is { } id ? [ChangeOrigin.MemberActor(id), ChangeOrigin.KeyActor(id)] : [];
        var query = new SqlQuery(Entries, call.Member.AccountId)
            .AndIf(project is not null, "a.project = ?", project)
            .AndIf(target is not null, "a.target = ?", target)
            .AndIf(actor is not null, "a.actor = any(?)", actors)
            .AndIf(request.Action is not null, "a.action = ?", request.Action)
            .And("a.id < ?", request.Page.After.Id)
            .Then("order by a.id desc limit ?", request.Page.Probe);

        // The plain list follows the primary key. A filtered list may scan many rows, depending on the values, so it runs as a search.
        var isPlain = project is null && target is null && actor is null && request.Action is null;
        var read = new SqlRead();
        var rows = read.List<Row>(query);
        await (isPlain ? database.ReadAsync(read) : database.SearchAsync(read));
        var (page, next) = request.Page.Cut(rows.Value, row => Cursor.Of(row.Id));
        return new ListAuditResponse([.. page.Select(RowMapping.Map<Row, ListAuditEntry>)], next);
    }

    private static Guid? Id(string? text) => text is null ? null : ResourceId.Of(text);

    private sealed record Row(
        Guid Id,
        string Source,
        string ActorType,
        Guid ActorId,
        string? ActorName,
        string? ActorEmail,
        string Action,
        Guid? Project,
        Guid? Target,
        string[] Fields,
        string Request,
        DateTime At
    );

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config)
        {
            config
                .NewConfig<Row, ListAuditActor>()
                .Map(actor => actor.Id, row => row.ActorId)
                .Map(actor => actor.Type, row => row.ActorType)
                .Map(actor => actor.Name, row => row.ActorName)
                .Map(actor => actor.Email, row => row.ActorEmail);
            config
                .NewConfig<Row, ListAuditEntry>()
                .Map(entry => entry.Actor, row => row)
                .Map(entry => entry.ProjectId, row => row.Project)
                .Map(entry => entry.TargetId, row => row.Target)
                .Map(entry => entry.RequestId, row => row.Request);
        }
    }
}
