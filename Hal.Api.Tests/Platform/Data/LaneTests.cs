using System.Collections.Concurrent;
using Hal.Api.Platform.Data;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Platform.Data;

public class LaneTests
{
    [Test]
    public async Task A_job_leaves_alone_at_once_and_those_that_come_meanwhile_leave_together()
    {
        var groups = new ConcurrentQueue<int[]>();
        var firstIsOnTheWay = new TaskCompletionSource();
        var firstMayEnd = new TaskCompletionSource();
        var allDone = new CountdownEvent(4);
        var lane = new Lane<int>(1, 10, async group =>
        {
            groups.Enqueue([.. group]);
            firstIsOnTheWay.TrySetResult();
            if (groups.Count == 1)
                await firstMayEnd.Task;

            allDone.Signal(group.Count);
        });

        lane.Enter(1);
        await firstIsOnTheWay.Task;
        for (var job = 2; job <= 4; job++)
            lane.Enter(job);

        firstMayEnd.SetResult();
        await Task.Run(allDone.Wait);

        Assert.That(groups.Select(group => string.Join(" ", group)), Is.EqualTo(["1", "2 3 4"]));
    }

    [Test]
    public async Task No_job_is_forgotten_and_no_group_too_large_however_many_enter_at_once()
    {
        const int Jobs = 10_000;
        var done = new ConcurrentDictionary<int, bool>();
        var allDone = new CountdownEvent(Jobs);
        var onTheWay = 0;
        var tooMany = false;
        var lane = new Lane<int>(2, 7, async group =>
        {
            tooMany |= Interlocked.Increment(ref onTheWay) > 2 || group.Count > 7;
            await Task.Yield();
            foreach (var job in group)
                done[job] = true;

            Interlocked.Decrement(ref onTheWay);
            allDone.Signal(group.Count);
        });

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(part =>
                    Task.Run(() =>
                    {
                        for (var job = part; job < Jobs; job += 8)
                            lane.Enter(job);
                    })
                )
        );
        await Task.Run(allDone.Wait);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(done, Has.Count.EqualTo(Jobs));
            Assert.That(tooMany, Is.False);
        }
    }

    [Test]
    public async Task No_job_is_left_waiting_at_the_end_of_a_burst()
    {
        var lane = new Lane<TaskCompletionSource>(1, 4, group =>
        {
            foreach (var job in group)
                job.TrySetResult();

            return Task.CompletedTask;
        });

        // The moment to miss a job is when a driver leaves while another job enters, so there have to be many ends.
        for (var burst = 0; burst < 20_000; burst++)
        {
            var jobs = new[] { new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource() };
            Parallel.ForEach(jobs, lane.Enter);
            await Task.WhenAll(jobs.Select(job => job.Task)).WaitAsync(Eventually.Patience);
        }
    }
}
