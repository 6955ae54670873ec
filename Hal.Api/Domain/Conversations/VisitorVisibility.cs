namespace Hal.Api.Domain.Conversations;

/// <summary>To whom a conversation belongs, and what its visitor needs to see it.</summary>
/// <param name="VisitorId">Hal's id of the visitor; null if it is gone.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="IsProven">Whether a caller wrote in it who had proven to be the visitor or its contact.</param>
/// <param name="IsAdopted">Whether a proof of the contact's user is not enough to see it.</param>
public sealed record ConversationOwner(Guid? VisitorId, Guid? ContactId, bool IsProven, bool IsAdopted);

/// <summary>
/// Which conversations a visitor may see, by what it had proven when it was admitted. Streams check it for each event. It is the same rule
/// as in the SQL of <see cref="VisitorAccess"/>.
/// </summary>
/// <param name="Visitor">Hal's id of the visitor.</param>
/// <param name="Contact">The contact that the visitor belonged to.</param>
/// <param name="SeesProven">Whether the caller has proven to be the visitor or its contact.</param>
/// <param name="SeesAdopted">Whether the caller has proven to be the visitor itself, and not only its contact's user.</param>
public sealed record VisitorVisibility(Guid Visitor, Guid? Contact, bool SeesProven, bool SeesAdopted)
{
    /// <summary>Whether it may see a conversation.</summary>
    /// <param name="owner">Whose the conversation is.</param>
    public bool Sees(ConversationOwner owner)
    {
        return owner.VisitorId == Visitor
            && owner.ContactId == Contact
            && (SeesProven || !owner.IsProven)
            && (SeesAdopted || !owner.IsAdopted);
    }
}
