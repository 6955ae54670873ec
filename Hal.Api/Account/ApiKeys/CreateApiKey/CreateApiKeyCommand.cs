using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.ApiKeys.CreateApiKey;

/// <summary>Makes an API key.</summary>
public sealed record CreateApiKeyCommand : IRequest<Result<CreateApiKeyResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    /// <summary>What it is for, 1 to 200 characters. Required.</summary>
    public string? Name { get; init; }

    /// <summary>What it may do. If absent: conversations:read, conversations:write, contacts:read and contacts:write.</summary>
    [SchemaEnum(
        Domain.ApiKeys.Scopes.ConversationsRead,
        Domain.ApiKeys.Scopes.ConversationsWrite,
        Domain.ApiKeys.Scopes.ContactsRead,
        Domain.ApiKeys.Scopes.ContactsWrite,
        Domain.ApiKeys.Scopes.EventsWrite,
        Domain.ApiKeys.Scopes.CompaniesRead,
        Domain.ApiKeys.Scopes.CompaniesWrite
    )]
    [SchemaLength(CreateApiKeyValidator.MaxScopes, Min = 1)]
    public string[]? Scopes { get; init; }

    /// <summary>When it expires: an RFC 3339 instant in the future. If absent, it never expires.</summary>
    [SchemaFormat("date-time")]
    public string? ExpiresAt { get; init; }
}

/// <summary>The key.</summary>
/// <param name="ApiKey">The key as it is listed.</param>
/// <param name="Key">The key itself, for X-API-Key. It is not shown again.</param>
public sealed record CreateApiKeyResponse(ApiKeyAnswer ApiKey, string Key);

public sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKeyCommand>
{
    internal const int MaxScopes = 20;

    public CreateApiKeyValidator(TimeProvider time)
    {
        RuleFor(x => x.Name).NotEmpty().WithMessage("This is required.").MustBeName();
        RuleFor(x => x.Scopes)
            .Must(scopes => scopes is null or { Length: > 0 and <= MaxScopes })
            .WithMessage($"Give 1 to {MaxScopes} scopes, or leave them out for the default.");
        RuleForEach(x => x.Scopes).MustBeScope().When(x => x.Scopes is { Length: <= MaxScopes });
        RuleFor(x => x.ExpiresAt).MustBeExpiry(time);
    }
}
