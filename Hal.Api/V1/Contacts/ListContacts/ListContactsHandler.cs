using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Search;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Contacts.ListContacts;

public sealed class ListContactsHandler(V1Call call, Database database) : IRequestHandler<ListContactsQuery, Result<ListContactsResponse>>
{
    private const string Newest =
        $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = $1 and c.id < $2 order by c.id desc limit $3";

    private const string Named = $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = ? and c.id < ?";

    private const string Search = $"""
        {BoundedSearch.Contacts}
        select {ContactAnswer.ColumnsOfC}
        from found
        join contacts c on c.project_id = $1 and c.id = found.id
        order by c.id desc
        """;

    public async Task<Result<ListContactsResponse>> Handle(ListContactsQuery request, CancellationToken cancellationToken)
    {
        var (rows, next) = request.Page.Cut(await ReadAsync(request), contact => Cursor.Of(contact.Id));
        return new ListContactsResponse(rows, next);
    }

    private Task<IReadOnlyList<ContactAnswer>> ReadAsync(ListContactsQuery request)
    {
        var (project, after) = (call.ProjectId.Value, request.Page.After.Id);
        var (email, userId) = (Email.Normalize(request.Email), QueryText.Of(request.UserId));
        var search = QueryText.Of(request.Search);
        if (email is not null || userId is not null)
        {
            var query = new SqlQuery(Named, project, after)
                .AndIf(email is not null, "c.email = ?", email)
                .AndIf(userId is not null, "c.user_id = ?", userId)
                .AndFound(search)
                .Then("order by c.id desc limit ?", request.Page.Probe);
            return database.SearchListAsync<ContactAnswer>(query);
        }

        return search is null
            ? database.ReadListAsync<ContactAnswer>(Newest, project, after, request.Page.Probe)
            : database.SearchListAsync<ContactAnswer>(Search, project, SearchKey.Pattern(search), after, request.Page.Probe);
    }
}
