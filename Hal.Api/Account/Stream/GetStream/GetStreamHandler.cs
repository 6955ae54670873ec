using Hal.Api.Domain.Streams;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using Hal.Api.Streams;
using MediatR;

namespace Hal.Api.Account.Stream.GetStream;

public sealed class GetStreamHandler(AccountCall call) : IRequestHandler<GetStreamQuery, Result<StreamTicket>>
{
    public Task<Result<StreamTicket>> Handle(GetStreamQuery request, CancellationToken cancellationToken)
    {
        var (member, project) = (call.Member, call.ProjectId);
        Result<StreamTicket> ticket = new StreamTicket(project, StreamAudience.Member(member.Id), request.LastEventId, session =>
            MemberStore.IsStillAdmittedAsync(session, member, project)
        );
        return Task.FromResult(ticket);
    }
}
