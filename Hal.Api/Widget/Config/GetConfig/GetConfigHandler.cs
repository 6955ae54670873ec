using Hal.Api.Families.Widget;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Config.GetConfig;

public sealed class GetConfigHandler(WidgetCall call) : IRequestHandler<GetConfigQuery, Result<GetConfigResponse>>
{
    // The call has the settings already. The pipeline makes sure that they are current.
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
