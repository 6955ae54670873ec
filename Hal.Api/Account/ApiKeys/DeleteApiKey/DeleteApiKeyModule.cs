using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.ApiKeys.DeleteApiKey;

public sealed class DeleteApiKeyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteApiKeyCommand, Nothing>(HttpMethods.Delete, "api-keys/{id}", request => new DeleteApiKeyCommand
            {
                Id = request.RouteValues.Text("id"),
            })
            .WithTags("API keys")
            .WithSummary("Revoke an API key")
            .WithDescription("The key is refused from the next call on.")
            .Refuses(ProblemCode.NotFound);
}
