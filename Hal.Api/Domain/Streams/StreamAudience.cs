using Hal.Api.Domain.Conversations;

namespace Hal.Api.Domain.Streams;

/// <summary>Who listens: a member hears everything of the project, a visitor what is said in conversations that it may read (contract 4.7).</summary>
public sealed record StreamAudience
{
    private readonly VisitorSight? _sight;

    private StreamAudience(Guid id, VisitorSight? sight) => (Id, _sight) = (id, sight);

    /// <summary>Hal's id of the member or the visitor.</summary>
    public Guid Id { get; }

    /// <summary>Whether it is a member; else a visitor.</summary>
    public bool IsMember => _sight is null;

    /// <summary>A member.</summary>
    /// <param name="id">The member's id.</param>
    public static StreamAudience Member(Guid id) => new(id, null);

    /// <summary>A visitor.</summary>
    /// <param name="sight">What it may see.</param>
    public static StreamAudience Visitor(VisitorSight sight)
    {
        ArgumentNullException.ThrowIfNull(sight);
        return new StreamAudience(sight.Visitor, sight);
    }

    /// <summary>Whether it may hear of what happens in a conversation.</summary>
    /// <param name="owner">Whose the conversation is; null for what is no conversation's.</param>
    public bool MayHear(ConversationOwner? owner) => _sight is null || (owner is not null && _sight.Sees(owner));
}
