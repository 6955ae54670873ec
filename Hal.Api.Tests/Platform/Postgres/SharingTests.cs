using Hal.Api.Platform.Postgres;

namespace Hal.Api.Tests.Platform.Postgres;

public sealed class SharingTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox();

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [Test]
    public async Task Two_share_one_server_and_the_last_one_out_stops_it()
    {
        var first = await _sandbox.StartAsync();
        var second = await _sandbox.StartAsync();
        Assert.That(second.ConnectionString, Is.EqualTo(first.ConnectionString));

        await first.DisposeAsync();
        Assert.That(await PostgresSandbox.AskAsync(second.ConnectionString, "select 1"), Is.EqualTo(1));

        await second.DisposeAsync();
        Assert.That(PostmasterFile.Read(_sandbox.Layout.Cluster), Is.Null);
    }

    [Test]
    public async Task Many_starting_at_once_on_a_fresh_directory_get_the_same_server()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _sandbox.StartAsync())));
        Assert.That(all.Select(each => each.ConnectionString).Distinct().Count(), Is.EqualTo(1));

        await Task.WhenAll(all.Select(each => each.DisposeAsync().AsTask()));
        Assert.That(PostmasterFile.Read(_sandbox.Layout.Cluster), Is.Null);
    }

    [Test]
    public async Task Coming_and_going_at_once_always_leaves_a_server_to_whoever_is_there()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var round = 0; round < 4; round++)
                        {
                            var mine = await _sandbox.StartAsync();
                            Assert.That(await PostgresSandbox.AskAsync(mine.ConnectionString, "select 1"), Is.EqualTo(1));
                            await mine.DisposeAsync();
                        }
                    })
                )
        );
        Assert.That(PostmasterFile.Read(_sandbox.Layout.Cluster), Is.Null);
    }

    [Test]
    public void A_lock_is_shared_or_exclusive_within_one_process_too()
    {
        var path = Path.Combine(_sandbox.Root, "a.lock");
        using (DirectoryLock.TryShared(path))
        using (var second = DirectoryLock.TryShared(path))
        using (var exclusive = DirectoryLock.TryExclusive(path))
        {
            Assert.That(second, Is.Not.Null);
            Assert.That(exclusive, Is.Null);
        }
        using (var exclusive = DirectoryLock.TryExclusive(path))
        using (var shared = DirectoryLock.TryShared(path))
        using (var another = DirectoryLock.TryExclusive(path))
        {
            Assert.That(exclusive, Is.Not.Null);
            Assert.That(shared, Is.Null);
            Assert.That(another, Is.Null);
        }
        using var free = DirectoryLock.TryShared(path);
        Assert.That(free, Is.Not.Null);
    }

    [Test]
    public void A_lock_that_cannot_be_made_is_an_error_and_not_a_wait() =>
        Assert.That(() => DirectoryLock.TryExclusive(Path.Combine(_sandbox.Root, "missing", "a.lock")), Throws.InstanceOf<IOException>());
}
