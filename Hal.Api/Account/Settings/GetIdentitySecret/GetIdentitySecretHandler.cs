using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Settings.GetIdentitySecret;

public sealed class GetIdentitySecretHandler(AccountCall call, Outcome outcome, TimeProvider time)
    : IRequestHandler<GetIdentitySecretQuery, Result<GetIdentitySecretResponse>>
{
    public Task<Result<GetIdentitySecretResponse>> Handle(GetIdentitySecretQuery request, CancellationToken cancellationToken)
    {
        // The secret is known already. The pipeline checks that it is still up to date before it answers.
        var project = call.Project;
        outcome.Shows(project.Version);
        var until = project.PreviousSecretValidUntil is { } end && time.UtcNow() < end ? end : (DateTime?)null;
        return Task.FromResult<Result<GetIdentitySecretResponse>>(new GetIdentitySecretResponse(project.IdentitySecret, until));
    }
}
