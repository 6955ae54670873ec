using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Streams;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Streams;
using MediatR;

namespace Hal.Api.Widget.Stream.GetVisitorStream;

public sealed class GetVisitorStreamHandler(WidgetCall call, Database database)
    : IRequestHandler<GetVisitorStreamQuery, Result<StreamTicket>>
{
    private const string IsUnchanged = "select exists (select from projects where id = $1 and version = $2 and deleted_at is null)";

    public async Task<Result<StreamTicket>> Handle(GetVisitorStreamQuery request, CancellationToken cancellationToken)
    {
        var visitor = await database.ReadOneAsync<Visitor>(Visitor.Sql, call.ProjectId.Value, request.VisitorId);
        if (call.Proof.Refuse(visitor, request.NamesUser) is { } refused)
            return refused;

        if (visitor is null)
            return Problem.NotFound("visitor");

        var visibility = call.Proof.VisibilityOf(visitor);
        return new StreamTicket(call.ProjectId, StreamAudience.Visitor(visibility), request.LastEventId, IsStillAdmittedAsync)
        {
            Until = call.TokenExpiresAt,
        };

        // The same rule as when the stream starts. If the project's settings have changed, the stream ends and the client reconnects.
        async Task<bool> IsStillAdmittedAsync(Database later)
        {
            var read = new SqlRead();
            var isUnchanged = read.One<bool>(IsUnchanged, call.ProjectId.Value, call.Project.Version);
            var visitorNow = read.One<Visitor>(Visitor.Sql, call.ProjectId.Value, request.VisitorId);
            await later.ReadAsync(read);
            return isUnchanged.Value
                && visitorNow.Value is { } now
                && call.Proof.Refuse(now, request.NamesUser) is null
                && call.Proof.VisibilityOf(now) == visibility;
        }
    }
}
