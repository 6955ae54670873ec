using Hal.Api.Families.V1;
using Hal.Api.Families.Widget;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>One family's OpenAPI document.</summary>
/// <param name="Family">The family, which is also the document's name.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Description">What a reader has to know before the first call, in Markdown.</param>
internal sealed record FamilyDocument(string Family, string Title, string Description)
{
    private const string Common = """
        JSON in UTF-8 with names in snake_case; members that are not known are ignored. Instants are RFC 3339 in UTC, to the millisecond.
        Ids made by Hal are opaque strings. Every answer that is not a success is `application/problem+json` (RFC 9457): decide by its
        `code`, which never changes, and read `detail` and, for 422, `errors`. Each operation lists its codes; any address may also answer
        404 `route_not_found` and 405 `method_not_allowed`. A refused request changes nothing.
        """;

    private const string Resources = """
        **Lists** take `limit` and `cursor` and answer `next_cursor`, null on the last page. They are newest first unless an operation
        says otherwise.

        **PATCH** merges: what is absent stays, `null` clears, `tags` replaces the list, `metadata` merges by key.

        **Concurrency.** Single resources carry an `ETag`. Send it back in `If-Match` to write only what you have seen (412 otherwise), or
        in `If-None-Match` to be told 304.

        **Retries.** Send an `Idempotency-Key` with a POST, and the first answer is kept for 7 days: a repeat is told it again, with
        `Idempotent-Replayed: true`.
        """;

    /// <summary>
    /// The credential of every operation that is not open. The widget's own credential is part of the request, so there only operations
    /// that need a proof have one.
    /// </summary>
    public OpenApiSecurityScheme? Credential { get; init; }

    /// <summary>The documents.</summary>
    public static readonly IReadOnlyList<FamilyDocument> All =
    [
        new(
            "widget",
            "Hal widget API",
            $"""
            For a page in a visitor's browser, or a backend that acts for one visitor.

            **Credential.** It is part of each request: `project_id` (or its alias `app_id`) and your own `visitor_id`. Where identity has
            to be proven, add `user_hash`: HMAC-SHA256 in hex, made on your server, with the project's identity secret as the key and the
            `visitor_id` (or the `user_id`, where the call carries one) as the message. A wrong hash is always 401. A project may ask for
            a hash whenever identity is involved; a contact that was once proven asks for one from then on. A project with a list of
            allowed origins answers 403 to pages of others.

            **Conversations are read by proof**, not by an id that can be guessed. The answer that creates a visitor, and any answer to a
            right `user_hash`, carries a `visitor_token`. Keep it where the page keeps the `visitor_id`, and send it to conversations and
            stream as `Authorization: Visitor <token>`, or send a `user_hash` instead. It is valid for 30 days; once it is older than a
            day, the next answer carries a new one. A token says what was proven when it was given and opens no more: one that a stranger
            got does not open what a proven person wrote.

            **Streams** are server-sent events over `fetch`, since `EventSource` cannot send the token. Remember the last `id`, and come
            back with `Last-Event-ID`.

            **Bodies** may be declared as `application/json` or, for `navigator.sendBeacon`, as `text/plain`; both are read as JSON.

            {Common}
            """
        )
        {
            Credential = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = VisitorTokens.Scheme,
                BearerFormat = "JWT",
                Description = "The visitor_token of an earlier answer.",
            },
        },
        new(
            "account",
            "Hal account API",
            $"""
            For signed-in members of a workspace: the admin panel, or a backend of your own.

            **Credential.** `Authorization: Bearer <token>`, from sign-up, sign-in or the acceptance of an invitation. A token is valid
            for an hour; the refresh token that came with it exchanges for the next pair, once. Sending an old refresh token again ends
            the sign-in, since somebody else may have it. Each operation says which role it needs: an `agent` works with conversations,
            contacts and companies, an `admin` also manages stages, team, keys and settings, an `owner` also the identity secret, the
            deletion of projects and admins.

            **Project.** Where the workspace has one project, it is meant. Otherwise choose with the header `X-Project-Id` or the
            parameter `project_id`.

            {Resources}

            {Common}
            """
        )
        {
            Credential = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The token of a sign-in.",
            },
        },
        new(
            "v1",
            "Hal integration API",
            $"""
            For external integrations: a backend of your own, or of somebody you work with.

            **Credential.** `X-API-Key: <key>`, made by an admin of the workspace and shown once. The key also says which project is
            meant. It has scopes, and each operation says which one it needs (403 `missing_scope` otherwise). Made without a choice it has
            those of conversations and contacts; `events:write`, `companies:read` and `companies:write` are only given on purpose. A key
            that was revoked or has expired is refused at once, with 401. Keep it on your servers: whoever has it can do all that its
            scopes allow.

            {Resources}

            {Common}
            """
        )
        {
            Credential = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = KeyAuthentication.Header,
                Description = "An API key of the project.",
            },
        },
    ];
}
