using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Auth.ChangePassword;

public sealed class ChangePasswordModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<ChangePasswordCommand, Nothing>(HttpMethods.Post, "auth/password")
            .WithTags("Auth")
            .WithSummary("Change your password")
            .WithDescription("Ends all your other sessions and keeps this one.")
            .Refuses(SignInProblems.WrongPassword)
            .WithExample(new { current_password = "correct horse battery", new_password = "battery horse correct" });
}
