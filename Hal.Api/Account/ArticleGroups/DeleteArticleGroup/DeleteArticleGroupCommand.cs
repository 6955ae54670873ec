using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.DeleteArticleGroup;

/// <summary>Deletes a group of articles.</summary>
/// <param name="Id">The group.</param>
public sealed record DeleteArticleGroupCommand(string? Id) : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}
