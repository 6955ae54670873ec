using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Companies.ListCompanies;

/// <summary>Lists companies.</summary>
public sealed record ListCompaniesQuery : PageQuery, IRequest<Result<ListCompaniesResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    [FromQuery(Name = "search"), Description("A part of the name or the domain, in any case and without regard to accents.")]
    public string? Search { get; init; }

    [FromQuery(Name = "stage_id"), Description("Those in this stage.")]
    public string? StageId { get; init; }

    [FromQuery(Name = "has_stage"), Description("true for those that are in a stage, false for those that are in none.")]
    public string? HasStage { get; init; }

    [FromQuery(Name = "min_deal"), Description("Those whose deal is worth at least this much.")]
    public string? MinDeal { get; init; }

    [FromQuery(Name = "max_deal"), Description("Those whose deal is worth at most this much.")]
    public string? MaxDeal { get; init; }

    [FromQuery(Name = "contact_id"), Description("Those that this contact belongs to.")]
    public string? ContactId { get; init; }
}

/// <summary>A page of companies.</summary>
/// <param name="Companies">The companies, the newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListCompaniesResponse(IReadOnlyList<CompanyAnswer> Companies, string? NextCursor);

public sealed class ListCompaniesValidator : AbstractValidator<ListCompaniesQuery>
{
    public ListCompaniesValidator()
    {
        Include(new PageRules<ListCompaniesQuery>());
        RuleFor(x => x.Search).MustBeFilter();
        RuleFor(x => x.StageId).MustBeIdFilter();
        RuleFor(x => x.HasStage).MustBeBooleanFilter();
        RuleFor(x => x.MinDeal).Must(IsDeal).WithMessage(DealRule);
        RuleFor(x => x.MaxDeal).Must(IsDeal).WithMessage(DealRule);
        RuleFor(x => x.ContactId).MustBeIdFilter();
    }

    private const string DealRule = "This must be a number of 0 or more with at most 14 digits before and 2 after the point.";

    private static bool IsDeal(string? text) => QueryText.Of(text) is not { } given || DealValue.TryRead(given, out _);
}
