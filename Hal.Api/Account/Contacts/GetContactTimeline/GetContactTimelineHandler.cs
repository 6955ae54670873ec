using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Timeline;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.GetContactTimeline;

public sealed class GetContactTimelineHandler(AccountCall call, Database database)
    : IRequestHandler<GetContactTimelineQuery, Result<GetContactTimelineResponse>>
{
    public async Task<Result<GetContactTimelineResponse>> Handle(GetContactTimelineQuery request, CancellationToken cancellationToken)
    {
        var (id, after) = (ResourceId.Of(request.Id), request.Page.After);
        var read = new SqlRead();
        var contact = read.Contact(call.ProjectId, id);
        var entries = read.List<TimelineRow>(TimelineRow.OfContact, call.ProjectId.Value, id, after.At, after.Id, request.Page.Probe);
        await database.ReadAsync(read);
        var found = contact.Value;
        if (!found.Succeeded)
            return found.Problem;

        var (rows, next) = request.Page.Cut(entries.Value, row => new Cursor(row.At, row.Id));
        return new GetContactTimelineResponse([.. rows.Select(TimelineEntry.Of)], next);
    }
}
