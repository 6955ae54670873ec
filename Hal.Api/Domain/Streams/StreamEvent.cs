using Hal.Api.Domain.Conversations;

namespace Hal.Api.Domain.Streams;

/// <summary>
/// Something that happened, read back from the rows it left, and what each kind of listener is told of it (contract 4.7, 5).
/// </summary>
/// <param name="ForMembers">What members are told.</param>
/// <param name="ForVisitor">What the visitor is told whose conversation it is; null for nothing.</param>
/// <param name="Owner">Whose conversation it is; null for what is no conversation's.</param>
/// <param name="Author">Who is typing, and is not told so; null elsewhere.</param>
public sealed record StreamEvent(StreamTold ForMembers, StreamTold? ForVisitor, ConversationOwner? Owner, Guid? Author)
{
    /// <summary>What somebody is told of it; null for nothing.</summary>
    /// <param name="audience">Who listens.</param>
    public StreamTold? For(StreamAudience audience)
    {
        if (audience.Id == Author)
            return null;

        return audience.IsMember ? ForMembers
            : audience.MayHear(Owner) ? ForVisitor
            : null;
    }
}

/// <summary>An event as it is told.</summary>
/// <param name="Name">The name, such as <c>new_message</c>.</param>
/// <param name="Data">What becomes the JSON of its data.</param>
public sealed record StreamTold(string Name, object Data);
