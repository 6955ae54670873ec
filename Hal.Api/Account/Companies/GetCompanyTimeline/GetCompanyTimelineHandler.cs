using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Timeline;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Companies.GetCompanyTimeline;

public sealed class GetCompanyTimelineHandler(AccountCall call, Database database)
    : IRequestHandler<GetCompanyTimelineQuery, Result<GetCompanyTimelineResponse>>
{
    public async Task<Result<GetCompanyTimelineResponse>> Handle(GetCompanyTimelineQuery request, CancellationToken cancellationToken)
    {
        var (project, id, after) = (call.ProjectId.Value, ResourceId.Of(request.Id), request.Page.After);
        var read = new SqlRead();
        var company = read.One<Guid?>(CompanyAnswer.Exists, project, id);
        var found = read.List<TimelineRow>(TimelineRow.OfCompany, project, id, after.At, after.Id, request.Page.Probe);
        await database.ReadAsync(read);
        if (company.Value is null)
            return Problem.NotFound("company");

        var (rows, next) = request.Page.Cut(found.Value, row => new Cursor(row.At, row.Id));
        return new GetCompanyTimelineResponse([.. rows.Select(TimelineEntry.Of)], next);
    }
}
