using Carter;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Open;
using Hal.Api.Http;

namespace Hal.Api.Account.Auth.Signup;

public sealed class SignupModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapOpenCreate<SignupCommand, SignupResponse>("auth/signup")
            .WithTags("Auth")
            .WithSummary("Sign up")
            .WithDescription(
                "Makes a workspace with you as its owner, its first project and that project's default stages, and signs you in."
            )
            .Refuses(NewMember.EmailTaken)
            .WithExample(
                new
                {
                    email = "ana@acme.example",
                    password = "correct horse battery",
                    company_name = "Acme",
                    name = "Ana Novak",
                }
            );
}
