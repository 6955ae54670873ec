using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Auth.GetMe;

public sealed class GetMeModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetMeQuery, GetMeResponse>("auth/me")
            .WithTags("Auth")
            .WithSummary("Read who is signed in")
            .WithDescription("The member that the access token belongs to, with its role, and the projects of its workspace.");
}
