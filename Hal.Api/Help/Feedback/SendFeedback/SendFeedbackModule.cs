using Carter;
using Hal.Api.Families.Help;
using Hal.Api.Limits;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Help.Feedback.SendFeedback;

public sealed class SendFeedbackModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapHelpForm<SendFeedbackCommand, SendFeedbackResponse>(
            "{project}/{locale}/{slug}/feedback",
            (http, form) =>
                new SendFeedbackCommand(
                    http.Part("project"),
                    http.Part("locale"),
                    http.Part("slug"),
                    form["helpful"],
                    ClientAddress.Of(http).ToString(),
                    http.Request.Headers[HeaderNames.UserAgent].ToString()
                ),
            response => response.Next
        );
}
