using System.Text.Json;

namespace Hal.Api.Tests.Harness;

/// <summary>
/// Visitors with a conversation each: two strangers, one proven to be a person, and one of another project that is called like the first.
/// </summary>
internal sealed record ProofScene(
    TestProject Project,
    TestProject Other,
    TestVisitor Ana,
    string AnasId,
    string AnasMessage,
    TestVisitor Bob,
    string BobsId,
    TestVisitor Proven,
    string ProvensId,
    TestVisitor Foreign,
    string ForeignId,
    string MembersToken
)
{
    /// <summary>What Ana and the proven one have written.</summary>
    public const string Secret = "for ana's eyes only";

    public static async Task<ProofScene> CreateAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (project, other) = (workspace.Project, await workspace.AddProjectAsync());
        var (ana, anas) = await TestVisitor.BeginAsync(project, "ana", Secret);
        var (bob, bobs) = await TestVisitor.BeginAsync(project, "bob");
        var (foreign, foreigns) = await TestVisitor.BeginAsync(other, "ana");
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "proven",
                user_id = "u-proven",
                user_hash = project.Hash("u-proven"),
            }
        );
        var proven = new TestVisitor(project, "proven") { Token = identified.Text("visitor_token") };
        var provens = await proven.StartAsync(new { content = Secret }).MustAsync();
        return new ProofScene(
            project,
            other,
            ana,
            IdOf(anas),
            anas.Text("message", "id")!,
            bob,
            IdOf(bobs),
            proven,
            IdOf(provens),
            foreign,
            IdOf(foreigns),
            workspace.Owner.Token
        );
    }

    /// <summary>Those who call as Ana and have not shown to be her, and how each is refused.</summary>
    public async Task<IReadOnlyList<(string What, string Code, TestVisitor Caller)>> ImpostorsAsync()
    {
        var pass = await TestTokens.ReadAsync(Ana.Token!) ?? throw new InvalidOperationException();
        var token = Ana.Token!;
        var parts = token.Split('.');
        var nobody = new TestVisitor(Project, "ana");
        var (wrongToken, noProof, wrongHash) = ("visitor_token_invalid", "visitor_proof_required", "identity_verification_failed");
        return
        [
            ("nothing", noProof, nobody),
            ("a wrong hash", wrongHash, nobody with { Hash = new string('0', 64) }),
            ("another visitor's hash", wrongHash, nobody with { Hash = Project.Hash("bob") }),
            ("another project's hash", wrongHash, nobody with { Hash = Other.Hash("ana") }),
            ("the hash of a user that it is not", noProof, nobody with { Hash = Project.Hash("u-proven"), UserId = "u-proven" }),
            ("the right token with a wrong hash", wrongHash, Ana with { Hash = new string('0', 64) }),
            ("another visitor's token", wrongToken, nobody with { Token = Bob.Token }),
            (
                "another visitor's token, as that visitor is called",
                wrongToken,
                nobody with
                {
                    Token = await TestTokens.IssueAsync(pass with { Visitor = Guid.CreateVersion7() }),
                }
            ),
            ("another project's token of a visitor called alike", wrongToken, nobody with { Token = Foreign.Token }),
            ("an expired token", wrongToken, nobody with { Token = await TestTokens.IssueAsync(pass, TimeSpan.FromDays(30)) }),
            ("a token with another signature", wrongToken, nobody with { Token = $"{parts[0]}.{parts[1]}.{Bob.Token!.Split('.')[2]}" }),
            (
                "another's claims under a right signature",
                wrongToken,
                nobody with
                {
                    Token = $"{parts[0]}.{Bob.Token!.Split('.')[1]}.{parts[2]}",
                }
            ),
            ("an unsigned token", wrongToken, nobody with { Token = $"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{parts[1]}." }),
            ("a member's token", wrongToken, nobody with { Token = MembersToken }),
            ("nonsense", wrongToken, nobody with { Token = "nonsense" }),
            ("no more than the scheme", noProof, nobody with { Token = "   " }),
        ];
    }

    public async Task<string> FingerprintAsync() => await Project.FingerprintAsync() + await Other.FingerprintAsync();

    private static string IdOf(JsonElement started) => started.Text("conversation", "id")!;
}
