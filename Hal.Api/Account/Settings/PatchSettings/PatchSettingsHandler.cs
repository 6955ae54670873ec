using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Projects;
using Hal.Api.Families;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Settings.PatchSettings;

public sealed class PatchSettingsHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<PatchSettingsCommand, Result<PatchSettingsResponse>>
{
    public async Task<Result<PatchSettingsResponse>> Handle(PatchSettingsCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(database, call.ProjectId.Value) is not var (row, _))
            return ProjectProblems.NoSuchProject;

        var before = SettingsAnswer.Of(row);
        var origins = request.AllowedOrigins.IsSet ? SettingsRules.Tidy(request.AllowedOrigins.Value) : before.AllowedOrigins;
        var after = new SettingsAnswer(
            request.Name.Value?.Trim() ?? before.Name,
            request.DefaultLocale.Value ?? before.DefaultLocale,
            request.PrimaryColor.Value?.ToLowerInvariant() ?? before.PrimaryColor,
            request.Greeting.IsSet ? CallerId.OrAbsent(request.Greeting.Value) : before.Greeting,
            origins.SequenceEqual(before.AllowedOrigins) ? before.AllowedOrigins : origins,
            request.StageUpdateMode.Value ?? before.StageUpdateMode,
            request.IdentityVerificationRequired.Value ?? before.IdentityVerificationRequired,
            request.HelpCenterEnabled.Value ?? before.HelpCenterEnabled
        );
        if (after == before)
        {
            outcome.Wrote(row.Id, row.Version, row.Version);
            return new PatchSettingsResponse(before);
        }

        var batch = new SqlBatch();
        ProjectWrites.Save(batch, row, after);
        database.Enlist(batch);
        outcome.Wrote(row.Id, row.Version, row.Version + 1);
        return new PatchSettingsResponse(after);
    }
}
