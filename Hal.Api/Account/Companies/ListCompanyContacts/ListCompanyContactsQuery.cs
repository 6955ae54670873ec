using FluentValidation;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Companies.ListCompanyContacts;

/// <summary>Lists the contacts of a company.</summary>
public sealed record ListCompanyContactsQuery : PageQuery, IRequest<Result<ListCompanyContactsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>A page of contacts.</summary>
/// <param name="Contacts">The contacts, the last linked first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListCompanyContactsResponse(IReadOnlyList<ContactAnswer> Contacts, string? NextCursor);

public sealed class ListCompanyContactsValidator : AbstractValidator<ListCompanyContactsQuery>
{
    public ListCompanyContactsValidator() => Include(new PageRules<ListCompanyContactsQuery>());
}
