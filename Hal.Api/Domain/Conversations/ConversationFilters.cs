using FluentValidation;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>What a list of conversations can be asked for, wherever it comes from (contract 5, 6).</summary>
public interface IConversationFilters
{
    /// <summary>The state they are in.</summary>
    string? Status { get; }

    /// <summary>A member, or <see cref="ConversationFilters.Nobody"/>.</summary>
    string? AssigneeId { get; }

    /// <summary>The contact they are with.</summary>
    string? ContactId { get; }

    /// <summary>What is said in them, or whom they are with.</summary>
    string? Search { get; }

    /// <summary><see cref="ConversationFilters.Newest"/> or <see cref="ConversationFilters.Recent"/>.</summary>
    string? Order { get; }
}

/// <summary>The words that filters of conversations know, and what each means to a caller.</summary>
public static class ConversationFilters
{
    /// <summary>Assigned to no member.</summary>
    public const string Nobody = "none";

    /// <summary>By when they began.</summary>
    public const string Newest = "newest";

    /// <summary>By their newest message.</summary>
    public const string Recent = "recent";

    /// <summary>What <c>status</c> means.</summary>
    public const string OfStatus = "Those that are open, snoozed or resolved.";

    /// <summary>What <c>assignee_id</c> means.</summary>
    public const string OfAssignee = "Those of this member; none for those of nobody.";

    /// <summary>What <c>contact_id</c> means.</summary>
    public const string OfContact = "Those of this contact.";

    /// <summary>What <c>search</c> means.</summary>
    public const string OfSearch =
        "Those with a message that has all these words or words that begin like them, or with a contact whose name, e-mail, phone or user_id holds the text.";

    /// <summary>What <c>order</c> means.</summary>
    public const string OfOrder =
        "newest (the default: by when they began) or recent (by their newest message; while one is read page by page, conversations that are written in move to the front).";
}

/// <summary>Checks what a list of conversations is asked for.</summary>
/// <typeparam name="T">The list's query.</typeparam>
public sealed class ConversationFilterRules<T> : AbstractValidator<T>
    where T : IConversationFilters
{
    /// <summary>Checks each filter.</summary>
    public ConversationFilterRules()
    {
        RuleFor(x => x.Status)
            .Must(status => QueryText.Of(status) is not { } text || ConversationStatus.IsOne(text))
            .WithMessage($"This has to be {ConversationStatus.Open}, {ConversationStatus.Snoozed} or {ConversationStatus.Resolved}.");
        RuleFor(x => x.AssigneeId)
            .Must(id => QueryText.Of(id) is null or ConversationFilters.Nobody || QueryText.Id(id) is not null)
            .WithMessage($"This has to be one of Hal's ids, or {ConversationFilters.Nobody}.");
        RuleFor(x => x.ContactId).MustBeIdFilter();
        RuleFor(x => x.Search).MustBeFilter();
        RuleFor(x => x.Order)
            .Must(order => QueryText.Of(order) is null or ConversationFilters.Newest or ConversationFilters.Recent)
            .WithMessage($"This has to be {ConversationFilters.Newest} or {ConversationFilters.Recent}.");
    }
}
