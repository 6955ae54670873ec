using Hal.Api.Domain.Names;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

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

    // A rare term is looked up in the indexes, up to 20,000 messages and contacts. A term that occurs more often, or is too short for an
    // index, counts as frequent: then the conversations are checked one after the other, in the list's order. Only one of the two branches
    // runs. The project is an array and the pattern a subselect so that the planner uses exactly these indexes.
    private const string Searched = """
        with said as materialized (
            select conversation_id from messages where array[project_id] @> array[?::uuid] and words @@ ?::tsquery limit 20000
        ), people as materialized (
            select id from contacts
            where array[project_id] @> array[?::uuid] and search_key like (select ?::text) and length(?) >= 5
            limit 20000
        ), rare as materialized (
            select length(?) >= 5 and (select count(*) from said) < 20000 and (select count(*) from people) < 20000 as it_is
        ), found as materialized (
            select conversation_id as id from said
            union
            select o.id from people p join conversations o on o.project_id = ? and o.contact_id = p.id
        ), listed as materialized (
        """;

    private const string Rare = """
        (select f.id
         from found f
         join conversations c on c.project_id = ? and c.id = f.id
         where c.project_id = ? and (select it_is from rare)
        """;

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
    /// <param name="projectId">The project.</param>
    /// <param name="request">The filters.</param>
    public static async Task<(IReadOnlyList<ConversationAnswer> Conversations, string? NextCursor)> ReadAsync(
        Database database,
        ProjectId projectId,
        Page page,
        IConversationFilters request
    )
    {
        var (project, isRecent, search) = (
            projectId.Value,
            QueryText.Of(request.Order) == ConversationFilters.Recent,
            QueryText.Of(request.Search)
        );
        var isFiltered = new[] { request.Status, request.AssigneeId, request.ContactId }.Any(filter => QueryText.Of(filter) is not null);
        var rows = (search, isFiltered) switch
        {
            (null, false) => await PlainAsync(database, page, project, isRecent),
            (null, true) => await database.SearchListAsync<ConversationRow>(
                End(Filter(new SqlQuery(Some, project), page, request, isRecent), page, isRecent)
            ),
            _ => await database.SearchListAsync<ConversationRow>(Search(page, request, project, isRecent, search)),
        };
        var (cut, next) = page.Cut(rows, row => isRecent ? new Cursor(row.LastMessageAt, row.Id) : Cursor.Of(row.Id));
        return ([.. cut.Select(row => row.ToAnswer())], next);
    }

    private static Task<IReadOnlyList<ConversationRow>> PlainAsync(Database database, Page page, Guid project, bool isRecent) =>
        isRecent
            ? database.ReadListAsync<ConversationRow>(AllRecent, project, page.After.At, page.After.Id, page.Probe)
            : database.ReadListAsync<ConversationRow>(All, project, page.After.Id, page.Probe);

    private static SqlQuery Filter(SqlQuery query, Page page, IConversationFilters request, bool isRecent)
    {
        var (status, assignee, contact) = (QueryText.Of(request.Status), QueryText.Of(request.AssigneeId), QueryText.Id(request.ContactId));
        return (
            isRecent ? query.And("(c.last_message_at, c.id) < (?, ?)", page.After.At, page.After.Id) : query.And("c.id < ?", page.After.Id)
        )
            .AndIf(status is not null, "c.status = ?", status)
            .AndIf(assignee == ConversationFilters.Nobody, "c.assignee_id is null")
            .AndIf(assignee is not null and not ConversationFilters.Nobody, "c.assignee_id = ?", QueryText.Id(assignee))
            .AndIf(contact is not null, "c.contact_id = ?", contact);
    }

    private static SqlQuery End(SqlQuery query, Page page, bool isRecent) =>
        query.Then(isRecent ? "order by c.last_message_at desc, c.id desc limit ?" : "order by c.id desc limit ?", page.Probe);

    private static SqlQuery Search(Page page, IConversationFilters request, Guid project, bool isRecent, string term)
    {
        var (words, pattern) = (SearchWords.Query(term), SearchKey.Pattern(term));
        var query = new SqlQuery(Searched, project, words, project, pattern, pattern, pattern, project);
        End(Filter(query.Then(Rare, project, project), page, request, isRecent), page, isRecent).Then(") union all");
        End(Filter(query.Then(Frequent, project), page, request, isRecent).And(Holds, words, pattern), page, isRecent).Then(")");
        return End(query.Then(Shown, project), page, isRecent);
    }
}
