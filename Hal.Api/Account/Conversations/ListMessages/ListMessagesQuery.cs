using FluentValidation;
using Hal.Api.Domain.Conversations;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.ListMessages;

/// <summary>Lists the messages of a conversation.</summary>
public sealed record ListMessagesQuery : PageQuery, IRequest<Result<ListMessagesResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>A page of messages.</summary>
/// <param name="Messages">The messages, the newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListMessagesResponse(IReadOnlyList<MessageAnswer> Messages, string? NextCursor);

public sealed class ListMessagesValidator : AbstractValidator<ListMessagesQuery>
{
    public ListMessagesValidator() => Include(new PageRules<ListMessagesQuery>());
}
