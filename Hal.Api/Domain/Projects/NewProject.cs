using System.Security.Cryptography;
using Hal.Api.Domain.Names;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Projects;

/// <summary>A project with the default stages and an identity secret of its own (contract 3).</summary>
/// <param name="Id">The project's id.</param>
/// <param name="IdentitySecret">256 random bits in hex.</param>
public sealed record NewProject(Guid Id, string IdentitySecret)
{
    private const string InsertAccount = "insert into accounts (id, name, created_at) values ($1, $2, $3)";

    private const string InsertProject = """
        insert into projects (id, account_id, name, identity_secret, created_at) values ($1, $2, $3, $4, $5)
        """;

    private const string InsertStage = """
        insert into stages (project_id, id, name, name_key, position, type, created_at) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    /// <summary>The version of a project that was just made: each of its stages has moved it by one.</summary>
    public static long Version => 1 + StageList.Defaults.Count;

    /// <summary>An identity secret that cannot be guessed.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Adds a workspace to a batch.</summary>
    /// <param name="name">The workspace's name.</param>
    /// <returns>The workspace's id.</returns>
    public static Guid AddAccount(SqlBatch batch, string name, DateTime now)
    {
        var id = Ids.New();
        batch.Add(InsertAccount, id, name, now);
        return id;
    }

    /// <summary>Adds a project of a workspace to a batch.</summary>
    /// <param name="name">The project's name.</param>
    public static NewProject Add(SqlBatch batch, Guid account, string name, DateTime now)
    {
        var project = new NewProject(Ids.New(), NewSecret());
        batch.Add(InsertProject, project.Id, account, name, project.IdentitySecret, now);
        for (var i = 0; i < StageList.Defaults.Count; i++)
        {
            var (stage, type) = StageList.Defaults[i];
            batch.Add(InsertStage, project.Id, Ids.New(), stage, FoldedName.Of(stage), i, StageText.Of(type), now);
        }

        return project;
    }
}
