using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Hal.Api.Tests.Harness;

/// <summary>The built service as a process of its own, as somebody who has downloaded it would start it.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, Timeout = Eventually.Patience };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; }

    /// <summary>All that it has written so far.</summary>
    public string Output => string.Join('\n', _output);

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until it answers or has ended.</summary>
    public static async Task<ServiceProcess> StartAsync(string environment, params (string Name, string Value)[] settings)
    {
        while (true)
        {
            var service = await TryStartAsync(environment, settings);
            // The port was free when it was chosen, and somebody else may have taken it since.
            if (!service.FoundPortTaken || settings.Any(s => s.Name == "Urls"))
                return service;

            await service.DisposeAsync();
        }
    }

    private static async Task<ServiceProcess> TryStartAsync(string environment, (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(Program).Assembly.Location]
        )
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(name);

        foreach (var (name, value) in settings.Prepend(("Urls", address.OriginalString)).Prepend(("ASPNETCORE_ENVIRONMENT", environment)))
            start.Environment[name] = value;

        var service = new ServiceProcess(Process.Start(start)!, address);
        // Not before it says so itself: somebody else may answer at the address.
        await Eventually.HoldsAsync(
            () =>
                service._process.HasExited || service.Output.Contains($"listening on: {address.OriginalString}", StringComparison.Ordinal),
            "the service listens"
        );
        await Eventually.HoldsAsync(async () => service._process.HasExited || await service.IsReadyAsync(), "the service answers");
        return service;
    }

    /// <summary>What it has printed that matches, once it is there: it may come a moment after the first answers.</summary>
    public async Task<IReadOnlyList<string>> PrintedAsync(Regex what, int times = 1)
    {
        await Eventually.HoldsAsync(() => _process.HasExited || what.Count(Output) >= times, $"{what} is printed");
        var printed = what.Matches(Output).Select(m => m.Value.Trim()).ToList();
        Assert.That(printed, Has.Count.EqualTo(times), Output);
        return printed;
    }

    public async Task<Exchange> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return await Exchange.OfAsync(response);
    }

    public async Task<Exchange> PostAsync(string route, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync($"/api/widget/{route}", content);
        return await Exchange.OfAsync(response);
    }

    /// <summary>As <c>kill -9</c> does: it hears nothing of it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As <c>docker stop</c> or Ctrl-C do.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            await KillAsync();

        _process.Dispose();
    }

    private bool FoundPortTaken => _process.HasExited && Output.Contains("address already in use", StringComparison.OrdinalIgnoreCase);

    private static bool IsSetting(string name) =>
        name is "Urls" or "URLS" or "ASPNETCORE_URLS" or "ASPNETCORE_HTTP_PORTS" or "DOTNET_ENVIRONMENT"
        || name.StartsWith("Hal__", StringComparison.Ordinal)
        || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
        || name.StartsWith("Logging__", StringComparison.Ordinal);

    // Below those that the system gives to connections, so that none of them takes it away again.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(l => l.Port != port))
                return port;
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return (await GetAsync("/health/ready")).Status == 200;
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException or IOException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }
}
