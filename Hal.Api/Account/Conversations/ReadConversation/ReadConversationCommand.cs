using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.ReadConversation;

/// <summary>Says that a conversation was read.</summary>
/// <param name="Id">The conversation.</param>
public sealed record ReadConversationCommand([property: JsonIgnore] string? Id) : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}
