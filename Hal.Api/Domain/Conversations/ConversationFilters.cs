using FluentValidation;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>The filters of a list of conversations, in each family (contract 5, 6).</summary>
public interface IConversationFilters
{
    /// <summary>The status.</summary>
    string? Status { get; }

    /// <summary>A member, or <see cref="ConversationFilters.Nobody"/>.</summary>
    string? AssigneeId { get; }

    /// <summary>The contact they are with.</summary>
    string? ContactId { get; }

    /// <summary>Text within the messages, or within the contact's fields.</summary>
    string? Search { get; }

    /// <summary><see cref="ConversationFilters.Newest"/> or <see cref="ConversationFilters.Recent"/>.</summary>
    string? Order { get; }
}

/// <summary>The values of the filters of conversations, and how the filters are described to callers.</summary>
public static class ConversationFilters
{
    /// <summary>Assigned to no member.</summary>
    public const string Nobody = "none";

    /// <summary>The order by when they began.</summary>
    public const string Newest = "newest";

    /// <summary>The order by their newest message.</summary>
    public const string Recent = "recent";

    /// <summary>What <c>status</c> means.</summary>
    public const string OfStatus = "Those that are open, snoozed or resolved.";

    /// <summary>What <c>assignee_id</c> means.</summary>
    public const string OfAssignee = "Those of this member; none for those of nobody.";

    /// <summary>What <c>contact_id</c> means.</summary>
    public const string OfContact = "Those of this contact.";

    /// <summary>What <c>search</c> means.</summary>
    public const string OfSearch =
        "Those with a message that has all these words or words that begin like them, "
        + "or with a contact whose name, e-mail, phone or user_id holds the text.";

    /// <summary>What <c>order</c> means.</summary>
    public const string OfOrder =
        "newest (the default: by when they began) or recent (by their newest message; "
        + "while one is read page by page, conversations that are written in move to the front).";
}

/// <summary>Checks the filters of a list of conversations.</summary>
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
