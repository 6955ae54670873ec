using Hal.Api.Domain.Conversations;

namespace Hal.Api.Domain.Streams;

/// <summary>
/// Who listens: a member hears everything of the project, a visitor what is said in conversations that it may read (contract 4.7).
/// </summary>
public sealed record StreamAudience
{
    private readonly VisitorVisibility? _visibility;

    private StreamAudience(Guid id, VisitorVisibility? visibility) => (Id, _visibility) = (id, visibility);

    /// <summary>Hal's id of the member or the visitor.</summary>
    public Guid Id { get; }

    /// <summary>Whether it is a member; else a visitor.</summary>
    public bool IsMember => _visibility is null;

    /// <summary>A member.</summary>
    /// <param name="id">The member's id.</param>
    public static StreamAudience Member(Guid id) => new(id, null);

    /// <summary>A visitor.</summary>
    /// <param name="visibility">What it may see.</param>
    public static StreamAudience Visitor(VisitorVisibility visibility)
    {
        return new StreamAudience(visibility.Visitor, visibility);
    }

    /// <summary>Whether it may hear of what happens in a conversation.</summary>
    /// <param name="owner">Whose the conversation is; null for what is no conversation's.</param>
    public bool MayHear(ConversationOwner? owner) => _visibility is null || (owner is not null && _visibility.Sees(owner));
}
