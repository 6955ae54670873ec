using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ApiKeys.DeleteApiKey;

public sealed class DeleteApiKeyHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<DeleteApiKeyCommand, Result<Nothing>>
{
    private const string Find = "select id from api_keys where project_id = $1 and id = $2";

    private const string Delete = """
        with gone as (delete from api_keys where project_id = $1 and id = $2 returning 1)
        select assert_unchanged(exists (select from gone))
        """;

    public async Task<Result<Nothing>> Handle(DeleteApiKeyCommand request, CancellationToken cancellationToken)
    {
        if (await database.ReadOneAsync<Guid?>(Find, call.ProjectId.Value, ResourceId.Of(request.Id)) is not { } id)
            return Problem.NotFound("API key");

        database.Enlist(new SqlBatch().Add(Delete, call.ProjectId.Value, id));
        outcome.Wrote(id);
        return Nothing.Value;
    }
}
