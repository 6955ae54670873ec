using System.ComponentModel;
using FluentValidation;
using Hal.Api.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Domain.Conversations;

/// <summary>What a list of conversations can be asked for (contract 5, 6).</summary>
public abstract record ConversationFilters : PageQuery
{
    internal const string Nobody = "none";
    internal const string Newest = "newest";
    internal const string Recent = "recent";

    /// <summary>The state they are in.</summary>
    [FromQuery(Name = "status"), Description("Those that are open, snoozed or resolved.")]
    public string? Status { get; init; }

    /// <summary>Whose they are.</summary>
    [FromQuery(Name = "assignee_id"), Description("Those of this member; none for those of nobody.")]
    public string? AssigneeId { get; init; }

    /// <summary>The contact they are with.</summary>
    [FromQuery(Name = "contact_id"), Description("Those of this contact.")]
    public string? ContactId { get; init; }

    /// <summary>What is said in them, or whom they are with.</summary>
    [FromQuery(Name = "search"), Description("Those with a message that has all these words or words that begin like them, or with a contact whose name, e-mail, phone or user_id holds the text.")]
    public string? Search { get; init; }

    /// <summary>What their order goes by.</summary>
    [FromQuery(Name = "order"), Description("newest (the default: by when they began) or recent (by their newest message; while one is read page by page, conversations that are written in move to the front).")]
    public string? Order { get; init; }
}

/// <summary>Checks what a list of conversations is asked for.</summary>
/// <typeparam name="T">The list's query.</typeparam>
public sealed class ConversationFilterRules<T> : AbstractValidator<T>
    where T : ConversationFilters
{
    /// <summary>Checks the page and each filter.</summary>
    public ConversationFilterRules()
    {
        Include(new PageRules<T>());
        RuleFor(x => x.Status).Must(status => QueryText.Of(status) is not { } text || ConversationStatus.IsOne(text))
            .WithMessage($"This has to be {ConversationStatus.Open}, {ConversationStatus.Snoozed} or {ConversationStatus.Resolved}.");
        RuleFor(x => x.AssigneeId).Must(id => QueryText.Of(id) is null or ConversationFilters.Nobody || QueryText.Id(id) is not null)
            .WithMessage($"This has to be one of Hal's ids, or {ConversationFilters.Nobody}.");
        RuleFor(x => x.ContactId).MustBeIdFilter();
        RuleFor(x => x.Search).MustBeFilter();
        RuleFor(x => x.Order).Must(order => QueryText.Of(order) is null or ConversationFilters.Newest or ConversationFilters.Recent)
            .WithMessage($"This has to be {ConversationFilters.Newest} or {ConversationFilters.Recent}.");
    }
}
