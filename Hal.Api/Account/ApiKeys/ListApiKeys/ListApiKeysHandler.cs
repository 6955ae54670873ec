using Hal.Api.Domain.ApiKeys;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.ApiKeys.ListApiKeys;

public sealed class ListApiKeysHandler(AccountCall call, Session session) : IRequestHandler<ListApiKeysQuery, Result<ListApiKeysResponse>>
{
    private const string Page = $"""
        select {ApiKeyAnswer.Columns}
        from api_keys
        where project_id = $1 and id < $2
        order by id desc
        limit $3
        """;

    public async Task<Result<ListApiKeysResponse>> Handle(ListApiKeysQuery request, CancellationToken cancellationToken)
    {
        var batch = new SqlBatch().Add(Page, call.ProjectId.Value, request.After.Id, request.Probe);
        var (keys, next) = request.Cut(await session.ReadAsync(batch, results => results.ListAsync<ApiKeyAnswer>()), key => Cursor.Of(key.Id));
        return new ListApiKeysResponse(keys, next);
    }
}
