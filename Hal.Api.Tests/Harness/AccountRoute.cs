using Hal.Api.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Harness;

/// <summary>
/// A route of the account or v1 family: a call that succeeds, from which tests for every route are made. Names in braces are ids of <see
/// cref="Seeds"/>, in the body as in the path.
/// </summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The route below <c>/api/</c>, as it is mapped.</param>
/// <param name="Body">A body that it takes; null for none.</param>
internal sealed record AccountRoute(string Method, string Path, string? Body = null)
{
    /// <summary>Another body that it takes, for a key that was used with the first.</summary>
    public string? OtherBody { get; init; }

    /// <summary>Whether it answers a single resource with its version, or writes one.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>Whether it leaves nothing behind, and so nothing to audit.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Every signed-in member's route. A route that is mapped and not here fails a test.</summary>
    public static readonly AccountRoute[] Members =
    [
        new("POST", "auth/logout"),
        new("GET", "auth/me"),
        new("POST", "auth/password", """{"current_password":"correct horse battery","new_password":"correct horse battery 2"}""")
        {
            OtherBody = """{"current_password":"x","new_password":"correct horse battery 3"}""",
        },
        new("GET", "projects"),
        new("POST", "projects", """{"name":"One"}""") { OtherBody = """{"name":"Two"}""" },
        new("GET", "projects/{project}") { IsVersioned = true },
        new("PATCH", "projects/{project}", """{"name":"One"}""") { IsVersioned = true },
        new("DELETE", "projects/{project}") { IsVersioned = true },
        new("GET", "projects/{project}/settings") { IsVersioned = true },
        new("PATCH", "projects/{project}/settings", """{"greeting":"Hi"}""") { IsVersioned = true },
        new("GET", "projects/{project}/identity-secret"),
        new("POST", "projects/{project}/identity-secret/rotate"),
        new("GET", "api-keys"),
        new("POST", "api-keys", """{"name":"One"}""") { OtherBody = """{"name":"Two"}""" },
        new("DELETE", "api-keys/{key}"),
        new("GET", "team/members"),
        new("PATCH", "team/members/{member}", """{"name":"Mia"}""") { IsVersioned = true },
        new("DELETE", "team/members/{member}") { IsVersioned = true },
        new("GET", "team/invitations"),
        new("POST", "team/invitations", """{"email":"one@hal.example","role":"agent"}""")
        {
            OtherBody = """{"email":"two@hal.example","role":"agent"}""",
        },
        new("DELETE", "team/invitations/{invitation}"),
        new("GET", "contacts"),
        new("POST", "contacts", """{"email":"one@acme.example"}""") { OtherBody = """{"email":"two@acme.example"}""" },
        new("GET", "contacts/{contact}") { IsVersioned = true },
        new("PATCH", "contacts/{contact}", """{"name":"Ana"}""") { IsVersioned = true },
        new("DELETE", "contacts/{contact}") { IsVersioned = true },
        new("GET", "contacts/{contact}/timeline"),
        new("GET", "contacts/{contact}/export"),
        new("GET", "contacts/{contact}/companies"),
        new("POST", "contacts/{contact}/merge", """{"other_id":"{other_contact}"}""")
        {
            OtherBody = """{"other_id":"{contact}"}""",
            IsVersioned = true,
        },
        new("PUT", "contacts/{contact}/companies/{company}") { IsVersioned = true },
        new("DELETE", "contacts/{contact}/companies/{linked_company}") { IsVersioned = true },
        new("GET", "companies"),
        new("POST", "companies", """{"name":"One"}""") { OtherBody = """{"name":"Two"}""" },
        new("GET", "companies/pipeline"),
        new("GET", "companies/{company}") { IsVersioned = true },
        new("PATCH", "companies/{company}", """{"name":"One"}""") { IsVersioned = true },
        new("DELETE", "companies/{company}") { IsVersioned = true },
        new("GET", "companies/{company}/contacts"),
        new("GET", "companies/{company}/timeline"),
        new("GET", "stages"),
        new("POST", "stages", """{"name":"One"}""") { OtherBody = """{"name":"Two"}""" },
        new("PATCH", "stages/{stage}", """{"name":"One"}"""),
        new("DELETE", "stages/{stage}"),
        new("PUT", "stages/order", """{"stage_ids":["{stage}","{first_stages}"]}"""),
        new("GET", "visitors"),
        new("GET", "visitors/{visitor}") { IsVersioned = true },
        new("GET", "events"),
        new("GET", "conversations"),
        new("GET", "conversations/{conversation}") { IsVersioned = true },
        new("PATCH", "conversations/{conversation}", """{"status":"resolved"}""") { IsVersioned = true },
        new("GET", "conversations/{conversation}/messages"),
        new("POST", "conversations/{conversation}/messages", """{"content":"One"}""") { OtherBody = """{"content":"Two"}""" },
        new("POST", "conversations/{conversation}/typing") { IsPassing = true },
        new("POST", "conversations/{conversation}/read"),
        new("GET", "stream"),
        new("GET", "article-groups"),
        new("POST", "article-groups", """{"name":"One"}""") { OtherBody = """{"name":"Two"}""" },
        new("PATCH", "article-groups/{article_group}", """{"name":"One"}"""),
        new("DELETE", "article-groups/{article_group}"),
        new("GET", "articles"),
        new("POST", "articles", """{"title":"One"}""") { OtherBody = """{"title":"Two"}""" },
        new("GET", "articles/{article}") { IsVersioned = true },
        new("PATCH", "articles/{article}", """{"title":"One"}""") { IsVersioned = true },
        new("DELETE", "articles/{article}") { IsVersioned = true },
        new("POST", "articles/{article}/publish") { IsVersioned = true },
        new("POST", "articles/{article}/unpublish") { IsVersioned = true },
        new("GET", "articles/{article}/stats"),
        new("GET", "audit"),
    ];

    public static AccountRoute Of(string name) => Members.Single(r => r.ToString() == name);

    public bool TakesIds => Path.Contains('{', StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";

    /// <summary>The path or body with the ids of one project in it.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> ids) =>
        ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <summary>The routes of a family as they are mapped: method, path with nameless ids, and the record they read.</summary>
    public static async Task<IReadOnlyList<(string Route, Type Request)>> MappedAsync(string family, string prefix)
    {
        var running = await TestHost.RunningAsync();
        return
        [
            .. running
                .App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<FamilyMetadata>()?.Family == family)
                .Select(e =>
                    (
                        $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} "
                            + $"{Nameless($"/{e.RoutePattern.RawText!.TrimStart('/')}"[prefix.Length..])}",
                        e.Metadata.GetMetadata<RequestMetadata>()!.Request
                    )
                ),
        ];
    }

    /// <summary>The route without the names of its ids.</summary>
    public string Mapped => $"{Method} {Nameless(Path)}";

    private static string Nameless(string path) => string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}

/// <summary>Rows of one project for a call to name: made by SQL, so that no route is needed to test another.</summary>
internal static class Seeds
{
    /// <summary>Makes one row of each kind.</summary>
    public static async Task<Dictionary<string, string>> PlantAsync(TestWorkspace workspace, TestProject project)
    {
        string[] kinds =
        [
            "contact",
            "other_contact",
            "company",
            "linked_company",
            "stage",
            "visitor",
            "key",
            "member",
            "invitation",
            "conversation",
            "article_group",
            "article",
        ];
        var ids = kinds.ToDictionary(kind => kind, _ => Guid.CreateVersion7());
        var values = new
        {
            account = workspace.AccountId,
            contact = ids["contact"],
            other = ids["other_contact"],
            company = ids["company"],
            linked = ids["linked_company"],
            stage = ids["stage"],
            visitor = ids["visitor"],
            key = ids["key"],
            member = ids["member"],
            invitation = ids["invitation"],
            conversation = ids["conversation"],
            group = ids["article_group"],
            article = ids["article"],
            link = Guid.CreateVersion7(),
            text = Guid.NewGuid().ToString("N"),
            now = DateTime.UtcNow,
        };
        await project.ExecuteAsync(
            """
            insert into contacts (project_id, id, email, name, search_key, created_at, updated_at)
            values (@p, @contact, @text || '@seed.example', 'Seed', 'seed', @now, @now), (@p, @other, @text || '@other.example', 'Seed',
                'seed', @now, @now);
            insert into companies (project_id, id, name, name_key, search_key, created_at, updated_at)
            values (@p, @company, 'Seed', 'seed', 'seed', @now, @now), (@p, @linked, 'Seed', 'seed', 'seed', @now, @now);
            insert into contact_companies (project_id, id, contact_id, company_id, created_at) values (@p, @link, @contact, @linked, @now);
            insert into stages (project_id, id, name, name_key, position, created_at) values (@p, @stage, @text, @text, 9, @now);
            insert into visitors (project_id, id, visitor_id, contact_id, first_seen_at, last_seen_at) values (@p, @visitor, @text,
                @contact, @now, @now);
            insert into events (project_id, id, visitor_id, contact_id, entity, name, source, occurred_at, created_at)
            values (@p, @link, @visitor, @contact, 'visitor', 'seed', 'widget', @now, @now);
            insert into conversations
                (project_id, id, visitor_id, contact_id, message_count, last_message_id, last_public_id, last_message_at,
                    unread_by_members, created_at, updated_at)
            values (@p, @conversation, @visitor, @contact, 1, @link, @link, @now, 1, @now, @now);
            insert into messages (project_id, id, conversation_id, position, author_type, author_id, content, created_at)
            values (@p, @link, @conversation, 1, 'visitor', @visitor, 'Seed', @now);
            insert into api_keys (project_id, id, name, prefix, key_hash, scopes, created_at) values (@p, @key, 'Seed', 'hal_seed', '',
                '{}', @now);
            insert into article_groups (project_id, id, names, position, created_at, updated_at) values (@p, @group, '{"en":"Seed"}', 0,
                @now, @now);
            insert into articles (project_id, id, group_id, position, created_at, updated_at) values (@p, @article, @group, 0, @now, @now);
            insert into article_translations (project_id, id, article_id, locale, title, content, slug, draft_search, published_title,
                published_content, published_slug, published_text,
                published_at, published_titles, published_search, published_words, published_keys, created_at, updated_at)
            values (@p, @link, @article, 'en', 'Seed', 'seed', @text, '', 'Old', 'old', @text, 'old', @now, '', '', '{}', '{}', @now, @now);
            insert into article_slugs (project_id, id, translation_id, locale, slug) values (@p, @link, @link, 'en', @text);
            insert into members (id, account_id, email, password_hash, role, created_at, updated_at) values (@member, @account,
                @text || '@hal.example', '', 'agent', @now, @now);
            insert into invitations (id, account_id, email, role, token_hash, created_at, expires_at)
            values (@invitation, @account, @text || '@new.example', 'agent', decode(md5(@text), 'hex'), @now, @now + interval '1 day');
            """,
            values
        );
        var planted = ids.ToDictionary(id => id.Key, id => id.Value.ToString());
        planted["project"] = project.Id.ToString();
        planted["first_stages"] = string.Join(
            "\",\"",
            await project.RowsAsync<Guid>("select id from stages where project_id = @p and id <> @stage order by position", values)
        );
        return planted;
    }
}
