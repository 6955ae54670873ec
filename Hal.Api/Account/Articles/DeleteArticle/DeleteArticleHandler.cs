using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Articles.DeleteArticle;

public sealed class DeleteArticleHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<DeleteArticleCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(DeleteArticleCommand request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var found = Article.Read(read, call.ProjectId.Value, ResourceId.Of(request.Id));
        await database.ReadAsync(read);
        if (found.Value is not { } article)
            return Problem.NotFound("article");

        if (article.Named(request.Locale, call.Project.DefaultLocale) is not { } named)
            return ArticleRules.NotWrittenIn(Locale.Normalize(request.Locale!));

        var write = new SqlBatch();
        if (request.Locale is null || article.Translations.Count == 1)
            ArticleWrites.Remove(write, call.ProjectId, article.Row);
        else
        {
            ArticleWrites.Save(write, call.ProjectId, article.Row, article.Row.GroupId, null, time.UtcNow());
            ArticleWrites.Remove(write, call.ProjectId, named);
        }

        database.Enlist(write);
        outcome.Wrote(article.Row.Id, article.Row.Version);
        return Nothing.Value;
    }
}
