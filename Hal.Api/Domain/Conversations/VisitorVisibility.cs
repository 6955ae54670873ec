namespace Hal.Api.Domain.Conversations;

/// <summary>Whose a conversation is, and what it takes to see it.</summary>
/// <param name="VisitorId">Hal's id of the visitor; null if it is gone.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="IsProven">Whether somebody wrote in it who had proven to be the visitor or its contact.</param>
/// <param name="IsAdopted">Whether it takes more than to be the user that its contact is by now.</param>
public sealed record ConversationOwner(Guid? VisitorId, Guid? ContactId, bool IsProven, bool IsAdopted);

/// <summary>
/// What a visitor may see, by what it had shown when it was admitted: the rule that <see cref="VisitorAccess"/> asks the database by, for
/// those who listen for longer than one statement.
/// </summary>
/// <param name="Visitor">Hal's id of the visitor.</param>
/// <param name="Contact">The contact that it belonged to.</param>
/// <param name="SeesProven">Whether it has proven to be itself or its contact.</param>
/// <param name="SeesAdopted">Whether it has shown to be the visitor itself, and not only the person it turned out to be.</param>
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
