using Hal.Api.Families.Widget;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Config.GetConfig;

public sealed class GetConfigHandler(WidgetCall call) : IRequestHandler<GetConfigQuery, Result<GetConfigResponse>>
{
    // The settings are at hand already; the pipeline makes sure that they are still those of the database.
    public Task<Result<GetConfigResponse>> Handle(GetConfigQuery request, CancellationToken cancellationToken)
    {
        var project = call.Project;
        var config = new GetConfigConfig(
            project.Id.Value,
            project.Name,
            project.DefaultLocale,
            project.PrimaryColor,
            project.Greeting,
            project.IdentityVerificationRequired,
            project.HelpCenterEnabled
        );
        Result<GetConfigResponse> response = new GetConfigResponse(config) { Version = project.Version };
        return Task.FromResult(response);
    }
}
