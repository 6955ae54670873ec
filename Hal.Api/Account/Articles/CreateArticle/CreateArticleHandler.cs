using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using Hal.Api.Rendering;
using MediatR;

namespace Hal.Api.Account.Articles.CreateArticle;

public sealed class CreateArticleHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateArticleCommand, Result<CreateArticleResponse>>
{
    public async Task<Result<CreateArticleResponse>> Handle(CreateArticleCommand request, CancellationToken cancellationToken)
    {
        var title = request.Title!.Trim();
        var locale = Locale.Normalize(request.Locale ?? call.Project.DefaultLocale);
        Guid? wanted = request.GroupId is null ? null : ResourceId.Of(request.GroupId);
        var read = new SqlRead();
        var group = read.One<Guid?>(ArticleGroup.Find, call.ProjectId.Value, wanted);
        var taken = ArticleSlugs.Read(read, call.ProjectId.Value, title, request.Slug);
        await database.ReadAsync(read);
        if (wanted != group.Value)
            return ArticleRules.NoSuchGroup;

        if (request.Slug is not null && ArticleSlugs.IsTaken(request.Slug, locale, taken.Value, null))
            return ArticleRules.SlugIsTaken;

        var (write, now) = (new SqlBatch(), time.UtcNow());
        var row = new ArticleRow(Ids.New(), group.Value, 1, now, now);
        var written = new Translation(
            Ids.New(),
            locale,
            title,
            request.Content ?? "",
            request.Slug ?? ArticleSlugs.Make(title, locale, taken.Value, null),
            request.Slug is not null,
            null,
            null,
            null,
            null,
            now,
            now
        );
        ArticleWrites.Add(write, call.ProjectId, row);
        ArticleWrites.Write(write, call.ProjectId, row.Id, null, written);
        if (request.Status == Article.PublishedStatus)
        {
            written = written.Publish(now);
            ArticleWrites.Show(write, call.ProjectId, written, ArticleMarkdown.TextOf(written.Content));
        }

        database.Enlist(write);
        outcome.Wrote(row.Id, after: row.Version);
        return new CreateArticleResponse(new Article(row, [written]).ToAnswer(written));
    }
}
