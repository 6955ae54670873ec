using Carter;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Http;

namespace Hal.Api.V1.Contacts.CreateContact;

public sealed class CreateContactModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Create<CreateContactCommand, CreateContactResponse>("contacts")
            .WithTags("Contacts")
            .WithSummary("Create a contact")
            .WithDescription(
                "A contact needs an e-mail, a `user_id`, a name or a phone number. E-mail and `user_id` are unique in the project."
            )
            .Refuses(ContactRules.EmailTaken, ContactRules.UserIdTaken)
            .WithExample(
                new
                {
                    email = "ana@acme.example",
                    user_id = "u-17",
                    name = "Ana Novak",
                    tags = new[] { "vip" },
                    metadata = new { plan = "pro" },
                }
            );
}
