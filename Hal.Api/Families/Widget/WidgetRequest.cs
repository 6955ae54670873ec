using System.ComponentModel;
using System.Text.Json.Serialization;
using Hal.Api.Domain.Fields;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Families.Widget;

/// <summary>The widget family's marker: a request that names its project (contract 4).</summary>
public interface IWidgetRequest
{
    /// <summary>The project's id, or null if the caller used the alias.</summary>
    string? ProjectId { get; }

    /// <summary>The alias of <see cref="ProjectId"/>.</summary>
    string? AppId { get; }
}

/// <summary>A widget request of one visitor, which may carry a proof (contract 4.1).</summary>
public interface IVisitorRequest : IWidgetRequest
{
    /// <summary>The caller's own id of the visitor.</summary>
    string? VisitorId { get; }

    /// <summary>The proof, if any.</summary>
    string? UserHash { get; }

    /// <summary>The caller's own id of the contact, which the proof may be made of instead.</summary>
    string? UserId { get; }
}

/// <summary>
/// A visitor's request that needs a proof (contract 4.7): the visitor's token, or a right <c>user_hash</c>.
/// </summary>
public interface IProofRequest : IVisitorRequest
{
    /// <summary>Whether a new visitor may send it, who cannot have a proof yet.</summary>
    bool MayBeginWithoutProof => false;
}

/// <summary>What every widget write carries.</summary>
/// <typeparam name="TResponse">What it answers.</typeparam>
public abstract record WidgetCommand<TResponse> : IRequest<Result<TResponse>>, IVisitorRequest, IWrite
{
    /// <summary>The project the widget belongs to. One of project_id and app_id is required.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The same as project_id.</summary>
    public string? AppId { get; init; }

    /// <summary>Your own id of the visitor, 1 to 255 characters. Required.</summary>
    public string? VisitorId { get; init; }

    /// <summary>
    /// Hex of HMAC-SHA256 over visitor_id (or over user_id, where the call carries one) with the project's identity secret as the key.
    /// </summary>
    public string? UserHash { get; init; }

    /// <summary>
    /// Your own id of the person. Says who somebody is in identify, where it outranks email; elsewhere it only tells what user_hash was
    /// made of. Blank counts as absent.
    /// </summary>
    public string? UserId { get; init; }

    internal bool NamesUser => CallerId.OrAbsent(UserId) is not null;
}

/// <summary>What every read of a visitor carries in its address.</summary>
/// <typeparam name="TResponse">What it answers.</typeparam>
public abstract record WidgetQuery<TResponse> : IRequest<Result<TResponse>>, IProofRequest
{
    /// <summary>The project the widget belongs to.</summary>
    [FromQuery(Name = "project_id"), Description("The project the widget belongs to. One of project_id and app_id is required.")]
    public string? ProjectId { get; init; }

    /// <summary>The same as project_id.</summary>
    [FromQuery(Name = "app_id"), Description("The same as project_id.")]
    public string? AppId { get; init; }

    /// <summary>The caller's own id of the visitor.</summary>
    [FromQuery(Name = "visitor_id"), Description("Your own id of the visitor, 1 to 255 characters. Required.")]
    public string? VisitorId { get; init; }

    /// <summary>The proof, if any.</summary>
    [
        FromQuery(Name = "user_hash"),
        Description(
            "Hex of HMAC-SHA256 over visitor_id (or over user_id, where it is given) with the project's identity secret as the key. "
                + "Instead of a visitor's token."
        )
    ]
    public string? UserHash { get; init; }

    /// <summary>What the proof may be made of.</summary>
    [FromQuery(Name = "user_id"), Description("Your own id of the person, if user_hash was made of it.")]
    public string? UserId { get; init; }

    internal bool NamesUser => CallerId.OrAbsent(UserId) is not null;
}

/// <summary>What every answer to a visitor may carry.</summary>
public abstract record WidgetAnswer
{
    /// <summary>
    /// Shows that you are this visitor, for 30 days: send it as Authorization: Visitor to read and write conversations. Only in the answer
    /// that makes a visitor, in any answer to a right user_hash, and to renew a token that is older than a day.
    /// </summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VisitorToken { get; init; }
}
