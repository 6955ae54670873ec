using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Open;
using Hal.Api.Http;

namespace Hal.Api.Account.Auth.Login;

public sealed class LoginModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapOpenWrite<LoginCommand, LoginResponse>("auth/login")
            .WithTags("Auth")
            .WithSummary("Sign in")
            .WithDescription(
                "Starts a new session. An unknown e-mail and a wrong password get the same answer. "
                    + "Attempts are limited by client address and e-mail."
            )
            .Refuses(SignInProblems.InvalidCredentials)
            .WithExample(new { email = "ana@acme.example", password = "correct horse battery" });
}
