using System.Text;
using TaskManagement.EndToEnd.Hosting;

namespace TaskManagement.EndToEnd;

/// <summary>A person's name and address lie nowhere in plain text.</summary>
public sealed class PersonalDataTests
{
    [Fact]
    public async Task DataFolder_WhenPeopleRegisteredAndWorked_ThenHoldsNoNameAndNoAddress()
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data.Path);
        using (var person = await Account.RegisterAsync(server, "zebulonq", "Zebulonia", "Quagmirez"))
        {
            var list = (await person.Http.PostJsonAsync("/api/v1/lists", new { name = "Plain list name" })).Id();
            var task = (await person.Http.PostJsonAsync(
                $"/api/v1/lists/{list}/tasks", new { title = "Plain title" })).Id();
            await person.Http.PostJsonAsync($"/api/v1/tasks/{task}/comments", new { text = "A remark" });
            await person.Http.PostJsonAsync($"/api/v1/tasks/{task}/assign", new { assigneeId = person.Id });
            AssertAbsent(data.Path, "zebulonq@example.org", "zebulonq", "Zebulonia", "Quagmirez");
        }

        Assert.Equal(0, await server.StopAsync());
        AssertAbsent(data.Path, "zebulonq@example.org", "zebulonq", "Zebulonia", "Quagmirez");
        AssertPresent(data.Path, "Plain title");
        Assert.DoesNotContain("zebulon", server.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertAbsent(string folder, params string[] words)
    {
        foreach (var (file, content) in Files(folder))
            foreach (var word in words)
                Assert.False(
                    content.Contains(word, StringComparison.OrdinalIgnoreCase),
                    $"{file} holds '{word}' in plain text.");
    }

    /// <summary>Shows that the search would find a word if it were there.</summary>
    private static void AssertPresent(string folder, string word) =>
        Assert.Contains(Files(folder), file => file.Content.Contains(word, StringComparison.Ordinal));

    /// <summary>All but the lock, which its holder alone may open.</summary>
    private static IEnumerable<(string File, string Content)> Files(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where Path.GetFileName(file) != "lock"
        select (file, Read(file));

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
