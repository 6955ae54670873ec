using Hal.Api.Domain.Names;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Http;

namespace Hal.Api.Domain.Conversations;

/// <summary>Reads a page of a project's conversations (contract 5, 6).</summary>
public static class ConversationList
{
    private const string All = $"""
        select {ConversationRow.Columns}
        from conversations c
        {ConversationRow.WithLast}
        where c.project_id = $1 and c.id < $2
        order by c.id desc
        limit $3
        """;

    private const string AllRecent = $"""
        select {ConversationRow.Columns}
        from conversations c
        {ConversationRow.WithLast}
        where c.project_id = $1 and (c.last_message_at, c.id) < ($2, $3)
        order by c.last_message_at desc, c.id desc
        limit $4
        """;

    private const string Some = $"select {ConversationRow.Columns} from conversations c {ConversationRow.WithLast} where c.project_id = ?";

    // A rare term is looked up in the indexes, up to 20,000 messages and contacts. One that is found more often, or too short for an index, is frequent enough to be looked for in conversation after
    // conversation, in the list's order. Only one of the two is run. The project as an array and the pattern in a select are what only these indexes serve.
    private const string Searched = """
        with said as materialized (
            select conversation_id from messages where array[project_id] @> array[?::uuid] and words @@ ?::tsquery limit 20000
        ), people as materialized (
            select id from contacts where array[project_id] @> array[?::uuid] and search_key like (select ?::text) and length(?) >= 5 limit 20000
        ), rare as materialized (
            select length(?) >= 5 and (select count(*) from said) < 20000 and (select count(*) from people) < 20000 as it_is
        ), found as materialized (
            select conversation_id as id from said
            union
            select o.id from people p join conversations o on o.project_id = ? and o.contact_id = p.id
        ), listed as materialized (
        """;

    private const string Rare = "(select f.id from found f join conversations c on c.project_id = ? and c.id = f.id where c.project_id = ? and (select it_is from rare)";

    private const string Frequent = "(select c.id from conversations c where c.project_id = ? and not (select it_is from rare)";

    private const string Holds = """
        (exists (select from messages m where m.project_id = c.project_id and m.conversation_id = c.id and m.words @@ ?::tsquery)
           or exists (select from contacts p where p.project_id = c.project_id and p.id = c.contact_id and p.search_key like ?))
        """;

    private const string Shown = $"""
        )
        select {ConversationRow.Columns}
        from listed
        join conversations c on c.project_id = ? and c.id = listed.id
        {ConversationRow.WithLast}
        """;

    /// <summary>Reads the page.</summary>
    /// <typeparam name="T">The list's query.</typeparam>
    /// <param name="session">The way to the database.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="request">What is asked for.</param>
    public static async Task<(IReadOnlyList<ConversationAnswer> Conversations, string? NextCursor)> ReadAsync<T>(Session session, ProjectId projectId, T request)
        where T : PageQuery, IConversationFilters
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(request);
        var (project, isRecent, search) = (projectId.Value, QueryText.Of(request.Order) == ConversationFilters.Recent, QueryText.Of(request.Search));
        var isFiltered = new[] { request.Status, request.AssigneeId, request.ContactId }.Any(filter => QueryText.Of(filter) is not null);
        var rows = (search, isFiltered) switch
        {
            (null, false) => await session.ReadAsync(Plain(request, project, isRecent), results => results.ListAsync<ConversationRow>()),
            (null, true) => await session.SearchAsync(
                End(Filter(new SqlQuery(Some, project), request, isRecent), request, isRecent).AddTo(new SqlBatch()), results => results.ListAsync<ConversationRow>()),
            _ => await session.SearchAsync(Search(request, project, isRecent, search), results => results.ListAsync<ConversationRow>()),
        };
        var (page, next) = request.Cut(rows, row => isRecent ? new Cursor(row.LastMessageAt, row.Id) : Cursor.Of(row.Id));
        return ([.. page.Select(row => row.ToAnswer())], next);
    }

    private static SqlBatch Plain(PageQuery request, Guid project, bool isRecent) => isRecent
        ? new SqlBatch().Add(AllRecent, project, request.After.At, request.After.Id, request.Probe)
        : new SqlBatch().Add(All, project, request.After.Id, request.Probe);

    private static SqlQuery Filter<T>(SqlQuery query, T request, bool isRecent)
        where T : PageQuery, IConversationFilters
    {
        var (status, assignee, contact) = (QueryText.Of(request.Status), QueryText.Of(request.AssigneeId), QueryText.Id(request.ContactId));
        return (isRecent ? query.And("(c.last_message_at, c.id) < (?, ?)", request.After.At, request.After.Id) : query.And("c.id < ?", request.After.Id))
            .AndIf(status is not null, "c.status = ?", status)
            .AndIf(assignee == ConversationFilters.Nobody, "c.assignee_id is null")
            .AndIf(assignee is not null and not ConversationFilters.Nobody, "c.assignee_id = ?", QueryText.Id(assignee))
            .AndIf(contact is not null, "c.contact_id = ?", contact);
    }

    private static SqlQuery End(SqlQuery query, PageQuery request, bool isRecent) =>
        query.Then(isRecent ? "order by c.last_message_at desc, c.id desc limit ?" : "order by c.id desc limit ?", request.Probe);

    private static SqlBatch Search<T>(T request, Guid project, bool isRecent, string term)
        where T : PageQuery, IConversationFilters
    {
        var (words, pattern) = (SearchWords.Query(term), SearchKey.Pattern(term));
        var query = new SqlQuery(Searched, project, words, project, pattern, pattern, pattern, project);
        End(Filter(query.Then(Rare, project, project), request, isRecent), request, isRecent).Then(") union all");
        End(Filter(query.Then(Frequent, project), request, isRecent).And(Holds, words, pattern), request, isRecent).Then(")");
        return End(query.Then(Shown, project), request, isRecent).AddTo(new SqlBatch());
    }
}
