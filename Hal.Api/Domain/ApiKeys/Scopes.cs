using FluentValidation;

namespace Hal.Api.Domain.ApiKeys;

/// <summary>What an API key may do (contract 6).</summary>
public static class Scopes
{
    /// <summary>Reads conversations and their messages.</summary>
    public const string ConversationsRead = "conversations:read";

    /// <summary>Answers and changes conversations.</summary>
    public const string ConversationsWrite = "conversations:write";

    /// <summary>Reads contacts.</summary>
    public const string ContactsRead = "contacts:read";

    /// <summary>Makes, changes and deletes contacts.</summary>
    public const string ContactsWrite = "contacts:write";

    /// <summary>Records events; never given by default (contract 6.1).</summary>
    public const string EventsWrite = "events:write";

    /// <summary>Reads companies and stages; never given by default (contract 6.1).</summary>
    public const string CompaniesRead = "companies:read";

    /// <summary>Changes companies; never given by default (contract 6.1).</summary>
    public const string CompaniesWrite = "companies:write";

    /// <summary>What a key has that is made without a choice.</summary>
    public static readonly IReadOnlyList<string> Default = [ConversationsRead, ConversationsWrite, ContactsRead, ContactsWrite];

    /// <summary>All there are, in the order they are told.</summary>
    public static readonly IReadOnlyList<string> All = [.. Default, EventsWrite, CompaniesRead, CompaniesWrite];

    /// <summary>One scope of a choice.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeScope<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(scope => All.Contains(scope)).WithMessage($"This has to be one of {string.Join(", ", All)}.");

    /// <summary>The scopes as they are kept: each once, in the order of <see cref="All"/>.</summary>
    /// <param name="chosen">Scopes that have passed <see cref="MustBeScope{T}"/>; null for the default.</param>
    public static string[] Tidy(string[]? chosen) => chosen is null ? [.. Default] : [.. All.Where(chosen.Contains)];
}
