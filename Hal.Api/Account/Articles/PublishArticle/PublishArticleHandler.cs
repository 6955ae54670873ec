using Hal.Api.Domain.Articles;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Articles.PublishArticle;

public sealed class PublishArticleHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<PublishArticleCommand, Result<PublishArticleResponse>>
{
    public async Task<Result<PublishArticleResponse>> Handle(PublishArticleCommand request, CancellationToken cancellationToken)
    {
        var batch = Article.AddTo(new SqlBatch(), call.ProjectId.Value, ResourceId.Of(request.Id));
        if (await session.ReadAsync(batch, Article.TakeAsync) is not { } article)
            return Problem.NotFound("article");

        if (article.Named(request.Locale, call.Project.DefaultLocale) is not { } shown)
            return ArticleRules.NotWrittenIn(Locale.Normalize(request.Locale!));

        var now = time.UtcNow();
        var changed = article.Translations.Where(t => (request.Locale is null || t == shown) && (!t.IsPublished || t.HasUnpublishedChanges))
            .Select(t => t.Publish(now)).ToDictionary(t => t.Id);
        if (changed.Count == 0)
        {
            outcome.Wrote(article.Row.Id, article.Row.Version, article.Row.Version);
            return new PublishArticleResponse(article.ToAnswer(shown));
        }

        var write = new SqlBatch();
        ArticleWrites.Save(write, call.ProjectId, article.Row, article.Row.GroupId, null, now);
        foreach (var translation in changed.Values)
            ArticleWrites.Show(write, call.ProjectId, translation);

        session.Enlist(write);
        var after = new Article(
            article.Row with { UpdatedAt = now, Version = article.Row.Version + 1 }, [.. article.Translations.Select(t => changed.GetValueOrDefault(t.Id, t))]);
        outcome.Wrote(article.Row.Id, article.Row.Version, after.Row.Version);
        return new PublishArticleResponse(after.ToAnswer(changed.GetValueOrDefault(shown.Id, shown)));
    }
}
