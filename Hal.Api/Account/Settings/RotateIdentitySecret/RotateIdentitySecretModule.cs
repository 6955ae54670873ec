using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Settings.RotateIdentitySecret;

public sealed class RotateIdentitySecretModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<RotateIdentitySecretCommand, RotateIdentitySecretResponse>(
                HttpMethods.Post,
                "projects/{id}/identity-secret/rotate",
                request => new() { Id = request.RouteValues.Text("id") }
            )
            .WithTags("Settings")
            .WithSummary("Replace the identity secret")
            .WithDescription(
                "The new secret is valid at once, and the one it replaces stays valid for 24 hours. "
                    + "A secret that was replaced before that one is no longer valid."
            )
            .Refuses(Preconditions.Failed);
}
