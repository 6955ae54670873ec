using FluentValidation;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Contacts.ListContactCompanies;

/// <summary>Lists the companies of a contact.</summary>
public sealed record ListContactCompaniesQuery : PageQuery, IRequest<Result<ListContactCompaniesResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>A page of companies.</summary>
/// <param name="Companies">The companies, the last linked first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListContactCompaniesResponse(IReadOnlyList<CompanyAnswer> Companies, string? NextCursor);

public sealed class ListContactCompaniesValidator : AbstractValidator<ListContactCompaniesQuery>
{
    public ListContactCompaniesValidator() => Include(new PageRules<ListContactCompaniesQuery>());
}
