using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.ListArticleGroups;

/// <summary>Lists the groups of articles.</summary>
public sealed record ListArticleGroupsQuery : IRequest<Result<ListArticleGroupsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>The groups in their order.</summary>
/// <param name="ArticleGroups">All groups; there are at most 200.</param>
/// <param name="NextCursor">Always null: a project's groups are one page.</param>
public sealed record ListArticleGroupsResponse(IReadOnlyList<ArticleGroupAnswer> ArticleGroups, string? NextCursor);
