using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Contacts.ListContacts;

/// <summary>Lists contacts.</summary>
public sealed record ListContactsQuery : PageQuery, IRequest<Result<ListContactsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    [
        FromQuery(Name = "search"),
        Description("Text within the name, the e-mail, the phone number or the user_id, in any case and with or without accents.")
    ]
    public string? Search { get; init; }

    [FromQuery(Name = "email"), Description("The contact with this e-mail.")]
    public string? Email { get; init; }

    [FromQuery(Name = "user_id"), Description("The contact with this user_id.")]
    public string? UserId { get; init; }

    [FromQuery(Name = "tag"), Description("Contacts with this tag, spelled exactly so.")]
    public string? Tag { get; init; }

    [FromQuery(Name = "company_id"), Description("Contacts of the company with this id.")]
    public string? CompanyId { get; init; }

    [FromQuery(Name = "created_after"), Description("Contacts made after this instant (RFC 3339).")]
    public string? CreatedAfter { get; init; }

    [FromQuery(Name = "created_before"), Description("Contacts made before this instant (RFC 3339).")]
    public string? CreatedBefore { get; init; }
}

/// <summary>A page of contacts.</summary>
/// <param name="Contacts">The contacts, the newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListContactsResponse(IReadOnlyList<ContactAnswer> Contacts, string? NextCursor);

public sealed class ListContactsValidator : AbstractValidator<ListContactsQuery>
{
    public ListContactsValidator()
    {
        Include(new PageRules<ListContactsQuery>());
        RuleFor(x => x.Search).MustBeFilter();
        RuleFor(x => x.Email).MustBeEmail();
        RuleFor(x => x.UserId).MustBeFilter();
        RuleFor(x => x.Tag).MustBeFilter();
        RuleFor(x => x.CompanyId).MustBeIdFilter();
        RuleFor(x => x.CreatedAfter).MustBeInstantFilter();
        RuleFor(x => x.CreatedBefore).MustBeInstantFilter();
    }
}
