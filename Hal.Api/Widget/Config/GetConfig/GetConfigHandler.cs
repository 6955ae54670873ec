using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Widget.Config.GetConfig;

public sealed class GetConfigHandler(WidgetCall call, Session session) : IRequestHandler<GetConfigQuery, Result<GetConfigResponse>>
{
    public async Task<Result<GetConfigResponse>> Handle(GetConfigQuery request, CancellationToken cancellationToken)
    {
        // The settings are at hand already; this makes sure that they are still those of the database.
        await session.ReadFactsAsync(call.Project, new SqlBatch(), _ => Task.FromResult(true));
        var project = call.Project;
        var config = new GetConfigConfig(
            project.Id.Value,
            project.Name,
            project.DefaultLocale,
            project.PrimaryColor,
            project.Greeting,
            project.IdentityVerificationRequired,
            project.HelpCenterEnabled);
        return new GetConfigResponse(config) { Version = project.Version };
    }
}
