using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>
/// Which conversations a visitor may see (contract 4.7): its own, if they belong to its present contact. A conversation in which a caller
/// with a proof has written is not opened by a token without one. A conversation from before the visitor was identified, or from before its
/// contact became that user, takes a proof of the visitor. A proof of the user is not enough, because any caller can identify any visitor
/// as themselves.
/// </summary>
public static class VisitorAccess
{
    // $1 is the project, $2 the caller's id of the visitor. The rest is what the call has proven: $3 that it is the visitor, $4 which user
    // it is, $5 of which visitor it holds a token.
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
    /// Adds the statement that reads one conversation, if the visitor may see it. A conversation of somebody else looks exactly like one
    /// that does not exist.
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

    /// <summary>Which conversations the call's visitor may see, as long as it belongs to the same contact.</summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="visitor">The visitor, for whom <see cref="Refuse"/> returned null.</param>
    public static VisitorVisibility VisibilityOf(this CallerProof proof, Visitor visitor)
    {
        return new VisitorVisibility(visitor.Id, visitor.ContactId, proof.SpeaksFor(visitor.ContactUserId), proof.Holds(visitor.Id));
    }

    /// <summary>
    /// The 401 if the call has not proven that it may act as its visitor; null if it has. It does not depend on any conversation.
    /// </summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="visitor">The visitor; null if it is new.</param>
    /// <param name="namesUser">Whether the call names a user.</param>
    /// <param name="mayBegin">Whether a new visitor needs no proof.</param>
    public static Problem? Refuse(this CallerProof proof, Visitor? visitor, bool namesUser, bool mayBegin = false)
    {
        // The visitor of the token was erased, and another visitor has its id now.
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
