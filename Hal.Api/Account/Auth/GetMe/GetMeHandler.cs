using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Auth.GetMe;

public sealed class GetMeHandler(AccountCall call, Database database) : IRequestHandler<GetMeQuery, Result<GetMeResponse>>
{
    private const string Projects =
        $"select {ProjectAnswer.Columns} from projects where account_id = $1 and deleted_at is null order by id";

    public async Task<Result<GetMeResponse>> Handle(GetMeQuery request, CancellationToken cancellationToken)
    {
        var member = call.Member;
        var projects = await database.ReadListAsync<ProjectAnswer>(Projects, member.AccountId);
        return new GetMeResponse(
            new MemberAnswer(member.Id, member.Email, member.Name, member.CompanyName, RoleText.Of(member.Role)),
            projects
        );
    }
}
