using System.Text;

namespace Befragung.Web.Tests.Mail;

/// <summary>Letters as experts get them.</summary>
public sealed class LettersTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Opening_sends_everyone_a_letter_whose_link_works()
    {
        var key = await app.OpenStudyAsync(3);
        var letters = await MineAsync(key, 3);
        Assert.Equal(3, letters.Select(letter => letter.To).Distinct().Count());
        Assert.Equal(3, letters.Select(letter => letter.Link).Distinct().Count());
        foreach (var letter in letters)
        {
            Assert.Equal("Einladung: Kleine Befragung über Größe", letter.Subject);
            Assert.Contains("Jörg Weiß", letter.To, StringComparison.Ordinal);
            Assert.Contains("Guten Tag Jörg Weiß", letter.Body, StringComparison.Ordinal);
            Assert.Contains("Büro für Größe", letter.Body, StringComparison.Ordinal);
            using var expert = app.Visitor();
            Assert.Equal("/bogen", (await expert.GetAsync(new Uri(letter.Link).AbsolutePath)).Location);
        }
    }

    [Fact]
    public async Task A_letter_to_a_study_of_one_round_names_none()
    {
        var key = await app.OpenStudyAsync(1, Sample.Yaml.Replace("rounds: 2", "rounds: 1", StringComparison.Ordinal));
        Assert.Equal("Einladung: Kleine Befragung über Größe", Assert.Single(await MineAsync(key, 1)).Subject);
    }

    [Fact]
    public async Task The_letter_of_round_2_says_that_there_is_something_to_see()
    {
        var key = await app.OpenStudyAsync();
        // Once the round is closed, nobody gets a letter for it any more.
        await MineAsync(key, 1);
        await app.HandInAsync(key, 0);
        await app.CloseAsync(key);
        await app.NextAsync(key);
        var letters = await MineAsync(key, 2);
        Assert.Contains(
            letters,
            letter =>
                letter.Subject.StartsWith("Runde 2: ", StringComparison.Ordinal)
                && letter.Body.Contains("wie alle Beteiligten in der vorigen Runde geantwortet haben", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nobody_gets_a_letter_twice()
    {
        var key = await app.OpenStudyAsync(2);
        await MineAsync(key, 2);
        await MineAsync(key, 2);
    }

    [Fact]
    public async Task The_secret_of_a_link_rests_nowhere_but_in_the_letter()
    {
        var letter = (await MineAsync(await app.OpenStudyAsync(), 1))[0];
        Assert.False(app.Holds(letter.Link.Split('/')[^1]));
    }

    /// <summary>The letters of one study: those whose links lead to it.</summary>
    private async Task<List<Eml>> MineAsync(string key, int expected)
    {
        var letters = new List<Eml>();
        foreach (var letter in (await app.LettersAsync()).Select(Eml.Read))
        {
            var hash = Web.Access.Token.Hash(letter.Link.Split('/')[^1]);
            var mine = await app.DataAsync(db =>
                Task.FromResult(
                    (
                        from invitation in db.Invitations
                        join study in db.Studies on invitation.Panelist.StudyId equals study.Id
                        where invitation.TokenHash == hash && study.Key == key
                        select invitation
                    ).Any()
                )
            );
            if (mine)
                letters.Add(letter);
        }
        Assert.Equal(expected, letters.Count);
        return letters;
    }
}
