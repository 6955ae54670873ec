using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Account.ArticleGroups.DeleteArticleGroup;

/// <summary>Deletes a group of articles.</summary>
/// <param name="Id">The group.</param>
public sealed record DeleteArticleGroupCommand(string? Id) : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}
