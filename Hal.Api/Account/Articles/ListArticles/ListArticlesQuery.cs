using System.ComponentModel;
using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Articles;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Account.Articles.ListArticles;

/// <summary>Lists articles.</summary>
public sealed record ListArticlesQuery : PageQuery, IRequest<Result<ListArticlesResponse>>, IProjectRequest
{
    /// <summary>The value of <see cref="GroupId"/> for articles without a group.</summary>
    internal const string NoGroup = "none";

    internal const int MaxSearchLength = 200;

    public static Role Needs => Role.Agent;

    [FromQuery(Name = "group_id"), Description("Only those of this group, in their order there; none for those without a group.")]
    public string? GroupId { get; init; }

    [
        FromQuery(Name = "status"),
        Description("draft or published. With a locale it is that language's, else published means in some language.")
    ]
    public string? Status { get; init; }

    [FromQuery(Name = "locale"), Description("Only those that are written in this language, which is then the one shown.")]
    public string? Locale { get; init; }

    [
        FromQuery(Name = "search"),
        Description("Words, or beginnings of words, in the title or the content as members edit them; accents and case do not matter.")
    ]
    public string? Search { get; init; }
}

/// <summary>A page of articles.</summary>
/// <param name="Articles">The articles, without their content.</param>
/// <param name="NextCursor">Where the next page begins; null for the last.</param>
public sealed record ListArticlesResponse(IReadOnlyList<ListArticlesItem> Articles, string? NextCursor);

/// <summary>An article in a list.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="GroupId">The group it stands in; null for none.</param>
/// <param name="Position">Its place in the group, from 0.</param>
/// <param name="Locale">The language shown: the requested one, else the project's default, else the first that was written.</param>
/// <param name="Title">Its title, as members edit it.</param>
/// <param name="Slug">Its slug, as it will be published.</param>
/// <param name="Status">published if readers see the article in some language.</param>
/// <param name="HasUnpublishedChanges">Whether readers see something else than members in this language.</param>
/// <param name="PublishedAt">When this language was last published; null if readers do not see it.</param>
/// <param name="Locales">The languages it is written in.</param>
/// <param name="Helpful">How many visitors found it helpful.</param>
/// <param name="NotHelpful">How many did not.</param>
/// <param name="Views30d">How often it was read in the last 30 days.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it, or one of its languages, last changed.</param>
public sealed record ListArticlesItem(
    Guid Id,
    Guid? GroupId,
    int Position,
    string Locale,
    string Title,
    string Slug,
    [property: SchemaEnum(Article.DraftStatus, Article.PublishedStatus)] string Status,
    bool HasUnpublishedChanges,
    DateTime? PublishedAt,
    string[] Locales,
    long Helpful,
    long NotHelpful,
    [property: JsonPropertyName("views_30d")] long Views30d,
    DateTime CreatedAt,
    DateTime UpdatedAt
);

public sealed class ListArticlesValidator : AbstractValidator<ListArticlesQuery>
{
    public ListArticlesValidator()
    {
        Include(new PageRules<ListArticlesQuery>());
        RuleFor(x => x.GroupId)
            .Must(id => id is null or ListArticlesQuery.NoGroup || Guid.TryParseExact(id, "D", out _))
            .WithMessage("This must be the id of a group, or none.");
        RuleFor(x => x.Status)
            .Must(status => status is null or Article.DraftStatus or Article.PublishedStatus)
            .WithMessage($"This must be {Article.DraftStatus} or {Article.PublishedStatus}.");
        RuleFor(x => x.Locale).MustBeArticleLocale();
        RuleFor(x => x.Search)
            .MaximumLength(ListArticlesQuery.MaxSearchLength)
            .WithMessage($"This may have at most {ListArticlesQuery.MaxSearchLength} characters.");
    }
}
