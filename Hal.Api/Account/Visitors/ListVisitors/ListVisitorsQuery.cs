using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Visitors.ListVisitors;

/// <summary>Lists visitors.</summary>
public sealed record ListVisitorsQuery : PageQuery, IRequest<Result<ListVisitorsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    [FromQuery(Name = "contact_id"), Description("Those of this contact.")]
    public string? ContactId { get; init; }

    [FromQuery(Name = "visitor_id"), Description("The one with this id of your own.")]
    public string? VisitorId { get; init; }
}

/// <summary>A page of visitors.</summary>
/// <param name="Visitors">The visitors, the newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListVisitorsResponse(IReadOnlyList<VisitorAnswer> Visitors, string? NextCursor);

public sealed class ListVisitorsValidator : AbstractValidator<ListVisitorsQuery>
{
    public ListVisitorsValidator()
    {
        Include(new PageRules<ListVisitorsQuery>());
        RuleFor(x => x.ContactId).MustBeIdFilter();
        RuleFor(x => x.VisitorId).MustBeFilter();
    }
}
