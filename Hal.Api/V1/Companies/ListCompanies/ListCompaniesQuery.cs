using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Companies;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.V1.Companies.ListCompanies;

/// <summary>Lists companies.</summary>
public sealed record ListCompaniesQuery : PageQuery, IRequest<Result<ListCompaniesResponse>>, IV1Request
{
    public static string Scope => Scopes.CompaniesRead;

    [FromQuery(Name = "search"), Description("A part of the name or the domain, in any case and without regard to accents.")]
    public string? Search { get; init; }

    [FromQuery(Name = "external_id"), Description("The company with this id of yours.")]
    public string? ExternalId { get; init; }
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
        RuleFor(x => x.ExternalId).MustBeFilter();
    }
}
