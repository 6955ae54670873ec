using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Account.Conversations.ReadConversation;

/// <summary>Says that a conversation was read.</summary>
/// <param name="Id">The conversation.</param>
public sealed record ReadConversationCommand([property: JsonIgnore] string? Id) : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;
}
