using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>
/// What a visitor may see (contract 4.7): conversations of its own, and of those only what belongs to whom it is now. Where somebody proven
/// has written, an unproven token opens nothing; and what was written before the visitor turned out to be a person, or before its contact
/// became that user, is opened by a proof of being the visitor, not by one of being that person: anybody may identify any visitor as
/// themselves.
/// </summary>
public static class VisitorAccess
{
    // $1 the project, $2 the caller's id of the visitor, and what the call has shown: $3 that it is the visitor, $4 which user it is, $5
    // which visitor it holds a token of.
    private const string Own = """
        from visitors v
        left join contacts k on k.project_id = v.project_id and k.id = v.contact_id
        join conversations c on c.project_id = v.project_id and c.visitor_id = v.id and c.contact_id is not distinct from v.contact_id
             and ($3 or ((not c.proven or coalesce(k.user_id = $4, false)) and (not c.adopted or coalesce(v.id = $5, false))))
        """;

    private const string PageSql = $"""
        select {ConversationRow.VisibleColumns}
        {Own}
        {ConversationRow.WithLastVisible}
        where v.project_id = $1 and v.visitor_id = $2 and c.id < $6
        order by c.id desc
        limit $7
        """;

    private const string One = $"""
        select {ConversationRow.VisibleColumns}
        {Own}
        {ConversationRow.WithLastVisible}
        where v.project_id = $1 and v.visitor_id = $2 and c.id = $6
        """;

    /// <summary>
    /// Adds the statement that reads one conversation, if the visitor may see it: one of somebody else is exactly like one that is not
    /// there.
    /// </summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="visitorId">The caller's own id of the visitor.</param>
    /// <param name="conversation">The conversation's id.</param>
    public static Fetched<ConversationRow?> VisibleConversation(
        this SqlRead read,
        ProjectId project,
        CallerProof proof,
        string visitorId,
        Guid conversation
    ) => read.One<ConversationRow>(One, project.Value, visitorId, proof.ProvesVisitor, proof.UserId, proof.HeldVisitor, conversation);

    /// <summary>Adds the statement that reads a page of the conversations that the visitor may see, the newest first.</summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="visitorId">The caller's own id of the visitor.</param>
    public static Fetched<IReadOnlyList<ConversationRow>> VisibleConversations(
        this SqlRead read,
        ProjectId project,
        CallerProof proof,
        string visitorId,
        Page page
    ) =>
        read.List<ConversationRow>(
            PageSql,
            project.Value,
            visitorId,
            proof.ProvesVisitor,
            proof.UserId,
            proof.HeldVisitor,
            page.After.Id,
            page.Probe
        );

    /// <summary>What the call's visitor may see, for as long as it belongs to the same contact.</summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="visitor">The visitor, whom <see cref="Refuse"/> has let pass.</param>
    public static VisitorVisibility VisibilityOf(this CallerProof proof, Visitor visitor)
    {
        return new VisitorVisibility(visitor.Id, visitor.ContactId, proof.SpeaksFor(visitor.ContactUserId), proof.Holds(visitor.Id));
    }

    /// <summary>
    /// The 401 if the call has not shown what it takes to act as its visitor; null if it has. It never depends on any conversation.
    /// </summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="visitor">The visitor; null if nobody has seen it before.</param>
    /// <param name="namesUser">Whether the call names a user.</param>
    /// <param name="mayBegin">Whether somebody new may come without a proof.</param>
    public static Problem? Refuse(this CallerProof proof, Visitor? visitor, bool namesUser, bool mayBegin = false)
    {
        // The visitor of the token was erased, and another has come in its place.
        if (!proof.IsHashed && proof.TokenVisitor is { } given && given != visitor?.Id)
            return ProofProblems.WrongToken;

        var speaks = proof.SpeaksFor(visitor?.ContactUserId);
        if (!speaks && !(visitor is null ? mayBegin : proof.Holds(visitor.Id)))
            return proof.TokenVisitor is null ? ProofProblems.NoProof : ProofProblems.WrongToken;

        return proof.Missing(
            namesUser || visitor?.ContactId is not null,
            visitor is { ContactVerified: true } or { Verified: true },
            speaks || (visitor is null && proof.IsProven)
        );
    }
}
