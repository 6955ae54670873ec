using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Timeline;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.GetContactTimeline;

public sealed class GetContactTimelineHandler(AccountCall call, Database database) : IRequestHandler<GetContactTimelineQuery, Result<GetContactTimelineResponse>>
{
    public async Task<Result<GetContactTimelineResponse>> Handle(GetContactTimelineQuery request, CancellationToken cancellationToken)
    {
        var (id, after) = (ResourceId.Of(request.Id), request.Page.After);
        var batch = new SqlBatch().AddContact(call.ProjectId, id).Add(TimelineRow.OfContact, call.ProjectId.Value, id, after.At, after.Id, request.Page.Probe);
        var (contact, found) = await database.ReadAsync(batch, async results => (await results.TakeContactAsync(), await results.ListAsync<TimelineRow>()));
        if (!contact.Succeeded)
            return contact.Problem;

        var (rows, next) = request.Page.Cut(found, row => new Cursor(row.At, row.Id));
        return new GetContactTimelineResponse([.. rows.Select(TimelineEntry.Of)], next);
    }
}
