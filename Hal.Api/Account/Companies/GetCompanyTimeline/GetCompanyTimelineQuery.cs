using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Timeline;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Companies.GetCompanyTimeline;

/// <summary>Lists what happened to a company.</summary>
public sealed record GetCompanyTimelineQuery : PageQuery, IRequest<Result<GetCompanyTimelineResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>A page of a timeline.</summary>
/// <param name="Entries">What happened, the newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record GetCompanyTimelineResponse(IReadOnlyList<TimelineEntry> Entries, string? NextCursor);

public sealed class GetCompanyTimelineValidator : AbstractValidator<GetCompanyTimelineQuery>
{
    public GetCompanyTimelineValidator() => Include(new PageRules<GetCompanyTimelineQuery>());
}
