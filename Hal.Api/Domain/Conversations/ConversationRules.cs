using FluentValidation;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>The checks of conversation and message fields that several requests share.</summary>
public static class ConversationRules
{
    /// <summary>The longest message, in characters.</summary>
    public const int MaxContentLength = 10_000;

    /// <summary>The longest client_message_id, in characters.</summary>
    public const int MaxClientMessageIdLength = 255;

    /// <summary>The sender has used the <c>client_message_id</c> for a message elsewhere.</summary>
    public static readonly ProblemCode ClientMessageIdReused = new(
        422,
        "client_message_id_reused",
        "The client_message_id was used elsewhere"
    );

    /// <summary>The assignee is not a member of the workspace.</summary>
    public static readonly ProblemCode UnknownAssignee = new(422, "unknown_assignee", "There is no such member");

    /// <summary>The 422 of a <c>client_message_id</c> that the sender has used elsewhere.</summary>
    public static Problem Reused =>
        Problem.Invalid(
            "client_message_id",
            "You have sent a message with this id in another conversation; use a new one for each message.",
            ClientMessageIdReused
        );

    /// <summary>A required message.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeContent<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty()
            .WithMessage("This is required.")
            .MaximumLength(MaxContentLength)
            .WithMessage($"This may have at most {MaxContentLength} characters.");

    /// <summary>An optional client_message_id; blank counts as absent.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeClientMessageId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxClientMessageIdLength).WithMessage($"This may have at most {MaxClientMessageIdLength} characters.");

    /// <summary>A status of a <c>PATCH</c>.</summary>
    public static IRuleBuilderOptions<T, Optional<string>> MustBeStatus<T>(this IRuleBuilder<T, Optional<string>> rule) =>
        rule.Must(status => !status.IsSet || ConversationStatus.IsOne(status.Value))
            .WithMessage($"This has to be {ConversationStatus.Open}, {ConversationStatus.Snoozed} or {ConversationStatus.Resolved}.");

    /// <summary>An instant of a <c>PATCH</c>.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeInstant<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Rfc3339.TryRead(text, out _))
            .WithMessage("This has to be an RFC 3339 instant such as 2026-01-31T09:30:00Z.");
}
