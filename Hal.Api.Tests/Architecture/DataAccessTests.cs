using System.Data.Common;
using Dapper;
using Hal.Api.Background;
using Hal.Api.Idempotency;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Mono.Cecil;
using Npgsql;

namespace Hal.Api.Tests.Architecture;

/// <summary>
/// One way to read, and one way to write: a use case reads, searches and enlists through <see cref="Database"/>. So none can go round the
/// guard of its first read, the check of <c>If-Match</c>, the audit entry or the kept answer. Read from the compiled code.
/// </summary>
public class DataAccessTests
{
    private static readonly string[] Behind =
    [
        nameof(UnitOfWork),
        nameof(Lanes),
        nameof(SearchSource),
        nameof(NpgsqlConnection),
        nameof(NpgsqlDataSource),
        nameof(NpgsqlCommand),
        nameof(NpgsqlBatch),
        // A call of an overridden method names the base type in the compiled code.
        nameof(DbConnection),
        nameof(DbDataSource),
        nameof(DbCommand),
        nameof(DbBatch),
        nameof(SqlMapper),
        "SqlResults",
    ];

    [Test]
    public void A_slice_reaches_the_database_in_one_way()
    {
        var slices = Slices();
        Subjects.Some(slices.Where(t => Used(t).Any(r => r.DeclaringType.Name == nameof(Database))));

        slices
            .SelectMany(t => Used(t).Where(r => Behind.Contains(r.DeclaringType.Name)).Select(r => $"{t.FullName} uses {r.FullName}"))
            .MustNot("Slices read, search and enlist; what is behind that is the pipeline's.");
    }

    [Test]
    public void Only_requests_that_write_enlist()
    {
        var writers = Subjects.Some(
            Slices()
                .Where(t =>
                    Used(t).Any(r => r.DeclaringType.Name == nameof(Database) && r.Name.StartsWith("Enlist", StringComparison.Ordinal))
                )
        );
        writers
            .Where(t => RequestOf(t) is not { } request || !request.IsAssignableTo(typeof(IWrite)))
            .Select(t => t.FullName)
            .MustNot("What a request enlists is only sent if it is marked as a write.");
    }

    [Test]
    public void Every_account_and_v1_write_is_recorded() =>
        Subjects
            .Some(ServiceTypes.Requests.Where(r => r.IsAssignableTo(typeof(IWrite)) && ServiceTypes.FamilyOf(r) is "Account" or "V1"))
            .Where(r => !r.IsAssignableTo(typeof(IRecordedWrite)))
            .Select(r => r.FullName!)
            .MustNot("The pipeline adds If-Match, the audit entry and the kept answer to every recorded write.");

    [Test]
    public void Only_the_pipeline_and_the_service_itself_hold_a_unit_of_work()
    {
        string[] allowed = ["Pipeline", "Idempotency", "Audit", "Families", "Credentials", "Demo", "Platform"];
        Assert.That(typeof(KeptAnswers).Namespace, Does.Contain("Idempotency"));
        Assert.That(typeof(LastSeen).Namespace, Does.Contain("Background"));
        Subjects
            .Some(Types().Where(t => Used(t).Any(r => r.DeclaringType.Name == nameof(UnitOfWork))))
            .Where(t => !allowed.Contains(NamespaceOf(t).Split('.')[2]))
            .Select(t => t.FullName)
            .MustNot("Rules and use cases see the database, not how it is driven.");
    }

    private static List<TypeDefinition> Types() =>
        [
            .. AssemblyDefinition
                .ReadAssembly(typeof(Program).Assembly.Location)
                .MainModule.GetTypes()
                .Where(t => NamespaceOf(t).StartsWith("Hal.Api.", StringComparison.Ordinal)),
        ];

    private static List<TypeDefinition> Slices() =>
        [.. Subjects.Some(Types().Where(t => SliceFolder.Families.Contains(NamespaceOf(t).Split('.')[2])))];

    private static Type? RequestOf(TypeDefinition type) => ServiceTypes.Requests.SingleOrDefault(r => r.Namespace == NamespaceOf(type));

    // Asynchronous methods and closures are compiled to types that lie in the handler's.
    private static string NamespaceOf(TypeDefinition type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;

        return type.Namespace;
    }

    private static IEnumerable<MemberReference> Used(TypeDefinition type) =>
        type
            .Methods.Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions)
            .Select(i => i.Operand)
            .OfType<MemberReference>()
            .Where(r => r.DeclaringType is not null);
}
