using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Search;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Contacts;

/// <summary>The filters of a list of contacts, as texts of a query; a blank filter counts as absent.</summary>
public sealed record ContactFilters
{
    /// <summary>Text within the name, the e-mail, the phone number or the user id.</summary>
    public string? Search { get; init; }

    /// <summary>The e-mail.</summary>
    public string? Email { get; init; }

    /// <summary>The customer's own id of the person.</summary>
    public string? UserId { get; init; }

    /// <summary>A tag, in exact spelling.</summary>
    public string? Tag { get; init; }

    /// <summary>Hal's id of a company that the contact belongs to.</summary>
    public string? CompanyId { get; init; }

    /// <summary>The instant after which the contact was made.</summary>
    public string? CreatedAfter { get; init; }

    /// <summary>The instant before which the contact was made.</summary>
    public string? CreatedBefore { get; init; }

    internal bool HasAnyBesideSearch =>
        new[] { Email, UserId, Tag, CompanyId, CreatedAfter, CreatedBefore }.Any(filter => QueryText.Of(filter) is not null);
}

/// <summary>Reads a page of a project's contacts, the newest first (contract 5, 6).</summary>
public static class ContactList
{
    private const string All =
        $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = $1 and c.id < $2 order by c.id desc limit $3";

    private const string Found = $"""
        {BoundedSearch.Contacts}
        select {ContactAnswer.ColumnsOfC} from found join contacts c on c.project_id = $1 and c.id = found.id order by c.id desc
        """;

    private const string Some = $"select {ContactAnswer.ColumnsOfC} from contacts c where c.project_id = ? and c.id < ?";

    // Apart from the comparison of the tags, the conditions are there for the index of tags.
    private const string HasTag = "array[c.project_id] @> array[?::uuid] and c.tags @> array[?::text] and c.tags <> '{}'";

    private const string IsOfCompany =
        "exists (select from contact_companies l where l.project_id = c.project_id and l.contact_id = c.id and l.company_id = ?)";

    // An id is made shortly before or after its row's instant. The id bounds the rows roughly, and the instant decides.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Reads the page.</summary>
    /// <returns>The contacts, and the cursor of the next page; null on the last page.</returns>
    public static async Task<(IReadOnlyList<ContactAnswer> Contacts, string? NextCursor)> ReadAsync(
        Database database,
        ProjectId projectId,
        Page page,
        ContactFilters filters
    )
    {
        var (project, after, search) = (projectId.Value, page.After.Id, QueryText.Of(filters.Search));
        var rows = (filters.HasAnyBesideSearch, search) switch
        {
            (false, null) => await database.ReadListAsync<ContactAnswer>(All, project, after, page.Probe),
            (false, _) => await database.SearchListAsync<ContactAnswer>(Found, project, SearchKey.Pattern(search), after, page.Probe),
            _ => await database.SearchListAsync<ContactAnswer>(Filtered(filters, project, page, search)),
        };
        return page.Cut(rows, contact => Cursor.Of(contact.Id));
    }

    private static SqlQuery Filtered(ContactFilters filters, Guid project, Page page, string? search)
    {
        var (email, userId, tag) = (Email.Normalize(filters.Email), QueryText.Of(filters.UserId), QueryText.Of(filters.Tag));
        var (company, after, before) = (
            QueryText.Id(filters.CompanyId),
            QueryText.Instant(filters.CreatedAfter),
            QueryText.Instant(filters.CreatedBefore)
        );
        return new SqlQuery(Some, project, page.After.Id)
            .AndIf(email is not null, "c.email = ?", email)
            .AndIf(userId is not null, "c.user_id = ?", userId)
            .AndIf(tag is not null, HasTag, project, tag)
            .AndIf(company is not null, IsOfCompany, company)
            .AndIf(after is not null, "c.created_at > ? and c.id >= ?", after, FloorOf(after, -Margin))
            .AndIf(before is not null, "c.created_at < ? and c.id < ?", before, FloorOf(before, Margin))
            .AndFound(search)
            .Then("order by c.id desc limit ?", page.Probe);
    }

    private static Guid FloorOf(DateTime? instant, TimeSpan margin)
    {
        var ticks = Math.Clamp((instant ?? default).Ticks + margin.Ticks, DateTime.UnixEpoch.Ticks, DateTime.MaxValue.Ticks);
        return Ids.Floor(new DateTime(ticks, DateTimeKind.Utc));
    }
}
