using Hal.Api.Domain.Members;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Visitors.GetVisitor;

/// <summary>Reads a visitor.</summary>
public sealed record GetVisitorQuery : IRequest<Result<GetVisitorResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>The visitor.</summary>
/// <param name="Visitor">The visitor.</param>
public sealed record GetVisitorResponse(VisitorAnswer Visitor);
