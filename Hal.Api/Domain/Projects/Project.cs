using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Stages;

namespace Hal.Api.Domain.Projects;

/// <summary>A project's settings and pipeline, as of one version of them (contract 3, 5).</summary>
public sealed record Project
{
    /// <summary>The project's id.</summary>
    public required ProjectId Id { get; init; }

    /// <summary>Moves with each change of a setting, secret or stage.</summary>
    public required long Version { get; init; }

    /// <summary>The workspace it belongs to.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The name shown to visitors.</summary>
    public required string Name { get; init; }

    /// <summary>The BCP 47 tag used when a visitor's language is not known.</summary>
    public required string DefaultLocale { get; init; }

    /// <summary>The widget's colour as <c>#rrggbb</c>.</summary>
    public required string PrimaryColor { get; init; }

    /// <summary>The widget's first words.</summary>
    public string? Greeting { get; init; }

    /// <summary>The origins a browser may call from; empty for any.</summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    /// <summary>What happens to a widget's stage when the call does not say (contract 3.2).</summary>
    public required StageUpdateMode StageUpdateMode { get; init; }

    /// <summary>Whether every call that carries identity has to prove it (contract 4.1).</summary>
    public required bool IdentityVerificationRequired { get; init; }

    /// <summary>Whether the public help center is on.</summary>
    public required bool HelpCenterEnabled { get; init; }

    /// <summary>The key of <c>user_hash</c>.</summary>
    public required string IdentitySecret { get; init; }

    /// <summary>The key before the last rotation, valid for a day after it.</summary>
    public string? PreviousIdentitySecret { get; init; }

    /// <summary>Until when the previous key is accepted.</summary>
    public DateTime? PreviousSecretValidUntil { get; init; }

    /// <summary>The stages.</summary>
    public required StageList Stages { get; init; }

    /// <summary>The keys that prove an identity now.</summary>
    public IEnumerable<string> SecretsAt(DateTime now)
    {
        yield return IdentitySecret;
        if (PreviousIdentitySecret is not null && now < PreviousSecretValidUntil)
            yield return PreviousIdentitySecret;
    }

    /// <summary>Whether a page of this origin may call (contract 4).</summary>
    /// <param name="origin">The browser's <c>Origin</c> header; null if the call does not come from a browser.</param>
    public bool Allows(string? origin) =>
        string.IsNullOrEmpty(origin) || AllowedOrigins.Count == 0 || AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
