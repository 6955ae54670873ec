using System.Globalization;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Articles.GetArticleStats;

public sealed class GetArticleStatsHandler(AccountCall call, Database database, TimeProvider time)
    : IRequestHandler<GetArticleStatsQuery, Result<GetArticleStatsResponse>>
{
    private const int MonthDays = 30;
    private const int Days = 90;

    private const string Voices = """
        select count(f.id) filter (where f.helpful) as helpful, count(f.id) filter (where not f.helpful) as not_helpful
        from articles a
        left join article_feedback f on f.project_id = a.project_id and f.article_id = a.id
        where a.project_id = $1 and a.id = $2
        group by a.id
        """;

    private const string Views = """
        select to_char(day, 'YYYY-MM-DD') as day, views
        from article_views
        where project_id = $1 and article_id = $2 and day > ($3 at time zone 'UTC')::date - $4
        order by day desc
        """;

    public async Task<Result<GetArticleStatsResponse>> Handle(GetArticleStatsQuery request, CancellationToken cancellationToken)
    {
        var (project, id, now) = (call.ProjectId.Value, ResourceId.Of(request.Id), time.UtcNow());
        var read = new SqlRead();
        var voices = read.One<VoicesRow>(Voices, project, id);
        var views = read.List<GetArticleStatsDay>(Views, project, id, now, Days);
        await database.ReadAsync(read);
        if (voices.Value is null)
            return Problem.NotFound("article");

        var monthAgo = now.AddDays(1 - MonthDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var month = views.Value.Where(v => string.CompareOrdinal(v.Day, monthAgo) >= 0).Sum(v => v.Views);
        return new GetArticleStatsResponse(new GetArticleStatsNumbers(voices.Value.Helpful, voices.Value.NotHelpful, month, views.Value));
    }

    private sealed record VoicesRow(long Helpful, long NotHelpful);
}
