using Hal.Api.Domain.Articles;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Hal.Api.Rendering;

namespace Hal.Api.Demo;

/// <summary>The articles of the demo project's help center: three, each in English and German.</summary>
internal static class DemoArticles
{
    private const string InsertGroup =
        "insert into article_groups (project_id, id, names, position, created_at, updated_at) values ($1, $2, $3, 0, $4, $4)";

    private static readonly (string Title, string Content)[][] Articles =
    [
        [
            (
                "Welcome to Hal",
                """
                Hal brings your visitors, contacts, companies and conversations together.

                ## First steps

                1. Say who a visitor is with `identify`.
                2. Record what it does with `track`.
                3. Watch its company move through the pipeline.

                > Everything belongs to one project, and nothing crosses projects.
                """
            ),
            (
                "Willkommen bei Hal",
                """
                Hal bringt Besucher, Kontakte, Firmen und Unterhaltungen zusammen.

                ## Die ersten Schritte

                1. Sagen Sie mit `identify`, wer ein Besucher ist.
                2. Halten Sie mit `track` fest, was er tut.
                3. Sehen Sie zu, wie seine Firma durch die Pipeline wandert.

                > Alles gehört zu genau einem Projekt.
                """
            ),
        ],
        [
            (
                "How refunds work",
                """
                You get your money back within **14 days** of your purchase.

                | How you paid | When the refund arrives |
                |---|---|
                | Card | 3 to 5 days |
                | Bank transfer | 1 to 2 days |

                Ask for it in a conversation; a reason is welcome, and not required.
                """
            ),
            (
                "So funktionieren Rückerstattungen",
                """
                Sie erhalten Ihr Geld innerhalb von **14 Tagen** nach dem Kauf zurück.

                | Bezahlt mit | Die Erstattung kommt nach |
                |---|---|
                | Karte | 3 bis 5 Tagen |
                | Überweisung | 1 bis 2 Tagen |

                Schreiben Sie uns in einer Unterhaltung; ein Grund ist willkommen, aber nicht nötig.
                """
            ),
        ],
        [
            (
                "Proving an identity",
                """
                A visitor is proven by its `user_hash`: HMAC-SHA256 of the `visitor_id`, with your project's identity secret as the key.

                ```sh
                printf %s "$VISITOR_ID" | openssl dgst -sha256 -hmac "$SECRET"
                ```

                The hash is made by **your own server**, and the secret never leaves it.
                """
            ),
            (
                "Eine Identität nachweisen",
                """
                Ein Besucher weist sich mit seinem `user_hash` aus: HMAC-SHA256 der `visitor_id`, mit dem Identitätsgeheimnis Ihres
                Projekts als Schlüssel.

                ```sh
                printf %s "$VISITOR_ID" | openssl dgst -sha256 -hmac "$SECRET"
                ```

                Den Hash bildet **Ihr eigener Server**, und das Geheimnis verlässt ihn nie.
                """
            ),
        ],
    ];

    /// <summary>Adds the articles to a batch, published.</summary>
    public static void Add(SqlBatch batch, ProjectId project, DateTime now)
    {
        var group = Ids.New();
        batch.Add(
            InsertGroup,
            project.Value,
            group,
            GroupNames.Merge(null, "Getting started", new() { ["de"] = "Erste Schritte" }, "en"),
            now
        );
        foreach (var languages in Articles)
        {
            var row = new ArticleRow(Ids.New(), group, 1, now, now);
            ArticleWrites.Add(batch, project, row);
            foreach (var (locale, (title, content)) in new[] { "en", "de" }.Zip(languages))
            {
                var written = new Translation(
                    Ids.New(),
                    locale,
                    title,
                    content,
                    Slug.Of(title, locale),
                    false,
                    null,
                    null,
                    null,
                    null,
                    now,
                    now
                );
                ArticleWrites.Write(batch, project, row.Id, null, written);
                ArticleWrites.Show(batch, project, written.Publish(now), ArticleMarkdown.TextOf(content));
            }
        }
    }
}
