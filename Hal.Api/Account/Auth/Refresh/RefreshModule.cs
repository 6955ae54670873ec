using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Open;
using Hal.Api.Http;

namespace Hal.Api.Account.Auth.Refresh;

public sealed class RefreshModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapOpenWrite<RefreshCommand, RefreshResponse>("auth/refresh")
            .WithTags("Auth")
            .WithSummary("Refresh the tokens")
            .WithDescription(
                "A refresh token is good for one exchange within 30 days. "
                    + "One that comes a second time has been copied, so it ends its whole session: keep the new one\n"
                    + "before anything else, and do not refresh twice at once. "
                    + "A repeat with the same `Idempotency-Key` gets the first answer and ends nothing."
            )
            .Refuses(SignInProblems.InvalidRefreshToken)
            .WithExample(new { refresh_token = "iVZbYxJm3mO2cJc8bWq0nN1a5mS0D5yQJ1yT0l7xk9E" });
}
