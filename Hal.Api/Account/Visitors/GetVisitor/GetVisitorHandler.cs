using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Visitors.GetVisitor;

public sealed class GetVisitorHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<GetVisitorQuery, Result<GetVisitorResponse>>
{
    private const string Sql = $"select {VisitorAnswer.ColumnsOfV} from visitors v where v.project_id = $1 and v.id = $2";

    public async Task<Result<GetVisitorResponse>> Handle(GetVisitorQuery request, CancellationToken cancellationToken)
    {
        if (await database.ReadOneAsync<VisitorAnswer>(Sql, call.ProjectId.Value, ResourceId.Of(request.Id)) is not { } visitor)
            return Problem.NotFound("visitor");

        outcome.Shows(visitor.GetState());
        return new GetVisitorResponse(visitor);
    }
}
