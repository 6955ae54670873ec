using System.ComponentModel;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Streams;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using Hal.Api.Streams;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Stream.GetStream;

/// <summary>Listens to the events of a project.</summary>
public sealed record GetStreamQuery : IRequest<Result<StreamTicket>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    [
        FromHeader(Name = "Last-Event-ID"),
        Description("The id of the last event that arrived: what happened since then comes first. Without it the stream begins now.")
    ]
    public string? LastEventId { get; init; }
}

/// <summary>The events of the stream. Each property has the name of an event and the type of its data.</summary>
/// <param name="NewMessage">Somebody wrote, in any conversation of the project.</param>
/// <param name="ConversationUpdated">A conversation's status, assignment or read state changed.</param>
/// <param name="Typing">Somebody else is typing. It has no id and is not sent again.</param>
/// <param name="CompanyUpdated">A company is new or changed.</param>
/// <param name="Reset">The Last-Event-ID is older than a day or unknown: load again what you show.</param>
public sealed record GetStreamEvents(
    StreamNewMessage NewMessage,
    StreamConversationUpdated ConversationUpdated,
    StreamTyping Typing,
    StreamCompanyUpdated CompanyUpdated,
    GetStreamReset Reset
);

/// <summary>The data of reset: an empty object.</summary>
public sealed record GetStreamReset;
