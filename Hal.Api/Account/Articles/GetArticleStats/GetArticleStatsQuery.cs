using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Articles.GetArticleStats;

/// <summary>Reads what readers think of an article.</summary>
public sealed record GetArticleStatsQuery : IRequest<Result<GetArticleStatsResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>What readers think of an article.</summary>
/// <param name="Stats">The numbers.</param>
public sealed record GetArticleStatsResponse(GetArticleStatsNumbers Stats);

/// <summary>What readers think of an article.</summary>
/// <param name="Helpful">How many visitors found it helpful.</param>
/// <param name="NotHelpful">How many did not.</param>
/// <param name="Views30d">How often it was read in the last 30 days, today included.</param>
/// <param name="Views">How often on each day on which it was, newest first, of the last 90.</param>
public sealed record GetArticleStatsNumbers(
    long Helpful,
    long NotHelpful,
    [property: JsonPropertyName("views_30d")] long Views30d,
    IReadOnlyList<GetArticleStatsDay> Views
);

/// <summary>One day in UTC.</summary>
/// <param name="Day">The day, as YYYY-MM-DD.</param>
/// <param name="Views">How often the article was read.</param>
public sealed record GetArticleStatsDay(string Day, long Views);
