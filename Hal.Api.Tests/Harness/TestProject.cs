using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Harness;

/// <summary>A fresh project with the default stages, and the ways to call its widget routes and look at its rows.</summary>
internal sealed class TestProject
{
    private readonly HttpClient _client;
    private readonly TestDatabase _database;

    /// <summary>A project that is there already.</summary>
    internal TestProject(NewProject project, HttpClient client, TestDatabase database) =>
        (Id, Secret, _client, _database) = (project.Id, project.IdentitySecret, client, database);

    public Guid Id { get; }

    public string Secret { get; }

    /// <summary>A project of the run's shared service.</summary>
    public static async Task<TestProject> CreateAsync()
    {
        var running = await TestHost.RunningAsync();
        return await CreateAsync(running.App, running.Client, running.Database);
    }

    /// <summary>A project of a service with settings of its own.</summary>
    public static async Task<TestProject> CreateAsync(HalApp app, HttpClient client, TestDatabase database)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (batch, now) = (new SqlBatch(), TimeProvider.System.UtcNow());
        var project = NewProject.Add(batch, NewProject.AddAccount(batch, "Test", now), "Test", now);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().WriteAsync(batch);
        return new TestProject(project, client, database);
    }

    /// <summary>The same project, called through another instance of the service.</summary>
    public TestProject Through(HttpClient client) => new(new NewProject(Id, Secret), client, _database);

    /// <summary>The hex <c>user_hash</c> for a visitor's or a user's id.</summary>
    public string Hash(string id) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(id)));

    /// <summary>Posts to a widget route; <c>project_id</c> is filled in where the body does not say otherwise.</summary>
    public async Task<Exchange> PostAsync(string route, object body)
    {
        var json = JsonSerializer.SerializeToNode(body)!.AsObject();
        if (!json.ContainsKey("project_id") && !json.ContainsKey("app_id"))
            json["project_id"] = Id.ToString();

        return await PostRawAsync(route, json.ToJsonString());
    }

    /// <summary>Posts and insists on a success.</summary>
    public async Task<JsonElement> MustPostAsync(string route, object body)
    {
        var exchange = await PostAsync(route, body);
        Assert.That(exchange.Status, Is.InRange(200, 299), exchange.Text);
        return exchange.Body;
    }

    /// <summary>Posts text as it is.</summary>
    public Task<Exchange> PostRawAsync(
        string route,
        string body,
        string mediaType = "application/json",
        params (string Name, string Value)[] headers
    ) => PostBytesAsync(route, Encoding.UTF8.GetBytes(body), mediaType, headers);

    /// <summary>Posts bytes as they are.</summary>
    public Task<Exchange> PostBytesAsync(
        string route,
        byte[] body,
        string mediaType = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } };
        return SendAsync(HttpMethod.Post, $"/api/widget/{route}", content, headers);
    }

    public Task<Exchange> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public async Task<Exchange> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await _client.SendAsync(request);
        return await Exchange.OfAsync(response);
    }

    /// <summary>Reads rows; <c>@p</c> is the project.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values = null)
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        var parameters = new DynamicParameters(values);
        parameters.Add("p", Id);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    /// <summary>Reads one value; <c>@p</c> is the project.</summary>
    public async Task<T> OneAsync<T>(string sql, object? values = null) => (await RowsAsync<T>(sql, values)).Single();

    /// <summary>Changes rows; <c>@p</c> is the project.</summary>
    public Task ExecuteAsync(string sql, object? values = null) => RowsAsync<int>(sql, values);

    /// <summary>A setting as an administrator would change it.</summary>
    public Task SetAsync(string assignment) => ExecuteAsync($"update projects set {assignment} where id = @p");

    /// <summary>How many rows the project has in each of its tables: equal before and after a call that changes nothing.</summary>
    public Task<string> FingerprintAsync() =>
        OneAsync<string>(
            """
            select concat_ws('|',
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from (select id, visitor_id, contact_id, active_company_id,
                    verified, name, phone, properties from visitors where project_id = @p) t),
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from contacts t where project_id = @p),
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from companies t where project_id = @p),
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from contact_companies t where project_id = @p),
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from events t where project_id = @p),
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from conversations t where project_id = @p),
                (select md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from messages t where project_id = @p),
                (select count(*) from stage_changes where project_id = @p),
                (select count(*) from deal_changes where project_id = @p),
                (select count(*) from contact_merges where project_id = @p))
            """
        );
}
