using Hal.Api.Domain.ApiKeys;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ApiKeys.CreateApiKey;

public sealed class CreateApiKeyHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateApiKeyCommand, Result<CreateApiKeyResponse>>
{
    private const string Insert = """
        insert into api_keys (project_id, id, name, prefix, key_hash, scopes, expires_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    public Task<Result<CreateApiKeyResponse>> Handle(CreateApiKeyCommand request, CancellationToken cancellationToken)
    {
        var key = ApiKeyText.New(call.ProjectId.Value, Ids.New());
        var made = new ApiKeyAnswer(
            key.Id,
            request.Name!.Trim(),
            key.Prefix,
            Scopes.Tidy(request.Scopes),
            QueryText.Instant(request.ExpiresAt),
            null,
            time.UtcNow()
        );
        database.Enlist(
            new SqlBatch().Add(Insert, key.ProjectId, key.Id, made.Name, made.Prefix, key.Hash, made.Scopes, made.ExpiresAt, made.CreatedAt)
        );
        outcome.Wrote(key.Id);
        return Task.FromResult<Result<CreateApiKeyResponse>>(new CreateApiKeyResponse(made, key.Text));
    }
}
