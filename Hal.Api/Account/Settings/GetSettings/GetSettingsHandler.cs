using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Settings.GetSettings;

public sealed class GetSettingsHandler(AccountCall call, Outcome outcome) : IRequestHandler<GetSettingsQuery, Result<GetSettingsResponse>>
{
    public Task<Result<GetSettingsResponse>> Handle(GetSettingsQuery request, CancellationToken cancellationToken)
    {
        // The settings are known already. The pipeline checks that they are still up to date before it answers.
        outcome.Shows(call.Project.Version);
        return Task.FromResult<Result<GetSettingsResponse>>(new GetSettingsResponse(SettingsAnswer.Of(call.Project)));
    }
}
