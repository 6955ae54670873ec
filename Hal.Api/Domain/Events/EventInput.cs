using System.Text.Json;

namespace Hal.Api.Domain.Events;

/// <summary>The members that describe an event, wherever it comes from (contract 4.4).</summary>
public interface IEventInput
{
    /// <summary>What happened.</summary>
    string? Name { get; }

    /// <summary>A scalar.</summary>
    JsonElement Value { get; }

    /// <summary><c>visitor</c> or <c>company</c>.</summary>
    string? Entity { get; }

    /// <summary>A company by Hal's id or the caller's own.</summary>
    string? CompanyId { get; }

    /// <summary>What makes it idempotent.</summary>
    string? EventKey { get; }

    /// <summary>When it took place.</summary>
    string? OccurredAt { get; }

    /// <summary>The caller's own fields.</summary>
    JsonElement? Metadata { get; }
}
