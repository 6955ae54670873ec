namespace Hal.Api.Platform.OpenApi;

/// <summary>One family's OpenAPI document.</summary>
/// <param name="Family">The family, which is also the document's name.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Description">What a reader has to know before the first call, in Markdown.</param>
internal sealed record FamilyDocument(string Family, string Title, string Description)
{
    private const string Common = """
        JSON in UTF-8 with names in snake_case; members that are not known are ignored. Instants are RFC 3339 in UTC, to the millisecond. Ids made by Hal
        are opaque strings. Every answer that is not a success is `application/problem+json` (RFC 9457): decide by its `code`, which never changes, and
        read `detail` and, for 422, `errors`. Each operation lists its codes; any address may also answer 404 `route_not_found` and 405
        `method_not_allowed`. A refused request changes nothing.
        """;

    /// <summary>The documents.</summary>
    public static readonly IReadOnlyList<FamilyDocument> All =
    [
        new("widget", "Hal widget API", $"""
            For a page in a visitor's browser, or a backend that acts for one visitor.

            **Credential.** It is part of each request: `project_id` (or its alias `app_id`) and your own `visitor_id`. Where identity has to be proven, add
            `user_hash`: HMAC-SHA256 in hex, made on your server, with the project's identity secret as the key and the `visitor_id` (or the `user_id`, where the
            call carries one) as the message. A wrong hash is always 401. A project may ask for a hash whenever identity is involved; a contact that was
            once proven asks for one from then on. A project with a list of allowed origins answers 403 to pages of others.

            **Bodies** may be declared as `application/json` or, for `navigator.sendBeacon`, as `text/plain`; both are read as JSON.

            {Common}
            """),
        new("account", "Hal account API", $"""
            For signed-in members of a workspace. **Credential:** `Authorization: Bearer <token>`. It has no operations yet.

            {Common}
            """),
        new("v1", "Hal integration API", $"""
            For external integrations. **Credential:** `X-API-Key: <key>`, which also says which project is meant. It has no operations yet.

            {Common}
            """),
    ];
}
