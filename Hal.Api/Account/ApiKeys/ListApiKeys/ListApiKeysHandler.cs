using Hal.Api.Domain.ApiKeys;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ApiKeys.ListApiKeys;

public sealed class ListApiKeysHandler(AccountCall call, Database database) : IRequestHandler<ListApiKeysQuery, Result<ListApiKeysResponse>>
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
        var (keys, next) = request.Page.Cut(
            await database.ReadListAsync<ApiKeyAnswer>(Page, call.ProjectId.Value, request.Page.After.Id, request.Page.Probe),
            key => Cursor.Of(key.Id)
        );
        return new ListApiKeysResponse(keys, next);
    }
}
