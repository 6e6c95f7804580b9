using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Commands;

/// <summary>Accounts by the verbs: links are printed, passwords never.</summary>
public sealed class UserVerbsTests : CommandLine
{
    [Fact]
    public async Task Accounts_are_listed_changed_reset_and_removed_but_never_the_last_administrator()
    {
        await AddAsync(
            ("a@example.org", TeamRole.Administrator),
            ("b@example.org", TeamRole.Administrator),
            ("c@example.org", TeamRole.Member)
        );
        Assert.Equal(
            (0, "a@example.org\tadministrator\nb@example.org\tadministrator\nc@example.org\tmember\n", ""),
            await RunAsync("user", "list")
        );
        Assert.Equal((0, "", ""), await RunAsync("user", "role", "--email", "C@example.org", "--role", "editor"));
        Assert.Equal((0, "", ""), await RunAsync("user", "remove", "--email", "b@example.org"));
        foreach (
            var verb in (string[][])
                [
                    ["user", "remove", "--email", "a@example.org"],
                    ["user", "role", "--email", "a@example.org", "--role", "reader"],
                ]
        )
        {
            var (code, output, errors) = await RunAsync(verb);
            Assert.Equal((1, ""), (code, output));
            Assert.StartsWith("Dies ist das letzte Konto mit der Rolle „Verwaltung“.", errors, StringComparison.Ordinal);
        }
        Assert.Equal("a@example.org\tadministrator\nc@example.org\tmember\n", (await RunAsync("user", "list")).Output);

        var (reset, link, _) = await RunAsync("user", "reset", "--email", "a@example.org", "--Site:Address=https://befragung.example");
        Assert.Equal(0, reset);
        Assert.Matches("^https://befragung.example/team/passwort/[A-Za-z0-9_-]{32}\n$", link);
    }

    [Fact]
    public async Task Roles_in_studies_are_given_and_taken_and_those_of_before_still_mean_all_studies()
    {
        await AddAsync(("a@example.org", TeamRole.Administrator), ("b@example.org", TeamRole.Member));
        foreach (var title in (string[])["Eins", "Zwei"])
            await StudyAsync(title);
        Assert.Equal((0, "", ""), await RunAsync("user", "role", "--email", "a@example.org", "--study", "eins", "--role", "owner"));
        Assert.Equal((0, "", ""), await RunAsync("user", "role", "--email", "b@example.org", "--role", "editor"));
        Assert.Equal(
            "a@example.org\tadministrator\teins: owner\nb@example.org\tmember\teins: editor\tzwei: editor\n",
            (await RunAsync("user", "list")).Output
        );
        Assert.Equal((0, "", ""), await RunAsync("user", "remove", "--email", "b@example.org", "--study", "zwei"));
        var (code, _, errors) = await RunAsync("user", "remove", "--email", "a@example.org", "--study", "eins");
        Assert.Equal(1, code);
        Assert.StartsWith("Dies ist die letzte Person mit der Rolle „Leitung“ in dieser Studie.", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("user", "role", "--email", "b@example.org", "--role", "owner")).Code);
        Assert.Equal(
            "a@example.org\tadministrator\teins: owner\nb@example.org\tadministrator\teins: owner\tzwei: owner\n",
            (await RunAsync("user", "list")).Output
        );
        const string Address = "--Site:Address=https://befragung.example";
        Assert.Equal(0, (await RunAsync("user", "add", "--email", "c@example.org", "--role", "reader", "--study", "zwei", Address)).Code);
        Assert.Equal(0, (await RunAsync("user", "add", "--email", "d@example.org", "--role", "owner", Address)).Code);
        Assert.Equal(0, (await RunAsync("user", "add", "--email", "e@example.org", Address)).Code);
        Assert.Equal(
            ["c@example.org zwei Reader Member", "d@example.org eins Owner Administrator", "d@example.org zwei Owner Administrator"],
            await DataAsync(async db =>
                await (
                    from one in db.AwaitedMembers
                    join study in db.Studies on one.StudyId equals study.Id
                    join link in db.AccountLinks on one.Email equals link.Email
                    orderby one.Email, study.Key
                    select $"{one.Email} {study.Key} {one.Role} {link.Role}"
                ).ToListAsync()
            )
        );
    }

    [Theory]
    [InlineData(
        1,
        "In einer Studie ist man owner, editor oder reader.",
        "user",
        "role",
        "--email",
        "a@example.org",
        "--role",
        "member",
        "--study",
        "x"
    )]
    [InlineData(
        1,
        "Für „x@example.org“ gibt es kein Konto.",
        "user",
        "reset",
        "--email",
        "x@example.org",
        "--Site:Address=https://befragung.example"
    )]
    [InlineData(1, "Setzen Sie Site__Address", "user", "add", "--email", "x@example.org")]
    [InlineData(1, "Setzen Sie Site__Address", "user", "reset", "--email", "x@example.org")]
    [InlineData(2, "befragung --help", "user", "role", "--email", "x@example.org")]
    public async Task What_cannot_be_done_is_one_line_on_standard_error(int code, string words, params string[] arguments)
    {
        var (ended, output, errors) = await RunAsync(arguments);
        Assert.Equal((code, ""), (ended, output));
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_help_speaks_German()
    {
        var (code, output, errors) = await RunAsync("user", "--help");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Zeigt diese Hilfe.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Show help", output, StringComparison.Ordinal);
    }

    private Task StudyAsync(string title) =>
        DataAsync(async db =>
            await NewStudies.AddAsync(
                db,
                Befragung
                    .Delphi.Questionnaires.QuestionnaireReader.Read(
                        Sample.Yaml.Replace("Kleine Befragung über Größe", title, StringComparison.Ordinal)
                    )
                    .Questionnaire!,
                DateTime.UnixEpoch,
                "test",
                CancellationToken.None
            )
        );

    private async Task<T> DataAsync<T>(Func<SurveyDb, Task<T>> act)
    {
        await using var site = Site.Build([
            $"--Data:Directory={Path.Combine(Folder, "data")}",
            "--Logging:Console:LogLevel:Default=None",
            .. DatabaseOf("data"),
        ]);
        await Database.MigrateAsync(site.Services);
        await using var scope = site.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<SurveyDb>());
    }

    private async Task AddAsync(params (string Email, TeamRole Role)[] members)
    {
        await using var site = Site.Build([
            $"--Data:Directory={Path.Combine(Folder, "data")}",
            "--Logging:Console:LogLevel:Default=None",
            .. DatabaseOf("data"),
        ]);
        await Database.MigrateAsync(site.Services);
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<TeamMember>>();
        foreach (var (email, role) in members)
            Assert.True(
                (
                    await users.CreateAsync(
                        new TeamMember
                        {
                            UserName = email,
                            Email = email,
                            Role = role,
                        },
                        SurveyApp.Password
                    )
                ).Succeeded
            );
    }
}
