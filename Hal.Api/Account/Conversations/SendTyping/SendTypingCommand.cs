using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Conversations.SendTyping;

/// <summary>Tells the visitor that a member is typing.</summary>
/// <param name="Id">The conversation.</param>
public sealed record SendTypingCommand([property: JsonIgnore] string? Id) : IRequest<Result<Nothing>>, IProjectRequest, ITransientWrite
{
    public static Role Needs => Role.Agent;
}
