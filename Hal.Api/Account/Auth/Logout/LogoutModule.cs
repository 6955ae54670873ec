using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Auth.Logout;

public sealed class LogoutModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<LogoutCommand, Nothing>(HttpMethods.Post, "auth/logout", _ => new LogoutCommand())
            .WithTags("Auth")
            .WithSummary("Sign out")
            .WithDescription(
                "Ends the session of the access token, which is refused from then on, as are its refresh tokens. Other sessions go on."
            );
}
