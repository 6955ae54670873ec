using Hal.Api.Domain.Identity;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.Platform.Auth;

/// <summary>The widget family's marker: a request that names its project (contract 4).</summary>
public interface IWidgetRequest
{
    /// <summary>The project's id, or null if the caller used the alias.</summary>
    string? ProjectId { get; }

    /// <summary>The alias of <see cref="ProjectId"/>.</summary>
    string? AppId { get; }
}

/// <summary>A widget request that speaks for one visitor and may prove it (contract 4.1).</summary>
public interface IVisitorRequest : IWidgetRequest
{
    /// <summary>The caller's own id of the visitor.</summary>
    string? VisitorId { get; }

    /// <summary>The proof, if any.</summary>
    string? UserHash { get; }

    /// <summary>The caller's own id of the contact, which the proof may also be made of.</summary>
    string? UserId { get; }
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

    /// <summary>Hex of HMAC-SHA256 over visitor_id (or over user_id, where the call carries one) with the project's identity secret as the key.</summary>
    public string? UserHash { get; init; }

    /// <summary>Your own id of the person. Says who somebody is in identify, where it outranks email; elsewhere it only tells what user_hash was made of. Blank counts as absent.</summary>
    public string? UserId { get; init; }

    internal bool NamesUser => CallerId.OrAbsent(UserId) is not null;
}
