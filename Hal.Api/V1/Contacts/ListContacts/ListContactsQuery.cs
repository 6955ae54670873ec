using System.ComponentModel;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.V1.Contacts.ListContacts;

/// <summary>Lists contacts.</summary>
public sealed record ListContactsQuery : PageQuery, IRequest<Result<ListContactsResponse>>, IV1Request
{
    public static string Scope => Scopes.ContactsRead;

    [FromQuery(Name = "email"), Description("The contact with this e-mail, whatever its case.")]
    public string? Email { get; init; }

    [FromQuery(Name = "user_id"), Description("The contact with this id of yours.")]
    public string? UserId { get; init; }

    [
        FromQuery(Name = "search"),
        Description("Contacts with this anywhere in their name, e-mail, phone number or user_id. Case and accents make no difference.")
    ]
    public string? Search { get; init; }
}

/// <summary>A page of contacts.</summary>
/// <param name="Contacts">The contacts, newest first.</param>
/// <param name="NextCursor">The next page's cursor; null on the last page.</param>
public sealed record ListContactsResponse(IReadOnlyList<ContactAnswer> Contacts, string? NextCursor);

public sealed class ListContactsValidator : AbstractValidator<ListContactsQuery>
{
    public ListContactsValidator()
    {
        Include(new PageRules<ListContactsQuery>());
        RuleFor(x => x.Email).MustBeEmail();
        RuleFor(x => x.UserId).MustBeFilter();
        RuleFor(x => x.Search).MustBeFilter();
    }
}
