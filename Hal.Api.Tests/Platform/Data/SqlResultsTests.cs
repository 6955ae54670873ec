using Hal.Api.Platform.Data;
using Npgsql;

namespace Hal.Api.Tests.Platform.Data;

public class SqlResultsTests
{
    [Test]
    public async Task Leaves_the_next_requests_results_untouched_when_taking_its_own_went_wrong()
    {
        await using var connection = await OpenAsync();
        await using var batch = BatchOf("select 'text'", "select 2", "select 3");
        batch.Connection = connection;
        await using var reader = await batch.ExecuteReaderAsync();
        var faulty = new SqlResults(reader, 2);

        Assert.That(async () => await faulty.SingleOrDefaultAsync<Guid>(), Throws.Exception);
        await faulty.SkipRestAsync();

        Assert.That(await new SqlResults(reader, 1).SingleOrDefaultAsync<int>(), Is.EqualTo(3));
    }

    [Test]
    public async Task Skips_what_was_not_taken()
    {
        await using var connection = await OpenAsync();
        await using var batch = BatchOf("select 1", "select n from generate_series(1, 3) n", "select 4");
        batch.Connection = connection;
        await using var reader = await batch.ExecuteReaderAsync();
        var hasty = new SqlResults(reader, 2);

        var first = await hasty.SingleOrDefaultAsync<int>();
        await hasty.SkipRestAsync();
        var next = await new SqlResults(reader, 1).ListAsync<int>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(1));
            Assert.That(next, Is.EqualTo([4]));
        }
    }

    [Test]
    public async Task Never_takes_what_belongs_to_another()
    {
        await using var connection = await OpenAsync();
        await using var batch = BatchOf("select 1", "select 2");
        batch.Connection = connection;
        await using var reader = await batch.ExecuteReaderAsync();
        var greedy = new SqlResults(reader, 1);
        await greedy.SingleOrDefaultAsync<int>();

        Assert.That(async () => await greedy.SingleOrDefaultAsync<int>(), Throws.InvalidOperationException);
    }

    private static async Task<NpgsqlConnection> OpenAsync() => await (await TestHost.RunningAsync()).Database.Source.OpenConnectionAsync();

    private static NpgsqlBatch BatchOf(params string[] statements)
    {
        var batch = new NpgsqlBatch();
        foreach (var statement in statements)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));

        return batch;
    }
}
