using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Settings.GetIdentitySecret;

public sealed class GetIdentitySecretModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetIdentitySecretQuery, GetIdentitySecretResponse>("projects/{id}/identity-secret")
            .AddEndpointFilter(KeepNowhereAsync)
            .ShowsVersion()
            .WithTags("Settings")
            .WithSummary("Read the identity secret")
            .WithDescription(
                "The key that your server makes `user_hash` with: HMAC-SHA256 in hex, with the `visitor_id` or the `user_id` as the "
                    + "message. Never put it into a page or an app."
            );

    // A browser may keep other answers if it revalidates them, but it may not keep this one.
    private static async ValueTask<object?> KeepNowhereAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.OnStarting(() =>
        {
            response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return await next(context);
    }
}
