using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ApiKeys.ListApiKeys;

/// <summary>Lists API keys.</summary>
public sealed record ListApiKeysQuery : PageQuery, IRequest<Result<ListApiKeysResponse>>, IProjectRequest
{
    public static Role Needs => Role.Admin;
}

/// <summary>A page of API keys.</summary>
/// <param name="ApiKeys">The keys, newest first.</param>
/// <param name="NextCursor">The next page's cursor; null on the last page.</param>
public sealed record ListApiKeysResponse(IReadOnlyList<ApiKeyAnswer> ApiKeys, string? NextCursor);

public sealed class ListApiKeysValidator : AbstractValidator<ListApiKeysQuery>
{
    public ListApiKeysValidator() => Include(new PageRules<ListApiKeysQuery>());
}
